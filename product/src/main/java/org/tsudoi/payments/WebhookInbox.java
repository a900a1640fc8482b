package org.tsudoi.payments;

import org.jspecify.annotations.Nullable;

/// Takes in what providers send to us. What is rightly signed is stored once and looked into later by a job;
/// the sender has nothing to wait for.
public interface WebhookInbox {
    int BODY_BYTES_MAX = 256 * 1024;

    /// The header that carries this provider's signature; null when there is no such provider here.
    @Nullable
    String signatureHeader(String provider);

    Received receive(String provider, byte[] body, @Nullable String signature);

    /// The body was longer than is read.
    void tooLong(String provider);

    enum Received {
        STORED,
        REFUSED
    }
}
