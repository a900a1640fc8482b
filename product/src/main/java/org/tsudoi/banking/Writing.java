package org.tsudoi.banking;

import java.util.List;

/// What became of writing an order to a bank: the file, or why it cannot be written. Nothing is shortened or
/// replaced to make it fit.
public sealed interface Writing {
    /// A class and no record, as bytes are not compared by their contents in one.
    final class Written implements Writing {
        private final byte[] bytes;

        public Written(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /// The lines are those the file would have had.
    record Refused(List<Fault> faults) implements Writing {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
