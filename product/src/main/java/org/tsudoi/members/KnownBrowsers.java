package org.tsudoi.members;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Which browsers a member has signed in from, so that the owner hears of a new one.
public interface KnownBrowsers {
    /// A browser that a member has not signed in from for so long is forgotten, as its cookie may be, too.
    Duration KEPT = Duration.ofDays(400);

    /// Of each of these, one text for each browser they signed in from since then: the same where two
    /// signed in from the same one. It is a hash of what only that browser's cookie knows.
    Map<MemberId, Set<String>> since(Collection<MemberId> members, Instant moment);

    /// To be called once the session stands. Publishes `SignedInFromNewBrowser` when this browser is new to a member
    /// who had signed in from another one before.
    ///
    /// @param browser the random value that the browser keeps in a cookie
    /// @param device how the browser names itself, such as "Chrome · Android"
    void signedIn(MemberId member, SignIn.Way way, String browser, String device);
}
