package town.weather;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What can happen to a request, or to a webhook on its way out.
public enum Mode {
    /// Nothing special; setting it ends what was set before.
    FAIR(true),
    /// Done, and answered late.
    SLOW(true),
    /// Done late: whoever asked may be gone by then.
    SLOW_BEFORE(true),
    /// 500, and nothing was done.
    ERROR_BEFORE(true),
    /// Done, and answered with 500.
    ERROR_AFTER(true),
    /// The connection is closed before anything is done.
    CUT_BEFORE(true),
    /// Done, and the connection is closed without a byte of answer.
    CUT_AFTER(true),
    /// 429, and nothing was done.
    RATE_LIMITED(true),
    /// Done, and answered with 200 and JSON that breaks off.
    GARBAGE(true),
    WEBHOOK_TWICE(false),
    /// What would go out within the waiting time goes out at its end, last first.
    WEBHOOK_REVERSED(false),
    WEBHOOK_DELAYED(false),
    WEBHOOK_LOST(false),
    /// The right one, and another that says something else and is signed with a wrong secret.
    WEBHOOK_FORGED(false),
    /// Rightly signed, but long ago.
    WEBHOOK_STALE(false);

    private final boolean ofRequests;

    Mode(boolean ofRequests) {
        this.ofRequests = ofRequests;
    }

    public boolean ofRequests() {
        return ofRequests;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Mode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
