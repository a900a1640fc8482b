package org.tsudoi.payments.paypal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.paypal.PayPalClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes payments that the buyer approves on PayPal's page (Orders v2), charges kept wallets, and refunds. Of what
/// is approved nothing is taken until we capture, so an order that we do not capture is as good as closed.
final class PayPalAdapter implements PaymentProvider {
    static final String NAME = "paypal";

    private static final Choice PAYPAL = Choice.of(Means.PAYPAL);
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration TIME_MIN = Duration.ofMinutes(3);

    /// PayPal knows a repeated request for six hours; after that the same one would make a second order.
    private static final Duration REPEATED_FOR = Duration.ofHours(5);

    private static final int TITLE_LENGTH_MAX = 127;

    /// PayPal names no least and no largest amount for all accounts. Ours: less would be eaten up by the fixed part of
    /// its fee, and more is above what many wallets may pay at once.
    private static final List<Offer> OFFERS = List.of(
            offer("JPY", 100, 1_000_000),
            offer("THB", 2000, 30_000_000),
            offer("USD", 100, 1_000_000),
            offer("EUR", 100, 1_000_000));

    private static final String ORDERS = "/v2/checkout/orders";
    private static final String CAPTURES = "/v2/payments/captures";

    /// The buyer has to choose something else to pay with (developer.paypal.com, "Handle funding failures").
    private static final Set<String> DECLINES = Set.of(
            "INSTRUMENT_DECLINED",
            "PAYER_CANNOT_PAY",
            "PAYER_ACCOUNT_RESTRICTED",
            "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
            "TRANSACTION_REFUSED",
            "TRANSACTION_LIMIT_EXCEEDED",
            "TRANSACTION_RECEIVING_LIMIT_EXCEEDED",
            "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
            "PAYER_ACTION_REQUIRED",
            "CARD_EXPIRED",
            "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED",
            "PAYEE_BLOCKED_TRANSACTION",
            "COMPLIANCE_VIOLATION");

    /// How the order stands says more than this.
    private static final Set<String> NOT_NOW =
            Set.of("ORDER_ALREADY_CAPTURED", "ORDER_ALREADY_COMPLETED", "ORDER_NOT_APPROVED");

    private static final Set<String> AMOUNTS = Set.of(
            "CANNOT_BE_ZERO_OR_NEGATIVE",
            "CANNOT_BE_NEGATIVE",
            "MAX_VALUE_EXCEEDED",
            "DECIMAL_PRECISION",
            "DECIMALS_NOT_SUPPORTED",
            "REFUND_AMOUNT_TOO_LOW");

    private static final String PAID_BEFORE = "DUPLICATE_INVOICE_ID";
    private static final String BEING_DONE = "PREVIOUS_REQUEST_IN_PROGRESS";
    private static final String SAID_OTHERWISE = "PAYPAL_REQUEST_ID_PREVIOUSLY_USED";
    private static final String ASKED_BEFORE = "DUPLICATE_REQUEST_ID";

    private final PayPalClient paypal;
    private final PayPalCharges charges;
    private final PayPalSettings settings;

    PayPalAdapter(PayPalClient paypal, PayPalSettings settings) {
        this.paypal = paypal;
        this.charges = new PayPalCharges(paypal);
        this.settings = settings;
    }

    private static Offer offer(String currency, long amountMin, long amountMax) {
        return new Offer(PAYPAL, Currency.getInstance(currency), amountMin, amountMax, TIME, TIME_MIN);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return OFFERS;
    }

    @Override
    public Instant closedByItself(Opening opening) {
        var most = opening.requestedAt().plus(REPEATED_FOR);
        return opening.payableUntil().isAfter(most) || PayPalCharges.isOne(opening) ? most : opening.payableUntil();
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        JsonNode order;
        try {
            order = order(opening);
        } catch (ArithmeticException notInPayPalsUnits) {
            return new Answer.Refused<>(RefusalReason.AMOUNT_NOT_ALLOWED, "not_in_paypals_units");
        }
        var shown = opening.id().toString();
        var reply = paypal.post(ORDERS, order, shown, shown);
        if (!(reply instanceof Reply.Denied(var _, var issue))) return seen(reply);
        return switch (issue) {
            case PAID_BEFORE -> new Answer.NotKnown<>("paid before, on another order");
            case BEING_DONE -> new Answer.NotKnown<>("an earlier call is under way");
            case SAID_OTHERWISE, ASKED_BEFORE -> new Answer.NotKnown<>("an earlier call said something else");
            default ->
                PayPalCharges.isOver(opening)
                        ? new Answer.NotKnown<>("what an earlier call did is not told: " + issue)
                        : seen(reply);
        };
    }

    @Override
    public Answer<Optional<Seen>> madeBefore(Opening opening) {
        if (!PayPalCharges.isOne(opening)) return new Answer.Given<>(Optional.empty());
        return switch (charges.orderOf(opening)) {
            case Answer.NotKnown<Optional<String>>(var why) -> new Answer.NotKnown<>(why);
            case Answer.Refused<Optional<String>>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.Given<Optional<String>>(var order) ->
                order.isEmpty()
                        ? new Answer.Given<>(Optional.empty())
                        : answer(
                                paypal.get(order(order.get()), opening.id().toString()),
                                it -> PayPalReading.seen(it, settings::approvalPage)
                                        .map(Optional::of));
        };
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return seen(paypal.get(order(reference), id.toString()));
    }

    /// Without a request id: an order is captured once by itself, and under an id PayPal might repeat a refusal after
    /// the buyer has chosen something else to pay with.
    @Override
    public Answer<Seen> take(PaymentId id, String reference) {
        var nothing = JsonMapper.shared().createObjectNode();
        var reply = paypal.post(order(reference) + "/capture", nothing, null, id.toString());
        if (!(reply instanceof Reply.Denied(var _, var issue))) return seen(reply);
        if (NOT_NOW.contains(issue)) return look(id, reference);
        return DECLINES.contains(issue) ? declined(look(id, reference), issue) : seen(reply);
    }

    /// The buyer can try again on the same page, whatever the order is called until then.
    private static Answer<Seen> declined(Answer<Seen> now, String issue) {
        if (!(now instanceof Answer.Given<Seen>(var seen))) return now;
        return switch (seen.status()) {
            case Status.Open(var url, var _) -> new Answer.Given<>(with(seen, new Status.Open(url, issue)));
            case Status.Approved(var url) -> new Answer.Given<>(with(seen, new Status.Open(url, issue)));
            case Status.Issued _, Status.Paid _, Status.Processing _, Status.Closed _ -> now;
        };
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        var now = look(id, reference);
        return now instanceof Answer.Given<Seen>(var seen)
                        && (seen.status() instanceof Status.Open || seen.status() instanceof Status.Approved)
                ? new Answer.Given<>(with(seen, new Status.Closed()))
                : now;
    }

    private static Seen with(Seen seen, Status status) {
        return new Seen(seen.reference(), seen.orderReference(), seen.paymentId(), seen.asked(), status);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        // An earlier attempt that did not fail is as good as this one: it is answered, and none is made beside it.
        return switch (made(id, attempt, charge.reference())) {
            case Answer.NotKnown<Optional<RefundSeen>>(var why) -> new Answer.NotKnown<>(why);
            // An earlier call may have made it, so being refused to look says nothing about it.
            case Answer.Refused<Optional<RefundSeen>>(var _, var code) ->
                new Answer.NotKnown<>("not to be looked for: " + code);
            case Answer.Given<Optional<RefundSeen>>(var made) ->
                made.<Answer<RefundSeen>>map(Answer.Given::new)
                        .orElseGet(() -> makeRefund(new PayPalRefundName(id, attempt), charge.reference(), amount));
        };
    }

    /// A capture does not list its refunds, its order does.
    private Answer<Optional<RefundSeen>> made(RefundId id, int attempt, String charge) {
        var shown = id.toString();
        var order = answer(paypal.get(capture(charge), shown), it -> Optional.ofNullable(PayPalReading.orderOf(it)));
        return switch (order) {
            case Answer.NotKnown<String>(var why) -> new Answer.NotKnown<>(why);
            case Answer.Refused<String>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.Given<String>(var reference) ->
                answer(
                        paypal.get(order(reference), shown),
                        it -> Optional.of(it.path("purchase_units")
                                .path(0)
                                .path("payments")
                                .path("refunds")
                                .valueStream()
                                .flatMap(refund -> PayPalReading.refund(refund).stream())
                                .filter(refund -> id.equals(refund.refundId()))
                                .filter(refund -> refund.attempt() == attempt
                                        || !(refund.status() instanceof RefundStatus.Failed))
                                .findFirst()));
        };
    }

    private Answer<RefundSeen> makeRefund(PayPalRefundName name, String charge, Money amount) {
        ObjectNode wish;
        try {
            wish = JsonMapper.shared().createObjectNode().set("amount", PayPalAmount.write(amount));
        } catch (ArithmeticException notInPayPalsUnits) {
            return new Answer.Refused<>(RefusalReason.AMOUNT_NOT_ALLOWED, "not_in_paypals_units");
        }
        wish.put("custom_id", name.toString());
        var shown = name.id().toString();
        var reply = paypal.post(capture(charge) + "/refund", wish, name.toString(), shown);
        return answer(reply, PayPalReading::refund);
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return answer(
                paypal.get("/v2/payments/refunds/" + encoded(refundReference), id.toString()), PayPalReading::refund);
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return answer(
                paypal.get("/v1/customer/disputes/" + encoded(disputeReference), disputeReference),
                PayPalDisputeReading::dispute);
    }

    private Answer<Seen> seen(Reply reply) {
        return answer(reply, order -> PayPalReading.seen(order, settings::approvalPage));
    }

    static <T> Answer<T> answer(Reply reply, Function<JsonNode, Optional<T>> reading) {
        return switch (reply) {
            case Reply.Done(var body) ->
                reading.apply(body)
                        .<Answer<T>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Denied(var status, var issue) -> new Answer.Refused<>(reason(status, issue), issue);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    static RefusalReason reason(int status, String issue) {
        if (AMOUNTS.contains(issue)) return RefusalReason.AMOUNT_NOT_ALLOWED;
        return switch (issue) {
            case "INVALID_CURRENCY_CODE", "CURRENCY_NOT_SUPPORTED" -> RefusalReason.CURRENCY_NOT_ALLOWED;
            case "CAPTURE_FULLY_REFUNDED" -> RefusalReason.ALREADY_REFUNDED;
            // After 180 days.
            case "REFUND_TIME_LIMIT_EXCEEDED" -> RefusalReason.NOT_REFUNDABLE;
            default ->
                switch (status) {
                    case 401, 403 -> RefusalReason.CREDENTIALS;
                    case 404 -> RefusalReason.NOT_FOUND;
                    default -> RefusalReason.OTHER;
                };
        };
    }

    private static JsonNode order(Opening opening) {
        var order = JsonMapper.shared().createObjectNode().put("intent", "CAPTURE");
        var unit = order.withArray("purchase_units").addObject();
        unit.put("reference_id", "default")
                .put("custom_id", opening.orderReference())
                .put("invoice_id", opening.id().toString())
                .put("description", cut(opening.title(), TITLE_LENGTH_MAX));
        unit.set("amount", PayPalAmount.write(opening.amount()));
        var paypal = order.withObject("payment_source").withObject("paypal");
        var charged = PayPalCharges.wallet(opening);
        if (charged.isPresent()) {
            PayPalCharges.charge(paypal, charged.get());
            return order;
        }
        if (opening.onFile() != null && !PayPalCharges.isOne(opening)) {
            PayPalCharges.keep(paypal, opening.onFile(), opening.title());
        }
        paypal.withObject("experience_context")
                // Money that takes days to come holds a seat for nobody.
                .put("payment_method_preference", "IMMEDIATE_PAYMENT_REQUIRED")
                .put("locale", language(opening.locale()))
                .put("shipping_preference", "NO_SHIPPING")
                .put("user_action", "PAY_NOW")
                .put("return_url", opening.backUrl())
                .put("cancel_url", opening.leaveUrl());
        return order;
    }

    static String cut(String title, int most) {
        return title.codePointCount(0, title.length()) <= most
                ? title
                : title.substring(0, title.offsetByCodePoints(0, most));
    }

    static String language(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ja" -> "ja-JP";
            case "th" -> "th-TH";
            default -> "en-US";
        };
    }

    static String order(String reference) {
        return ORDERS + "/" + encoded(reference);
    }

    static String capture(String reference) {
        return CAPTURES + "/" + encoded(reference);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
