package org.tsudoi.web.security;

/// Who may use a route. What somebody may not use answers as if it were not there (404), except that a stranger
/// is led to the sign-in page where signing in could help.
public enum Rule {
    /// Everybody. What is personal behind such a route is guarded by a token in the link, checked by its page.
    ANYONE,
    /// Whoever has signed in.
    MEMBER,
    /// Whoever owns the organiser that `{organiser}` in the path names, by slug or by id.
    ORGANISER,
    /// Whoever leads the event that `{event}` in the path names: its named hosts and the organiser's people.
    HOST,
    /// Whoever runs the instance and has signed in within the last 12 hours.
    OPERATOR,
    /// Other programs; they prove themselves by a signature that the receiver checks. No session, no CSRF
    /// token.
    MACHINE
}
