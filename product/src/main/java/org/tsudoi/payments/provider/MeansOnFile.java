package org.tsudoi.payments.provider;

/// The ability of a provider to keep means of payment for their holders, and to forget them.
public interface MeansOnFile {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// It can never be charged again. Given when that is certain, now or before.
    Answer<Forgotten> forget(String method);

    record Forgotten(String method) {}
}
