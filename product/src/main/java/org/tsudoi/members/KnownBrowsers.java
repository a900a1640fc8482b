package org.tsudoi.members;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Which browsers a member has signed in from, so that the owner hears of a new one.
public interface KnownBrowsers {
    /// Of each of these, one text for each browser: the same where two signed in from the same one.
    Map<MemberId, Set<String>> of(Collection<MemberId> members);

    /// To be called once the session stands. Publishes `SignedInFromNewBrowser` when this browser is new to a member
    /// who had signed in from another one before.
    ///
    /// @param browser the random value that the browser keeps in a cookie
    /// @param device how the browser names itself, such as "Chrome · Android"
    void signedIn(MemberId member, SignIn.Way way, String browser, String device);
}
