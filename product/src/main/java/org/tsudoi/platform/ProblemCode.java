package org.tsudoi.platform;

import java.util.Locale;

/// Every way in which a request can be wrong: the closed list behind `Problem`. Each has a heading of its
/// `slug` in docs/problems.md and a text of the key `problem.<slug>` in the three languages.
public enum ProblemCode {
    INVALID_INPUT(422),
    SIGN_IN_REQUIRED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    MAY_NOT_TEACH(409),
    CHANGED_MEANWHILE(409),
    ALREADY_DONE(409),
    GONE(410),
    LINK_EXPIRED(410),
    TOO_LARGE(413),
    TOO_MANY_REQUESTS(429),
    UNAVAILABLE(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    /// The HTTP status that the web answers with.
    public int status() {
        return status;
    }

    /// `NOT_FOUND` is `not-found`: in addresses, headings and message keys.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String messageKey() {
        return "problem." + slug();
    }
}
