package org.tsudoi.payments.provider;

import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.Kept;

/// The ability of a provider to keep the wallet that was paid from, and to charge it again without its holder.
public interface WalletsOnFile extends MeansOnFile {
    /// What became of the wish to keep the wallet that this was paid from, as the page of the payment says.
    Answer<Kept> keptWith(PaymentId id, String reference);

    /// Whether it is still kept: its holder may end that at the provider, too.
    Answer<Standing> look(String method);

    enum Standing {
        KEPT,
        GONE
    }
}
