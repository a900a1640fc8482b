package town.bigbluebutton;

import java.time.Instant;

/// Somebody inside, by the one session that they joined: nothing but their own hand, a moderator's or the meeting's end
/// puts them out.
///
/// @param user whoever sent them calls them so
public record Guest(
        String id, String meeting, long createTime, String user, String name, boolean moderator, Instant since) {}
