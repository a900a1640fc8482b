package org.tsudoi.platform;

/// One thing that `./tsudoi doctor` looks at.
public interface Examination {
    /// One or two words.
    String subject();

    /// What was found, on one line.
    ///
    /// @throws CannotStart when it is not in order, with one sentence on what to do about it
    String finding();
}
