package org.tsudoi.platform.outbox;

import java.time.Instant;

/// What became of an outbox item.
public sealed interface Handled {
    /// It happened, or had happened before.
    record Done() implements Handled {}

    /// It is not known or did not work, and is worth asking again: after 5 s, 30 s, 5 min, 1 h and 1 d, then it
    /// is stuck and shown to the operator.
    record AskAgain(String why) implements Handled {}

    /// Not yet: again at that moment, which is no failure.
    record Later(Instant at) implements Handled {}

    /// It never will: stuck at once, shown to the operator.
    record GiveUp(String why) implements Handled {}

    static Handled done() {
        return new Done();
    }

    static Handled askAgain(String why) {
        return new AskAgain(why);
    }

    static Handled later(Instant at) {
        return new Later(at);
    }

    static Handled giveUp(String why) {
        return new GiveUp(why);
    }
}
