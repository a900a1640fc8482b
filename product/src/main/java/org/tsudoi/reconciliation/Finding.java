package org.tsudoi.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;

/// What differs, with what each side says of it.
///
/// @param source  the provider, or `bank`
/// @param day     at the source
/// @param subject what it is about: makes it another difference than others of its kind
/// @param there   what the provider or the bank says
/// @param here    what payments say, `ledger` what the books say
public record Finding(
        DifferenceKind kind,
        String source,
        LocalDate day,
        String subject,
        @Nullable PaymentId payment,
        @Nullable RefundId refund,
        Side there,
        Side here,
        Side ledger) {
    /// @param reference whoever's name of it
    /// @param state     a machine's word: of a line its kind, of a payment its state, of a journal its kind
    public record Side(
            @Nullable String reference,
            @Nullable String state,
            @Nullable Money amount,
            @Nullable Money fee,
            @Nullable Instant at) {
        public static final Side NOTHING = new Side(null, null, null, null, null);

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    public DifferenceId id() {
        return DifferenceId.derive(kind, source, subject);
    }

    /// What it is about in money, as the first says who says it.
    public Optional<Money> amount() {
        return Stream.of(there, here, ledger)
                .map(Side::amount)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Objects::requireNonNull);
    }
}
