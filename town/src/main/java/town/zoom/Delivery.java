package town.zoom;

import java.time.Instant;

/// One event on its way to the endpoint.
///
/// @param order decides among those due at the same time
/// @param lastAnswer what came back last, in a word; empty before the first attempt
record Delivery(
        String id,
        String event,
        String body,
        Instant made,
        long order,
        int attempts,
        Instant due,
        State state,
        Manner manner,
        String lastAnswer) {
    Delivery delivered(String answer) {
        return new Delivery(id, event, body, made, order, attempts + 1, due, State.DELIVERED, manner, answer);
    }

    Delivery lost(String answer) {
        return new Delivery(id, event, body, made, order, attempts + 1, due, State.LOST, manner, answer);
    }

    Delivery again(Instant next, String answer) {
        return new Delivery(id, event, body, made, order, attempts + 1, next, State.WAITING, manner, answer);
    }

    Delivery dueAt(Instant next) {
        return new Delivery(id, event, body, made, order, attempts, next, state, manner, lastAnswer);
    }

    enum State {
        WAITING,
        DELIVERED,
        LOST
    }

    /// How it is sent.
    enum Manner {
        PLAIN,
        TWICE,
        FORGED_TOO,
        STALE
    }
}
