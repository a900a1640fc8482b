package town.weather;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A spell of weather.
///
/// @param operation pattern with `*`: of "POST /v1/refunds" for requests, of the event's type for webhooks
/// @param millis how late, where the mode is about being late
/// @param count how many more it will catch; null: until it is changed
public record Spell(
        Provider provider,
        String operation,
        Mode mode,
        long millis,
        @Nullable Integer count) {
    boolean catches(Provider other, String what) {
        return (provider == Provider.ALL || provider == other) && matches(what);
    }

    private boolean matches(String other) {
        return Pattern.matches(Pattern.quote(operation).replace("*", "\\E.*\\Q"), other);
    }

    /// Whether setting that one ends this one: the same place and kind.
    boolean givesWayTo(Spell next) {
        return (next.provider == Provider.ALL || next.provider == provider)
                && (next.operation.equals("*") || next.operation.equals(operation))
                && (next.mode == Mode.FAIR || next.mode.ofRequests() == mode.ofRequests());
    }

    Spell once() {
        return count == null ? this : new Spell(provider, operation, mode, millis, count - 1);
    }

    boolean isOver() {
        return count != null && count <= 0;
    }
}
