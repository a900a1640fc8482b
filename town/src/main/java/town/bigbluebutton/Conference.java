package town.bigbluebutton;

import java.time.Instant;
import java.util.Map;

/// A meeting from its making until nobody needs it any more.
///
/// @param wish       what it was made with
/// @param emptySince when the last one left, or it was made
public record Conference(
        String id,
        String internalId,
        long createTime,
        String attendeePassword,
        String moderatorPassword,
        Map<String, String> wish,
        boolean joined,
        Instant emptySince) {
    Conference with(boolean hasJoined, Instant since) {
        return new Conference(
                id, internalId, createTime, attendeePassword, moderatorPassword, wish, joined || hasJoined, since);
    }

    public String name() {
        return wish.getOrDefault("name", id);
    }

    /// In minutes, as long as one empties it stays.
    long staysFor() {
        var wished =
                wish.get(joined ? "meetingExpireWhenLastUserLeftInMinutes" : "meetingExpireIfNoUserJoinedInMinutes");
        return wished == null ? (joined ? 1 : 5) : Long.parseLong(wished);
    }

    /// 0 where as many may come as wish to.
    int peopleMax() {
        return Integer.parseInt(wish.getOrDefault("maxParticipants", "0"));
    }
}
