package org.tsudoi.payments.paypal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.OnFile;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Charges wallets that PayPal keeps: the order is made and captured by one call, so that what came of a call that was
/// not answered is to be found.
final class PayPalCharges {
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(10);

    /// As long as PayPal may still do what it was asked for.
    private static final Duration DONE_WITHIN = Duration.ofHours(5);

    private static final int PAGE = 100;
    private static final int PAGES_MAX = 100;
    private static final int DESCRIPTION_LENGTH_MAX = 127;

    private final PayPalClient paypal;

    PayPalCharges(PayPalClient paypal) {
        this.paypal = paypal;
    }

    static boolean isOne(Opening opening) {
        return opening.onFile() != null && opening.onFile().method() != null;
    }

    /// What is said in place of a charge says nothing of that, and neither does a refusal of it.
    static boolean isOver(Opening opening) {
        return isOne(opening) && wallet(opening).isEmpty();
    }

    /// One that nobody wants any more is a page that nobody is led to: under the same request id an earlier call is
    /// answered as it went, and one that comes later makes nothing.
    static Optional<String> wallet(Opening opening) {
        return Optional.ofNullable(opening.onFile())
                .filter(it -> !it.over())
                .flatMap(it -> Optional.ofNullable(it.method()));
    }

    /// Nobody is there: what would need the payer is refused.
    static void charge(ObjectNode paypal, String wallet) {
        paypal.put("vault_id", wallet)
                .withObject("stored_credential")
                .put("payment_initiator", "MERCHANT")
                .put("usage", "SUBSEQUENT")
                .put("usage_pattern", "RECURRING_PREPAID");
    }

    /// The payer agrees on PayPal's page, with the payment.
    static void keep(ObjectNode paypal, OnFile wish, String title) {
        var attributes = paypal.withObject("attributes");
        if (wish.customer() != null) attributes.withObject("customer").put("id", wish.customer());
        attributes
                .withObject("vault")
                .put("store_in_vault", "ON_SUCCESS")
                .put("usage_type", "MERCHANT")
                .put("customer_type", "CONSUMER")
                .put("description", PayPalAdapter.cut(title, DESCRIPTION_LENGTH_MAX));
    }

    /// The order of an earlier call, by the report of transactions: there is no other way to look for an invoice. The
    /// report may lag hours; that there is none is believed once it tells of the whole time.
    Answer<Optional<String>> orderOf(Opening opening) {
        var from = opening.requestedAt().minus(CLOCKS_APART_MAX);
        var until = opening.requestedAt().plus(DONE_WITHIN).plus(CLOCKS_APART_MAX);
        for (int page = 1; page <= PAGES_MAX; page++) {
            var path = "/v1/reporting/transactions?fields=transaction_info&start_date=" + written(from) + "&end_date="
                    + written(until) + "&page_size=" + PAGE + "&page=" + page;
            switch (paypal.get(path, opening.id().toString())) {
                case Reply.Denied(var _, var issue) -> {
                    return new Answer.NotKnown<>("not to be looked for: " + issue);
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var report) -> {
                    var capture = capture(report, opening.id().toString());
                    if (capture != null) return order(capture, opening);
                    var pages = report.path("total_pages");
                    var told = PayPalMovements.time(report, "last_refreshed_datetime");
                    if (!pages.isIntegralNumber() || told == null) return new Answer.NotKnown<>("words not understood");
                    if (page >= pages.asInt()) {
                        return told.isBefore(until)
                                ? new Answer.NotKnown<>("not reported yet")
                                : new Answer.Given<>(Optional.empty());
                    }
                }
            }
        }
        return new Answer.NotKnown<>("more than " + PAGES_MAX * PAGE + " to look through");
    }

    private static @Nullable String capture(JsonNode report, String invoice) {
        for (var detail : report.path("transaction_details")) {
            var told = detail.path("transaction_info");
            boolean isPayment = told.path("transaction_event_code").asString("").startsWith("T00");
            if (isPayment && invoice.equals(PayPalReading.text(told, "invoice_id"))) {
                return PayPalReading.text(told, "transaction_id");
            }
        }
        return null;
    }

    private Answer<Optional<String>> order(String capture, Opening opening) {
        var reply = paypal.get(PayPalAdapter.capture(capture), opening.id().toString());
        var order = reply instanceof Reply.Done(var body) ? PayPalReading.orderOf(body) : null;
        return order == null
                ? new Answer.NotKnown<>("its order is not to be read")
                : new Answer.Given<>(Optional.of(order));
    }

    private static String written(Instant at) {
        return URLEncoder.encode(at.truncatedTo(ChronoUnit.SECONDS).toString(), StandardCharsets.UTF_8);
    }
}
