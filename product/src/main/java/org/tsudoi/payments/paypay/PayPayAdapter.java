package org.tsudoi.payments.paypay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.paypay.PayPayClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes payments by a code that the buyer opens in PayPay's app or on its page (web payment of the Open Payment API),
/// and refunds them. What was paid is read under our own id of the payment.
final class PayPayAdapter implements PaymentProvider {
    static final String NAME = "paypay";

    private static final Choice PAYPAY = Choice.of(Means.PAYPAY);

    /// A code can be paid for five minutes, unless the contract says otherwise.
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);
    private static final Duration TIME_MIN = Duration.ofMinutes(3);
    private static final long AMOUNT_MAX = 1_000_000;
    private static final int DESCRIPTION_LENGTH_MAX = 255;

    private static final List<Offer> OFFERS =
            List.of(new Offer(PAYPAY, Currency.getInstance("JPY"), 1, AMOUNT_MAX, CODE_LIFE, TIME_MIN));

    private static final String CODES = "/v2/codes";
    private static final String REFUNDS = "/v2/refunds";
    private static final String TOO_SOON = "THROTTLED_MULTIPLE_REFUND_REJECTED";

    private final PayPayClient paypay;
    private final Clock clock;

    PayPayAdapter(PayPayClient paypay, Clock clock) {
        this.paypay = paypay;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return OFFERS;
    }

    /// No code is asked for after the time to pay, and none lives longer than that after it.
    @Override
    public Instant closedByItself(Opening opening) {
        return opening.payableUntil().plus(CODE_LIFE).plus(CLOCKS_APART_MAX);
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        if (!opening.amount().currency().getCurrencyCode().equals("JPY")) {
            return new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "not_yen");
        }
        // An earlier call may have made one, so it cannot be refused any more.
        if (!clock.instant().isBefore(opening.payableUntil())) return new Answer.NotKnown<>("too late for a code");
        var shown = opening.id().toString();
        var reply = paypay.post(CODES, code(opening), shown);
        // The first code cannot be had any more: PayPay does not tell its address again.
        if (reply instanceof Reply.Denied(var _, var code) && code.equals("DUPLICATE_DYNAMIC_QR_REQUEST")) {
            return new Answer.NotKnown<>("a code was made before");
        }
        return answer(reply, PayPayReading::made);
    }

    private static JsonNode code(Opening opening) {
        var code = JsonMapper.shared()
                .createObjectNode()
                .put("merchantPaymentId", opening.id().toString())
                .put("codeType", "ORDER_QR")
                .put(
                        "orderDescription",
                        PayPayReading.description(opening.title(), opening.orderReference(), DESCRIPTION_LENGTH_MAX))
                .put("isAuthorization", false)
                .put("redirectUrl", opening.backUrl())
                .put("redirectType", "WEB_LINK")
                .put("requestedAt", opening.requestedAt().getEpochSecond());
        code.set("amount", yen(opening.amount()));
        return code;
    }

    private static JsonNode yen(Money amount) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("amount", amount.minorUnits())
                .put("currency", amount.currency().getCurrencyCode());
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        var known = PayPayReference.parse(reference);
        if (known.isEmpty()) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_code_of_ours");
        var reply = paypay.get(CODES + "/payments/" + id, "", id.toString());
        // Some shops hear this of a code that nobody has opened yet.
        if (reply instanceof Reply.Denied(var _, var code) && code.equals("DYNAMIC_QR_PAYMENT_NOT_FOUND")) {
            return PayPayReading.unopened(known.get(), id, clock.instant().minus(CLOCKS_APART_MAX))
                    .<Answer<Seen>>map(Answer.Given::new)
                    .orElseGet(() -> new Answer.NotKnown<>("not known there yet"));
        }
        return answer(reply, payment -> PayPayReading.seen(payment, known.get()));
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        var known = PayPayReference.parse(reference);
        if (known.isEmpty()) return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_code_of_ours");
        var reply = paypay.delete(CODES + "/" + encoded(known.get().code()), id.toString());
        return switch (reply) {
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            // There is no code any more: what is not paid now can never be.
            case Reply.Done _ -> gone(look(id, reference));
            case Reply.Denied(var _, var code) ->
                switch (code) {
                    case "DYNAMIC_QR_NOT_FOUND" -> gone(look(id, reference));
                    case "DYNAMIC_QR_ALREADY_PAID" -> look(id, reference);
                    default -> answer(reply, _ -> Optional.empty());
                };
        };
    }

    private static Answer<Seen> gone(Answer<Seen> now) {
        return now instanceof Answer.Given<Seen>(var seen) && seen.status() instanceof Status.Open
                ? new Answer.Given<>(new Seen(
                        seen.reference(), seen.orderReference(), seen.paymentId(), seen.asked(), new Status.Closed()))
                : now;
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        // An earlier attempt that did not fail is as good as this one: it is answered, and none is made beside it.
        for (int earlier = 1; earlier <= attempt; earlier++) {
            var name = new PayPayRefundName(id, earlier);
            switch (lookAtRefund(name.toString(), charge.reference(), id.toString())) {
                case Answer.NotKnown<RefundSeen>(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Answer.Refused<RefundSeen>(var reason, var code) -> {
                    // An earlier call may have made it, so being refused to look says nothing about it.
                    if (reason != RefusalReason.NOT_FOUND) {
                        return new Answer.NotKnown<>("not to be looked for: " + code);
                    }
                }
                case Answer.Given<RefundSeen>(var seen) -> {
                    if (earlier == attempt || !(seen.status() instanceof RefundStatus.Failed)) {
                        return new Answer.Given<>(seen);
                    }
                }
            }
        }
        return makeRefund(new PayPayRefundName(id, attempt), charge.reference(), amount);
    }

    private Answer<RefundSeen> makeRefund(PayPayRefundName name, String payment, Money amount) {
        var wish = JsonMapper.shared()
                .createObjectNode()
                .put("merchantRefundId", name.toString())
                .put("paymentId", payment)
                .put("requestedAt", clock.instant().getEpochSecond());
        wish.set("amount", yen(amount));
        var reply = paypay.post(REFUNDS, wish, name.id().toString());
        // Two parts within a minute: it asks to be asked again.
        return reply instanceof Reply.Denied(var _, var code) && code.equals(TOO_SOON)
                ? new Answer.NotKnown<>("too soon after another refund")
                : answer(reply, PayPayReading::refund);
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        var parts = refundReference.split("/", 2);
        return parts.length == 2
                ? lookAtRefund(parts[1], parts[0], id.toString())
                : new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_refund_of_ours");
    }

    private Answer<RefundSeen> lookAtRefund(String name, String payment, String about) {
        return answer(
                paypay.get(REFUNDS + "/" + encoded(name), "paymentId=" + encoded(payment), about),
                PayPayReading::refund);
    }

    /// Buyers settle with PayPay, never with us.
    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_disputes");
    }

    private static <T> Answer<T> answer(Reply reply, Function<JsonNode, Optional<T>> reading) {
        return switch (reply) {
            case Reply.Done(var data) ->
                reading.apply(data)
                        .<Answer<T>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Denied(var status, var code) -> new Answer.Refused<>(reason(status, code), code);
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    private static RefusalReason reason(int status, String code) {
        return switch (code) {
            case "NO_SUCH_REFUND_ORDER", "RESOURCE_NOT_FOUND", "DYNAMIC_QR_NOT_FOUND" -> RefusalReason.NOT_FOUND;
            // Of the others somebody may have given it back at PayPay by hand: a person looks first.
            case "REFUND_WINDOW_EXCEED" -> RefusalReason.NOT_REFUNDABLE;
            case "UNAUTHORIZED", "OP_OUT_OF_SCOPE", "OPA_CLIENT_NOT_FOUND" -> RefusalReason.CREDENTIALS;
            default ->
                switch (status) {
                    case 401, 403 -> RefusalReason.CREDENTIALS;
                    case 404 -> RefusalReason.NOT_FOUND;
                    default -> RefusalReason.OTHER;
                };
        };
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
