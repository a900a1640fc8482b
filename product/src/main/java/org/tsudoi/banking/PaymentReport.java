package org.tsudoi.banking;

import java.util.List;
import java.util.Optional;

/// What became of the transfers of one message of ours (pain.002). Silence about a transfer is no answer:
/// what was said of the whole message counts for it only where it says the same of all.
///
/// @param originalMessage the `id` of the order
public record PaymentReport(String originalMessage, Optional<Told> message, List<Part> parts) {

    /// @param reasons codes such as AC01 (wrong account), AC04 (closed), AM04 (no funds)
    public record Told(PaymentStatus status, List<String> reasons) {
        public Told {
            reasons = List.copyOf(reasons);
        }
    }

    /// Of one payment in the message.
    public record Part(String originalPayment, Optional<Told> told, List<OfTransfer> transfers) {
        public Part {
            transfers = List.copyOf(transfers);
        }
    }

    public record OfTransfer(String endToEndId, Told told) {}

    public PaymentReport {
        parts = List.copyOf(parts);
    }

    /// Of one transfer: what is said of it, or else of all in its payment (where there is one only, as we
    /// write them), or of all in the message.
    public Optional<Told> of(String endToEndId) {
        return parts.stream()
                .flatMap(part -> part.transfers().stream())
                .filter(transfer -> transfer.endToEndId().equals(endToEndId))
                .map(OfTransfer::told)
                .findFirst()
                .or(this::ofAll);
    }

    private Optional<Told> ofAll() {
        var ofPart = parts.size() == 1 ? parts.getFirst().told() : Optional.<Told>empty();
        return ofPart.or(() -> message).filter(told -> told.status() != PaymentStatus.PART);
    }
}
