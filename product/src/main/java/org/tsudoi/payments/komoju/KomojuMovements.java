package org.tsudoi.payments.komoju;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.komoju.KomojuClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;

/// What stores took and what was given back, from the list of payments; what KOMOJU kept and paid out, from its
/// settlements (KOMOJU's own SDK, SettlementsApi, 2026). A settlement tells its fees in one sum: of a single payment no
/// answer tells them.
final class KomojuMovements implements Movements {
    private static final int PAGE = 100;
    private static final int PAGES_MAX = 1_000;

    /// The list goes by when a number was issued: that is days before it is paid, and weeks before it is given back.
    private static final Duration ISSUED_BEFORE = Duration.ofDays(60);

    /// Words of settlements that moved nothing.
    private static final Set<String> NOT_FINAL = Set.of("pending", "cancelled", "canceled");

    private final KomojuClient komoju;

    KomojuMovements(KomojuClient komoju) {
        this.komoju = komoju;
    }

    @Override
    public String name() {
        return KomojuAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Tokyo");
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        var lines = new ArrayList<Line>();
        var unclear = read("/payments", from.minus(ISSUED_BEFORE), until, one -> paid(one, lines));
        if (unclear == null) unclear = read("/settlements", from, until, one -> settled(one, lines));
        if (unclear != null) return unclear;
        return new Answer.Given<>(lines.stream()
                .filter(line -> !line.at().isBefore(from) && line.at().isBefore(until))
                .toList());
    }

    private interface Taking {
        /// False when it is not understood.
        boolean take(JsonNode entry);
    }

    /// All pages. Null when they were read whole, else what came instead.
    private @Nullable Answer<List<Line>> read(String path, Instant from, Instant until, Taking taking) {
        var query = new LinkedHashMap<String, String>(Map.of(
                "start_time", from.truncatedTo(ChronoUnit.SECONDS).toString(),
                "end_time", until.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString(),
                "per_page", Integer.toString(PAGE)));
        for (int page = 1; page <= PAGES_MAX; page++) {
            query.put("page", Integer.toString(page));
            switch (komoju.get(path, query, "movements")) {
                case Reply.Denied denied -> {
                    boolean credentials = denied.status() == 401 || denied.status() == 403;
                    return new Answer.Refused<>(
                            credentials ? RefusalReason.CREDENTIALS : RefusalReason.OTHER, denied.code());
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var list) -> {
                    if (!list.path("data").isArray() || !list.path("last_page").isInt()) return notUnderstood();
                    for (var entry : list.path("data")) {
                        if (!taking.take(entry)) return notUnderstood();
                    }
                    if (page >= list.path("last_page").asInt()) return null;
                }
            }
        }
        return new Answer.NotKnown<>("more than " + PAGES_MAX * PAGE + " to look through");
    }

    private static Answer<List<Line>> notUnderstood() {
        return new Answer.NotKnown<>("words not understood");
    }

    /// A payment of another kind than ours is none of this.
    private static boolean paid(JsonNode payment, List<Line> lines) {
        if (!payment.path("captured_at").isString()) return true;
        var seen = KomojuReading.seen(payment);
        if (seen.isEmpty() || !(seen.get().status() instanceof Status.Paid paid)) {
            return !payment.path("payment_details").path("type").asString("").equals("konbini");
        }
        var nothing = Money.jpy(0);
        lines.add(new Line(
                paid.chargeReference(),
                Kind.CHARGE,
                paid.chargeReference(),
                seen.get().paymentId(),
                null,
                paid.amount(),
                nothing,
                paid.at()));
        for (var refund : payment.path("refunds")) {
            var id = KomojuReading.text(refund, "id");
            var at = KomojuReading.time(refund, "created_at");
            var amount = KomojuReading.yen(refund, "amount");
            if (id == null || at == null || amount == null) return false;
            lines.add(new Line(id, Kind.REFUND, id, null, null, amount.negated(), nothing, at));
        }
        return true;
    }

    /// Nothing of one that is not sent yet, or never will be. What is not in yen is not understood.
    static boolean settled(JsonNode settlement, List<Line> lines) {
        if (NOT_FINAL.contains(settlement.path("status").asString(""))) return true;
        var exchanged = KomojuReading.text(settlement, "fx_currency");
        if (exchanged != null && !exchanged.equals("JPY")) return false;
        var id = KomojuReading.text(settlement, "id");
        var at = KomojuReading.time(settlement, "created_at");
        var fee = KomojuReading.signedYen(settlement, "fee_amount_cents");
        var tax = KomojuReading.signedYen(settlement, "fee_tax_amount_cents");
        var sending = KomojuReading.signedYen(settlement, "bank_transfer_fee_amount_cents");
        var sent = KomojuReading.signedYen(settlement, "remittance_amount_cents");
        if (id == null || at == null || fee == null || tax == null || sending == null || sent == null) return false;
        var kept = fee.plus(tax).plus(sending);
        var nothing = Money.jpy(0);
        if (!kept.isZero()) lines.add(new Line(id + " fee", Kind.FEE, id, null, null, kept.negated(), nothing, at));
        if (sent.isPositive()) lines.add(new Line(id, Kind.PAYOUT, id, null, null, sent.negated(), nothing, at));
        return true;
    }
}
