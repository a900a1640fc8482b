package town.zoom;

import java.time.Instant;
import java.util.Locale;

/// Somebody registered for a meeting.
///
/// @param token the `tk` of the personal link, which only an approved registrant has use of
record Registrant(
        String id,
        long meeting,
        String email,
        String firstName,
        String lastName,
        Status status,
        String token,
        int pin,
        Instant at) {
    String name() {
        return (firstName + " " + lastName).strip();
    }

    Registrant with(Status next) {
        return new Registrant(id, meeting, email, firstName, lastName, next, token, pin, at);
    }

    enum Status {
        APPROVED,
        PENDING,
        DENIED,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
