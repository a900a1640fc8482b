package org.tsudoi.payments.provider;

import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;

/// The ability of a provider to tell us that something happened. What it tells is only a hint at what to read.
public interface Webhooks {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// Checks the signature over the bytes as they came, and reads what it is about.
    Heard hear(byte[] body, Headers headers);

    /// What came with it.
    interface Headers {
        /// The first of that name, however it is written.
        @Nullable
        String named(String name);
    }

    sealed interface Heard {
        /// Not signed by the provider, or too long ago.
        record Forged(String why) implements Heard {}

        /// Rightly signed, and not to be understood.
        record Unreadable(String why) implements Heard {}

        /// @param eventId the provider's, the same when it is delivered again
        record Told(String eventId, String type, About about) implements Heard {}

        /// From a provider that signs nothing: anybody may say it. Of a payment that waits for news it is worth a look
        /// at the provider; anything else is refused.
        record Hinted(String type, PaymentId payment) implements Heard {}
    }

    /// What to look at. Ids are null where the provider's object does not carry ours.
    sealed interface About {
        /// @param reference the page, where the event names it
        record APayment(
                @Nullable PaymentId id,
                @Nullable String reference,
                @Nullable String charge) implements About {}

        record ARefund(
                @Nullable RefundId id,
                String reference,
                @Nullable String charge) implements About {}

        /// The buyer's bank wants money back.
        record ADispute(String reference, @Nullable String charge, String status) implements About {}

        /// A card or wallet that is kept, or is not any more.
        ///
        /// @param reference as the provider calls it
        record AKeptMeans(String reference, boolean gone) implements About {}

        record NothingOfOurs() implements About {}
    }
}
