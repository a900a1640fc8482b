package org.tsudoi.payments.komoju;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.komoju.KomojuClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has KOMOJU issue numbers that are paid in cash at convenience stores. Our payment id is KOMOJU's external order
/// number, by which a payment can be looked for, and the key of the call.
final class KomojuAdapter implements PaymentProvider {
    static final String NAME = "komoju";

    /// Name of our order's reference in the metadata that KOMOJU keeps and sends back.
    static final String OUR_ORDER = "order";

    private static final Currency YEN = Currency.getInstance("JPY");
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    /// Tills take no more for one payment.
    private static final long AMOUNT_MAX = 300_000;

    private static final Duration TIME = Duration.ofDays(3);
    private static final Duration TIME_MIN = Duration.ofHours(3);

    /// A number lives in whole days from when it is made. After this time none is made any more, only looked for, so
    /// that it is known when the last one ends.
    private static final Duration MADE_WITHIN = Duration.ofHours(2);

    private static final int DAYS_MIN = 1;
    private static final int DAYS_MAX = 60;
    private static final int TITLE_LENGTH_MAX = 200;

    private static final String PAYMENTS = "/payments";

    private final KomojuClient komoju;
    private final List<Offer> offers;
    private final Money buyerFee;
    private final Clock clock;

    KomojuAdapter(KomojuClient komoju, List<String> chains, int buyerFee, Clock clock) {
        this.komoju = komoju;
        this.offers = komoju.hasKey()
                ? chains.stream().map(chain -> konbini(chain, buyerFee)).toList()
                : List.of();
        this.buyerFee = Money.jpy(buyerFee);
        this.clock = clock;
    }

    private static Offer konbini(String chain, int buyerFee) {
        var choice = new Choice(Means.KONBINI, chain);
        return new Offer(choice, YEN, 1, AMOUNT_MAX, TIME, TIME_MIN, Duration.ZERO, buyerFee);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return offers;
    }

    /// Numbers end at midnight in Japan.
    @Override
    public Instant closedByItself(Opening opening) {
        return day(opening.requestedAt().plus(MADE_WITHIN))
                .plusDays(days(opening))
                .atTime(LAST_SECOND)
                .atZone(JAPAN)
                .toInstant();
    }

    private static long days(Opening opening) {
        long days = ChronoUnit.DAYS.between(day(opening.requestedAt()), day(opening.payableUntil()));
        return Math.clamp(days, DAYS_MIN, DAYS_MAX);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(JAPAN).toLocalDate();
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        if (!opening.amount().currency().equals(YEN)) {
            return new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "only_yen");
        }
        var email = opening.email();
        if (email == null) return new Answer.Refused<>(RefusalReason.OTHER, "email_needed");
        if (clock.instant().isAfter(opening.requestedAt().plus(MADE_WITHIN))) {
            return found(opening.id(), new Answer.Refused<>(RefusalReason.NOT_PAYABLE_ANY_MORE, "too_late"));
        }
        return asTold(opening.id(), issue(opening, email));
    }

    /// What the till asks for on top was told before ordering: a number that asks for another sum is cancelled, as
    /// nobody agreed to it.
    private Answer<Seen> asTold(PaymentId id, Answer<Seen> made) {
        if (!(made instanceof Answer.Given<Seen>(var seen))
                || !(seen.status() instanceof Status.Issued(Instructions.StoreNumber number))
                || buyerFee.equals(number.toPay(Money.jpy(0)))) {
            return made;
        }
        return close(id, seen.reference()) instanceof Answer.Given<Seen>(var closed)
                        && closed.status() instanceof Status.Closed
                ? new Answer.Refused<>(RefusalReason.OTHER, "fee_not_as_told")
                : new Answer.NotKnown<>("fee not as told");
    }

    private Answer<Seen> issue(Opening opening, String email) {
        var shown = opening.id().toString();
        return switch (komoju.post(PAYMENTS, wish(opening, email), shown, shown)) {
            case Reply.Done(var body) ->
                KomojuReading.seen(body)
                        .<Answer<Seen>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Unclear(var why) ->
                found(opening.id(), new Answer.NotKnown<>(why)) instanceof Answer.Given<Seen> made
                        ? made
                        : new Answer.NotKnown<>(why);
            case Reply.Denied denied -> {
                var refused = new Answer.Refused<Seen>(reason(denied), code(denied));
                // An earlier call may have made it, and what is said now be about the repetition.
                yield refused.reason() == RefusalReason.CREDENTIALS ? refused : found(opening.id(), refused);
            }
        };
    }

    /// The number issued for this payment.
    ///
    /// @param otherwise the answer when there is none for certain
    private Answer<Seen> found(PaymentId id, Answer<Seen> otherwise) {
        var shown = id.toString();
        return switch (komoju.get(PAYMENTS, Map.of("external_order_num", shown), shown)) {
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            case Reply.Denied denied -> new Answer.NotKnown<>("not to be looked for: " + code(denied));
            case Reply.Done(var list) -> {
                var rows = list.path("data");
                if (!rows.isArray()) yield new Answer.NotKnown<>("words not understood");
                var ours = rows.valueStream()
                        .filter(row -> id.equals(KomojuReading.payment(row)))
                        .toList();
                if (ours.isEmpty()) yield otherwise;
                // Newest first; the one that was made first is the one that others know.
                Optional<Seen> seen = KomojuReading.seen(ours.getLast());
                yield seen.<Answer<Seen>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            }
        };
    }

    private static ObjectNode wish(Opening opening, String email) {
        var wish = JsonNodeFactory.instance.objectNode();
        wish.put("amount", opening.amount().minorUnits());
        wish.put("tax", 0);
        wish.put("currency", "JPY");
        wish.put("external_order_num", opening.id().toString());
        wish.put("description", cut(opening.title()));
        wish.put("locale", opening.locale().getLanguage().equals("ja") ? "ja" : "en");
        wish.putObject("metadata").put(OUR_ORDER, opening.orderReference());
        wish.putObject("payment_details")
                .put("type", "konbini")
                .put("store", opening.choice().brand())
                .put("email", email)
                .put("expiry_days", days(opening));
        return wish;
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH_MAX));
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return switch (komoju.get(PAYMENTS + "/" + reference, Map.of(), id.toString())) {
            case Reply.Done(var body) ->
                KomojuReading.seen(body)
                        .<Answer<Seen>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Denied denied -> new Answer.Refused<>(reason(denied), code(denied));
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        // Cancelling twice does no harm: the second time is refused, and the look says why.
        return switch (komoju.post(PAYMENTS + "/" + reference + "/cancel", null, null, id.toString())) {
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            case Reply.Denied denied when denied.status() != 422 -> new Answer.Refused<>(reason(denied), code(denied));
            case Reply.Denied _, Reply.Done _ -> closed(look(id, reference));
        };
    }

    private static Answer<Seen> closed(Answer<Seen> now) {
        return now instanceof Answer.Given<Seen>(var seen) && seen.status() instanceof Status.Issued
                ? new Answer.NotKnown<>("still open")
                : now;
    }

    /// Cash is given back to a bank account, which the buyer would have to tell.
    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return new Answer.Refused<>(RefusalReason.NOT_REFUNDABLE, "refund_needs_bank_account");
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_refunds_here");
    }

    /// What was paid in cash is not disputed.
    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_disputes_here");
    }

    private static RefusalReason reason(Reply.Denied denied) {
        return switch (denied.status()) {
            case 401, 403 -> RefusalReason.CREDENTIALS;
            case 404 -> RefusalReason.NOT_FOUND;
            default ->
                switch (denied.param()) {
                    case "amount" -> RefusalReason.AMOUNT_NOT_ALLOWED;
                    case "currency" -> RefusalReason.CURRENCY_NOT_ALLOWED;
                    default -> RefusalReason.OTHER;
                };
        };
    }

    private static String code(Reply.Denied denied) {
        return denied.param().isEmpty() ? denied.code() : denied.code() + ": " + denied.param();
    }
}
