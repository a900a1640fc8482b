package org.tsudoi.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// One line of a thread. It never changes, but for its text going.
public sealed interface Message {
    /// So long its author may take it back.
    Duration WITHDRAWABLE_FOR = Duration.ofMinutes(15);

    MessageId id();

    /// Its place in the thread, from 1.
    int number();

    Instant at();

    record Said(MessageId id, int number, Instant at, Author author, MessageText text) implements Message {
        public boolean mayBeWithdrawn(Author by, Instant now) {
            return author.isSameAs(by) && !isTooOld(now);
        }

        public boolean isTooOld(Instant now) {
            return !now.isBefore(at.plus(WITHDRAWABLE_FOR));
        }
    }

    /// Its author took it back; the text is erased.
    record Withdrawn(MessageId id, int number, Instant at, Author author) implements Message {}

    /// Its time was over; the text is erased.
    record Forgotten(MessageId id, int number, Instant at, Author author) implements Message {}

    /// Written by the program.
    record Note(MessageId id, int number, Instant at, NoteKind kind, Map<String, String> parameters)
            implements Message {
        public String parameter(String name) {
            var value = parameters.get(name);
            if (value == null) throw new IllegalStateException(kind + " without " + name);
            return value;
        }
    }
}
