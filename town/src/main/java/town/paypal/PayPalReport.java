package town.paypal;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// What moved on the shop's account, put together from what happened, and from what a test says of it.
@Component
class PayPalReport {
    private final PayPalBooks books;
    private final Shelf<Correction> corrections;

    /// @param line null: it is not told
    record Correction(@Nullable ReportLine line) {}

    PayPalReport(PayPalBooks books, Keeper keeper) {
        this.books = books;
        this.corrections = keeper.shelf("paypal-report", Correction.class, 10_000);
    }

    void tell(ReportLine line) {
        corrections.put(line.id(), new Correction(line));
    }

    void hide(String id) {
        corrections.put(id, new Correction(null));
    }

    /// As it was.
    void restore(String id) {
        corrections.remove(id);
    }

    /// Oldest first.
    List<ReportLine> lines(Instant from, Instant to) {
        return books.locked(this::lines).stream()
                .filter(line -> !line.at().isBefore(from) && !line.at().isAfter(to))
                .sorted(Comparator.comparing(ReportLine::at).thenComparing(ReportLine::id))
                .toList();
    }

    List<ReportLine> lines() {
        var lines = new LinkedHashMap<String, ReportLine>();
        Stream.of(captures(), refunds(), disputes()).flatMap(all -> all).forEach(line -> lines.put(line.id(), line));
        for (var id : corrections.copy().entrySet()) {
            var line = id.getValue().line();
            if (line == null) lines.remove(id.getKey());
            else lines.put(id.getKey(), line);
        }
        return List.copyOf(lines.values());
    }

    private Stream<ReportLine> captures() {
        return books.captures.all().stream()
                .filter(capture -> capture.state() == Capture.State.COMPLETED)
                .map(capture -> new ReportLine(
                        capture.id(),
                        capture.created(),
                        "T0006",
                        capture.amount().currency(),
                        capture.amount().minor(),
                        -capture.amount().fee().minor(),
                        null,
                        capture.invoiceId(),
                        capture.customId()));
    }

    private Stream<ReportLine> refunds() {
        return books.refunds.all().stream()
                .filter(refund -> refund.state() == Refund.State.COMPLETED)
                .map(refund -> new ReportLine(
                        refund.id(),
                        refund.created(),
                        "T1107",
                        refund.amount().currency(),
                        -refund.amount().minor(),
                        0,
                        refund.capture(),
                        refund.invoiceId(),
                        refund.customId()));
    }

    private Stream<ReportLine> disputes() {
        return books.disputes.all().stream()
                .flatMap(dispute -> Stream.iterate(0, place -> place + 1)
                        .limit(dispute.movements().size())
                        .map(place -> line(dispute, place)));
    }

    private static ReportLine line(Dispute dispute, int place) {
        var movement = dispute.movements().get(place);
        long amount = movement.amount().minor() * (movement.debit() ? -1 : 1);
        var code = movement.reason().equals("CHARGEBACK_FEE") ? "T0106" : movement.debit() ? "T1201" : "T1202";
        return new ReportLine(
                dispute.id().replaceAll("[^0-9A-Z]", "") + place,
                movement.at(),
                code,
                movement.amount().currency(),
                amount,
                0,
                dispute.capture(),
                null,
                null);
    }
}
