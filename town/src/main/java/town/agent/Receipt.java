package town.agent;

import java.time.Instant;
import java.util.Locale;

/// Money that a store has taken on a slip. The same slip may have several: no till knows of the others.
///
/// @param code the slip's 44 digits
record Receipt(String id, String code, int yen, Store store, Instant paidAt, State state) {
    enum State {
        TAKEN,
        CONFIRMED,
        TAKEN_BACK;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isOpen() {
        return state == State.TAKEN;
    }

    Receipt now(State next) {
        return new Receipt(id, code, yen, store, paidAt, next);
    }
}
