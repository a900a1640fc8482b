package org.tsudoi.payments.stripe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.JsonNode;

/// Reads the movements of our balance (docs.stripe.com/api/balance_transactions, 2026-11).
final class StripeMovements implements Movements {
    private static final String PATH = "/v1/balance_transactions";

    /// With what each is about spelled out, a longer page might be more than the client takes in.
    private static final int PAGE = 50;

    private static final int PAGES_MAX = 2_000;

    private final StripeClient stripe;

    StripeMovements(StripeClient stripe) {
        this.stripe = stripe;
    }

    @Override
    public String name() {
        return StripeAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        var query = new LinkedHashMap<>(Map.of(
                "created[gte]", Long.toString(from.getEpochSecond()),
                "created[lt]", Long.toString(until.getEpochSecond()),
                "limit", Integer.toString(PAGE),
                "expand[]", "data.source"));
        var lines = new ArrayList<Line>();
        for (int page = 0; page < PAGES_MAX; page++) {
            switch (stripe.get(PATH, query, "movements")) {
                case Reply.Denied(var status, var code) -> {
                    return new Answer.Refused<>(
                            status == 401 || status == 403 ? RefusalReason.CREDENTIALS : RefusalReason.OTHER, code);
                }
                case Reply.Unclear(var why, var _) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var list) -> {
                    var last = "";
                    for (var entry : list.path("data")) {
                        var line = line(entry);
                        if (line.isEmpty()) return new Answer.NotKnown<>("words not understood");
                        lines.add(line.get());
                        last = line.get().id();
                    }
                    if (!list.path("has_more").asBoolean(false)) return new Answer.Given<>(lines);
                    query.put("starting_after", last);
                }
            }
        }
        return new Answer.NotKnown<>("more than " + PAGES_MAX * PAGE + " to look through");
    }

    static Optional<Line> line(JsonNode entry) {
        var id = StripeReading.text(entry, "id");
        var gross = StripeReading.money(entry, "amount");
        var fee = StripeReading.money(entry, "fee");
        if (id == null || gross == null || fee == null || !entry.path("created").isIntegralNumber()) {
            return Optional.empty();
        }
        var source = entry.path("source");
        var kind = kind(entry, gross.isNegative());
        var moved = exchanged(entry, source);
        return Optional.of(new Line(
                id,
                kind,
                reference(kind, entry, source),
                StripeReading.payment(source),
                kind == Kind.REFUND ? StripeReading.refundId(source) : null,
                moved == null ? gross : moved.amount(),
                moved == null ? fee : moved.fee(),
                Instant.ofEpochSecond(entry.path("created").asLong()),
                moved == null ? null : moved.exchanged()));
    }

    /// Null where nothing was exchanged.
    private static @Nullable StripeMovement exchanged(JsonNode entry, JsonNode source) {
        var sale = StripeReading.money(source, "amount");
        var moved = sale == null ? null : StripeMovement.of(entry, sale);
        return moved == null || moved.exchanged() == null ? null : moved;
    }

    /// docs.stripe.com/reports/balance-transaction-types
    private static Kind kind(JsonNode entry, boolean isNegative) {
        return switch (entry.path("type").asString("")) {
            case "charge", "payment" -> Kind.CHARGE;
            case "refund", "payment_refund", "refund_failure", "payment_failure_refund" -> Kind.REFUND;
            case "stripe_fee", "stripe_fx_fee", "tax_fee" -> Kind.FEE;
            case "payout", "payout_cancel", "payout_failure" -> Kind.PAYOUT;
            case "adjustment" ->
                entry.path("reporting_category").asString("").startsWith("dispute")
                        ? isNegative ? Kind.DISPUTE : Kind.DISPUTE_RETURNED
                        : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    /// A payment here knows what was charged by the name of its intent.
    private static @Nullable String reference(Kind kind, JsonNode entry, JsonNode source) {
        var intent = kind == Kind.CHARGE ? StripeReading.id(source, "payment_intent") : null;
        return intent == null ? StripeReading.id(entry, "source") : intent;
    }
}
