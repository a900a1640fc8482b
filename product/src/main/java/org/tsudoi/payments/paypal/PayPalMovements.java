package org.tsudoi.payments.paypal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;

/// Reads the report of transactions (developer.paypal.com, Transaction Search v1, 2026-11). It may lag three hours, and
/// answers for 31 days at most; asked day by
/// day, since it shows no more than 10,000 lines of one question.
final class PayPalMovements implements Movements {
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final int PAGE = 100;

    /// What a dispute costs on top, told by a line of its own.
    private static final String CHARGEBACK_FEE = "T0106";

    /// PayPal shows no more of one question.
    private static final int PAGES_MAX = 100;

    /// `2014-07-11T04:03:52+0000`, as the report writes it; a colon is allowed.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private final PayPalClient paypal;

    PayPalMovements(PayPalClient paypal) {
        this.paypal = paypal;
    }

    @Override
    public String name() {
        return PayPalAdapter.NAME;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Answer<List<Line>> movements(Instant from, Instant until) {
        var lines = new ArrayList<Line>();
        for (var start = from; start.isBefore(until); start = start.plus(WINDOW)) {
            var end = start.plus(WINDOW).isBefore(until) ? start.plus(WINDOW) : until;
            switch (window(start, end)) {
                case Answer.Given<List<Line>>(var some) -> lines.addAll(some);
                case Answer.Refused<List<Line>> refused -> {
                    return refused;
                }
                case Answer.NotKnown<List<Line>> unknown -> {
                    return unknown;
                }
            }
        }
        return new Answer.Given<>(lines);
    }

    /// Both ends are included at PayPal, to the second.
    private Answer<List<Line>> window(Instant from, Instant until) {
        var lines = new ArrayList<Line>();
        for (int page = 1; page <= PAGES_MAX; page++) {
            var path = "/v1/reporting/transactions?fields=transaction_info&start_date=" + written(from) + "&end_date="
                    + written(until.minusSeconds(1)) + "&page_size=" + PAGE + "&page=" + page;
            switch (paypal.get(path, "movements")) {
                case Reply.Denied(var status, var issue) -> {
                    return new Answer.Refused<>(
                            status == 401 || status == 403 ? RefusalReason.CREDENTIALS : RefusalReason.OTHER, issue);
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var report) -> {
                    for (var detail : report.path("transaction_details")) {
                        var told = detail.path("transaction_info");
                        if (!isDone(told)) continue;
                        var line = line(told);
                        if (line.isEmpty()) return new Answer.NotKnown<>("words not understood");
                        lines.add(line.get());
                    }
                    if (!report.path("total_pages").isIntegralNumber()) {
                        return new Answer.NotKnown<>("words not understood");
                    }
                    if (page >= report.path("total_pages").asInt()) return new Answer.Given<>(lines);
                }
            }
        }
        return new Answer.NotKnown<>("more than " + PAGES_MAX * PAGE + " to look through");
    }

    private static String written(Instant at) {
        return URLEncoder.encode(at.truncatedTo(ChronoUnit.SECONDS).toString(), StandardCharsets.UTF_8);
    }

    /// `S`, or `V`: done and later reversed by a line of its own. What waits or was denied has moved nothing.
    private static boolean isDone(JsonNode told) {
        return switch (told.path("transaction_status").asString("")) {
            case "S", "V" -> true;
            default -> false;
        };
    }

    static Optional<Line> line(JsonNode told) {
        var id = PayPalReading.text(told, "transaction_id");
        var gross = PayPalAmount.read(told.path("transaction_amount"));
        var at = time(told);
        if (id == null || gross == null || at == null) return Optional.empty();
        // Written below zero: what was taken off.
        var taken = told.has("fee_amount") ? PayPalAmount.read(told.path("fee_amount")) : Money.zero(gross.currency());
        if (taken == null || !taken.currency().equals(gross.currency())) return Optional.empty();
        var code = told.path("transaction_event_code").asString("");
        var about = PayPalReading.text(told, "paypal_reference_id");
        if (code.equals(CHARGEBACK_FEE) && about != null) {
            var nothing = Money.zero(gross.currency());
            return Optional.of(new Line(id, Kind.DISPUTE, about, null, null, nothing, gross.negated(), at));
        }
        var kind = kind(code);
        return Optional.of(new Line(
                // The same id stands for two transactions when one of them only holds money back.
                kind == Kind.OTHER ? id + " " + code : id,
                kind,
                kind == Kind.CHARGE || kind == Kind.REFUND || about == null ? id : about,
                kind == Kind.CHARGE ? PayPalReading.payment(told) : null,
                kind == Kind.REFUND ? refund(told) : null,
                gross,
                taken.negated(),
                at));
    }

    /// developer.paypal.com/docs/transaction-search/transaction-event-codes
    private static Kind kind(String code) {
        return switch (code) {
            case "T1107" -> Kind.REFUND;
            case "T1106", "T1201" -> Kind.DISPUTE;
            case "T1202", "T1205", "T1208" -> Kind.DISPUTE_RETURNED;
            default ->
                code.startsWith("T00")
                        ? Kind.CHARGE
                        : code.startsWith("T04") ? Kind.PAYOUT : code.startsWith("T01") ? Kind.FEE : Kind.OTHER;
        };
    }

    private static @Nullable RefundId refund(JsonNode told) {
        return PayPalRefundName.parse(PayPalReading.text(told, "custom_field"))
                .map(PayPalRefundName::id)
                .orElse(null);
    }

    private static @Nullable Instant time(JsonNode told) {
        return time(told, "transaction_initiation_date");
    }

    /// As reports write it.
    static @Nullable Instant time(JsonNode told, String field) {
        try {
            return TIME.parse(told.path(field).asString(""), OffsetDateTime::from)
                    .toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
