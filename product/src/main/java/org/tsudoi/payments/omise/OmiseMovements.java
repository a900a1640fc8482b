package org.tsudoi.payments.omise;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.omise.OmiseClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;

/// Reads the transactions of our balance (docs.omise.co/transactions-api, 2026-11). They tell only what is left after
/// fees and of which charge or refund it is; the rest is read from those.
final class OmiseMovements implements Movements {
    private static final int PAGE = 100;
    private static final int PAGES_MAX = 1_000;

    /// A charge is made before it is paid.
    private static final Duration MADE_BEFORE = Duration.ofDays(2);

    private final OmiseClient omise;

    OmiseMovements(OmiseClient omise) {
        this.omise = omise;
    }

    @Override
    public String name() {
        return OmiseAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Bangkok");
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        var origins = new HashMap<String, JsonNode>();
        for (var path : List.of("/charges", "/refunds")) {
            var read = all(
                    path,
                    from.minus(MADE_BEFORE),
                    until,
                    made -> origins.put(made.path("id").asString(""), made));
            if (read instanceof Answer.Refused<Boolean>(var reason, var code))
                return new Answer.Refused<>(reason, code);
            if (read instanceof Answer.NotKnown<Boolean>(var why)) return new Answer.NotKnown<>(why);
        }
        var told = new ArrayList<JsonNode>();
        var read = all("/transactions", from, until, told::add);
        if (read instanceof Answer.Refused<Boolean>(var reason, var code)) return new Answer.Refused<>(reason, code);
        if (read instanceof Answer.NotKnown<Boolean>(var why)) return new Answer.NotKnown<>(why);
        var lines = new ArrayList<Line>();
        for (var transaction : told) {
            var at = OmiseReading.time(transaction, "created_at");
            // Both ends are included at Omise.
            if (at != null && !at.isBefore(until)) continue;
            var origin = origin(transaction, origins);
            var line = line(transaction, origin, at);
            if (line.isEmpty()) return new Answer.NotKnown<>("words not understood");
            lines.add(line.get());
        }
        return new Answer.Given<>(lines);
    }

    private interface Taking {
        void take(JsonNode entry);
    }

    private Answer<Boolean> all(String path, Instant from, Instant until, Taking taking) {
        var query = new LinkedHashMap<String, String>(Map.of(
                "from", from.truncatedTo(ChronoUnit.SECONDS).toString(),
                "to", until.truncatedTo(ChronoUnit.SECONDS).toString(),
                "order", "chronological",
                "limit", Integer.toString(PAGE)));
        for (int page = 0; page < PAGES_MAX; page++) {
            query.put("offset", Integer.toString(page * PAGE));
            switch (omise.get(path, query, "movements")) {
                case Reply.Denied denied -> {
                    return new Answer.Refused<>(
                            denied.status() == 401 || denied.status() == 403
                                    ? RefusalReason.CREDENTIALS
                                    : RefusalReason.OTHER,
                            denied.code());
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var list) -> {
                    if (!list.path("data").isArray() || !list.path("total").isInt()) {
                        return new Answer.NotKnown<>("words not understood");
                    }
                    list.path("data").forEach(taking::take);
                    if ((page + 1) * PAGE >= list.path("total").asInt()) return new Answer.Given<>(true);
                }
            }
        }
        return new Answer.NotKnown<>("more than " + PAGES_MAX * PAGE + " to look through");
    }

    /// One that was made long before is asked for by itself.
    private @Nullable JsonNode origin(JsonNode transaction, Map<String, JsonNode> known) {
        var id = transaction.path("origin").asString("");
        var found = known.get(id);
        if (found != null || !id.matches("chrg_[a-z0-9_]{1,60}")) return found;
        return omise.get("/charges/" + id, Map.of(), "movements") instanceof Reply.Done(var charge) ? charge : null;
    }

    static Optional<Line> line(JsonNode transaction, @Nullable JsonNode origin, @Nullable Instant at) {
        var id = OmiseReading.text(transaction, "id");
        var amount = OmiseReading.money(transaction, "amount");
        if (id == null || amount == null || at == null) return Optional.empty();
        var net = transaction.path("direction").asString("").equals("debit") ? amount.negated() : amount;
        var named = transaction.path("origin").asString("");
        if (named.startsWith("chrg_") && net.isPositive()) {
            var gross = origin == null ? null : OmiseReading.money(origin, "amount");
            if (origin == null || gross == null) return Optional.empty();
            return Optional.of(
                    new Line(id, Kind.CHARGE, named, OmiseReading.payment(origin), null, gross, gross.minus(net), at));
        }
        var nothing = Money.zero(net.currency());
        if (named.startsWith("rfnd_")) {
            var reference = origin == null ? named : OmiseReading.refundReference(origin);
            var refund = origin == null ? null : OmiseReading.refundId(origin);
            return Optional.of(new Line(id, Kind.REFUND, reference, null, refund, net, nothing, at));
        }
        var kind = transaction.path("key").asString("").startsWith("transfer") ? Kind.PAYOUT : Kind.OTHER;
        return Optional.of(new Line(id, kind, named.isEmpty() ? null : named, null, null, net, nothing, at));
    }
}
