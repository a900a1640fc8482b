package org.tsudoi.reconciliation;

import java.time.Instant;

/// A difference from when it is found until somebody or something has dealt with it.
public sealed interface Difference {
    Finding finding();

    Instant foundAt();

    default DifferenceId id() {
        return finding().id();
    }

    record Open(Finding finding, Instant foundAt) implements Difference {
        /// It was not found any more: a late line came, or what was to be asked was asked.
        public Mended mendedByItself(Instant at) {
            return new Mended(finding, foundAt, "tsudoi", "explained itself", at);
        }

        public Mended mended(String who, String how, Instant at) {
            return new Mended(finding, foundAt, who, how, at);
        }

        /// Somebody says that it is right as it is, and why.
        public Accepted accepted(String who, String note, Instant at) {
            return new Accepted(finding, foundAt, who, note, at);
        }
    }

    record Mended(Finding finding, Instant foundAt, String who, String how, Instant at) implements Difference {
        public Open foundAgain(Instant again) {
            return new Open(finding, again);
        }
    }

    /// Never shown as open again.
    record Accepted(Finding finding, Instant foundAt, String who, String note, Instant at) implements Difference {}
}
