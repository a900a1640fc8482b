package org.tsudoi.documents;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.orders.OrderId;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Proofs;
import tools.jackson.databind.json.JsonMapper;

/// That what was paid for an order stands on the sealed books: to be kept with the receipt.
@Component
public class PaymentProofs {
    private static final int JOURNALS_MAX = 100;

    private final Ledger ledger;
    private final Proofs proofs;
    private final JsonMapper json;

    PaymentProofs(Ledger ledger, Proofs proofs, JsonMapper json) {
        this.ledger = ledger;
        this.proofs = proofs;
        this.json = json;
    }

    /// The payment's journal; nothing for an order that nothing was paid for.
    public Optional<JournalId> journal(OrderId order) {
        return captured(order).map(recorded -> recorded.journal().id());
    }

    private Optional<RecordedJournal> captured(OrderId order) {
        return ledger.journalsWith(Map.of("order", order.toString()), JOURNALS_MAX).stream()
                .filter(recorded -> recorded.journal().kind().equals("payment-captured"))
                // The order's own payment came first; a second one was given back.
                .min(Comparator.comparingLong(RecordedJournal::sequence));
    }

    /// Always the same once there is one; nothing in the seconds before the journal is sealed.
    public Optional<InclusionProof> of(OrderId order) {
        return captured(order).flatMap(proofs::lasting);
    }

    /// As it is handed out.
    public String written(InclusionProof proof) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(proof);
    }
}
