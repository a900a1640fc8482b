package org.tsudoi.payments.provider;

/// What a provider said, or that it is not known what it did.
public sealed interface Answer<T> {
    /// The provider did it (or had done it before, under the same id).
    record Given<T>(T value) implements Answer<T> {}

    /// The provider said no, and will say no again: nothing was done.
    ///
    /// @param code the provider's own code, for people who look into it
    record Refused<T>(RefusalReason reason, String code) implements Answer<T> {}

    /// A timeout, a cut connection, a 5xx, a 429 or words not understood. It may have been done; it is asked
    /// again.
    record NotKnown<T>(String why) implements Answer<T> {}
}
