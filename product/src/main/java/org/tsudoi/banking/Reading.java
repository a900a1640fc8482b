package org.tsudoi.banking;

import java.util.List;

/// What became of reading a file: all of it, or nothing. A file with one wrong place may be wrong in others
/// that do not show, so no part of it is ever given out.
public sealed interface Reading<T> {
    record Whole<T>(T content) implements Reading<T> {}

    /// At least one fault, in the order of the file, at most `Faults.FAULTS_MAX`.
    record Refused<T>(List<Fault> faults) implements Reading<T> {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
