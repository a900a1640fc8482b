package org.tsudoi.payments;

import org.tsudoi.payments.provider.Webhooks.Headers;

/// Takes in what providers send to us. What is rightly signed is stored once and looked into later by a job;
/// the sender has nothing to wait for.
public interface WebhookInbox {
    int BODY_BYTES_MAX = 256 * 1024;

    /// Whether such a provider is set up here.
    boolean expects(String provider);

    Received receive(String provider, byte[] body, Headers headers);

    /// The body was longer than is read.
    void tooLong(String provider);

    enum Received {
        STORED,
        REFUSED
    }
}
