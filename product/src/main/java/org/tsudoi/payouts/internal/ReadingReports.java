package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.banking.PaymentReport;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts.Noting;
import org.tsudoi.payouts.Payouts.ReadingReport;

/// Does what the bank says became of a run, inside the caller's transaction.
@Component
class ReadingReports {
    /// Codes of ISO 20022 (ExternalStatusReason1Code).
    private static final Map<String, Payout.ReturnReason> REASONS = Map.of(
            "AC01", Payout.ReturnReason.ACCOUNT_UNKNOWN,
            "AC03", Payout.ReturnReason.ACCOUNT_UNKNOWN,
            "AC04", Payout.ReturnReason.ACCOUNT_CLOSED,
            "BE01", Payout.ReturnReason.NAME_DIFFERS);

    private final PayoutTable payouts;
    private final DecidingRuns deciding;
    private final NotingPayouts noting;
    private final PaymentDesk desk;
    private final Clock clock;

    ReadingReports(PayoutTable payouts, DecidingRuns deciding, NotingPayouts noting, PaymentDesk desk, Clock clock) {
        this.payouts = payouts;
        this.deciding = deciding;
        this.noting = noting;
        this.desk = desk;
        this.clock = clock;
    }

    ReadingReport read(PayoutRunId id, PaymentReport report) {
        var run = deciding.lock(id);
        if (!report.originalMessage().equals(MakingFiles.messageId(run))) return new ReadingReport.OfAnotherRun();
        int paid = 0;
        int returned = 0;
        int open = 0;
        int contradicted = 0;
        for (var payout : payouts.lock(id)) {
            var told = report.of(MakingFiles.endToEndId(payout.terms().number()));
            boolean refused = told.filter(it -> it.status().isRefused()).isPresent();
            if (payout instanceof Payout.Paid && refused) {
                contradicted++;
                desk.raise(
                        "refused although it was paid",
                        payout.id().toString(),
                        String.join(" ", told.orElseThrow().reasons()));
            }
            // What was decided before stays: a report may be handed in twice.
            if (!(payout instanceof Payout.Sent)) continue;
            if (told.filter(it -> it.status().isSettled()).isPresent()) {
                if (noting.paidByBank(payout.id(), clock.instant()) instanceof Noting.Done) paid++;
            } else if (refused) {
                var reason = reason(told.orElseThrow().reasons());
                if (noting.refusedByBank(payout.id(), reason, clock.instant()) instanceof Noting.Done) returned++;
            } else {
                open++;
            }
        }
        return new ReadingReport.Read(paid, returned, open, contradicted);
    }

    private static Payout.ReturnReason reason(List<String> codes) {
        return codes.stream()
                .filter(REASONS::containsKey)
                .map(REASONS::get)
                .findFirst()
                .orElse(Payout.ReturnReason.REFUSED);
    }
}
