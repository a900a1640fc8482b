package town.jitsi;

/// What a token came to.
sealed interface Admission {
    /// @param user what the token calls them
    record Let(String user, String name, boolean moderator) implements Admission {}

    record Refused(Why why) implements Admission {}

    /// In the order in which it is looked at.
    enum Why {
        TOKEN_MISSING,
        TOKEN_UNREADABLE,
        ALGORITHM_NOT_ACCEPTED,
        SIGNATURE_WRONG,
        ISSUER_WRONG,
        AUDIENCE_WRONG,
        TOKEN_EXPIRED,
        TOKEN_NOT_YET_GOOD,
        ROOM_WRONG
    }
}
