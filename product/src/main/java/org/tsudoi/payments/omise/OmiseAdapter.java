package org.tsudoi.payments.omise;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.omise.OmiseClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes baht by PromptPay codes and in Thai banks' apps, and gives them back. Omise documents no key for repeated
/// calls: what an earlier call made is looked for by our ids in its metadata, before anything is made.
final class OmiseAdapter implements PaymentProvider {
    static final String NAME = "omise";

    static final String OUR_PAYMENT = "payment";
    static final String OUR_ORDER = "order";
    static final String OUR_REFUND = "refund";
    static final String OUR_ATTEMPT = "attempt";

    private static final Currency BAHT = Currency.getInstance("THB");

    /// docs.omise.co/limits (2026-11), in satang.
    private static final long AMOUNT_MIN = 2_000;

    private static final long AMOUNT_MAX = 15_000_000;

    private static final Duration CODE_TIME = Duration.ofMinutes(15);
    private static final Duration BANK_TIME = Duration.ofMinutes(10);
    private static final Duration TIME_MIN = Duration.ofMinutes(3);
    private static final List<String> BANKS = List.of("bay", "bbl", "kbank", "ktb", "scb");

    /// So long a charge lives at least, from when it was first asked for.
    private static final Duration LIFE_MIN = Duration.ofMinutes(10);

    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);
    private static final int LIST_LENGTH_MAX = 100;
    private static final int LISTS_READ_MAX = 10;
    private static final int TITLE_LENGTH_MAX = 250;
    private static final String REFUND_REFERENCE = "[a-z0-9_]{1,60}/refunds/[a-z0-9_]{1,60}";

    private static final String CHARGES = "/charges";
    private static final String FAILED_REFUND = "failed_refund";

    private final OmiseClient omise;
    private final OneAtATime oneAtATime = new OneAtATime();

    OmiseAdapter(OmiseClient omise) {
        this.omise = omise;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        if (!omise.hasKey()) return List.of();
        var code = offer(Choice.of(Means.PROMPTPAY), CODE_TIME);
        var banks = BANKS.stream().map(bank -> offer(new Choice(Means.MOBILE_BANKING, bank), BANK_TIME));
        return Stream.concat(Stream.of(code), banks).toList();
    }

    private static Offer offer(Choice choice, Duration time) {
        return new Offer(choice, BAHT, AMOUNT_MIN, AMOUNT_MAX, time, TIME_MIN);
    }

    /// To the second, as Omise writes times.
    @Override
    public Instant closedByItself(Opening opening) {
        var least = opening.requestedAt().plus(LIFE_MIN);
        var wished = opening.payableUntil().isAfter(least) ? opening.payableUntil() : least;
        return wished.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        if (!opening.amount().currency().equals(BAHT)) {
            return new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "only_baht");
        }
        return oneAtATime.of(opening.id(), () -> switch (find(opening)) {
            case Answer.NotKnown<Optional<Seen>>(var why) -> new Answer.NotKnown<>(why);
            case Answer.Refused<Optional<Seen>>(var reason, var code) -> new Answer.Refused<>(reason, code);
            case Answer.Given<Optional<Seen>>(var made) ->
                made.<Answer<Seen>>map(Answer.Given::new).orElseGet(() -> make(opening));
        });
    }

    /// The charge made for this payment, the first if there are several: it is the one that others know.
    private Answer<Optional<Seen>> find(Opening opening) {
        var since = opening.requestedAt().minus(CLOCKS_APART_MAX).truncatedTo(ChronoUnit.SECONDS);
        return firstIn(
                CHARGES,
                Map.of("from", since.toString(), "order", "chronological"),
                opening.id().toString(),
                it -> opening.id().equals(OmiseReading.payment(it)),
                OmiseReading::seen,
                _ -> true);
    }

    private Answer<Seen> make(Opening opening) {
        var shown = opening.id().toString();
        var source = JsonNodeFactory.instance.objectNode();
        source.put("type", type(opening.choice()));
        source.put("amount", opening.amount().minorUnits());
        source.put("currency", "thb");
        return switch (omise.post("/sources", source, shown)) {
            // A source by itself asks nobody for money.
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            case Reply.Denied denied -> new Answer.Refused<>(reason(denied), denied.code());
            case Reply.Done(var made) -> {
                var id = OmiseReading.text(made, "id");
                yield id == null ? new Answer.NotKnown<>("words not understood") : charge(opening, id);
            }
        };
    }

    private Answer<Seen> charge(Opening opening, String source) {
        var shown = opening.id().toString();
        var reply = omise.post(CHARGES, wish(opening, source), shown);
        if (reply instanceof Reply.Unclear(var why)) {
            return find(opening) instanceof Answer.Given<Optional<Seen>>(var found) && found.isPresent()
                    ? new Answer.Given<>(found.get())
                    : new Answer.NotKnown<>(why);
        }
        return answer(reply, OmiseReading::seen);
    }

    private ObjectNode wish(Opening opening, String source) {
        var wish = JsonNodeFactory.instance.objectNode();
        wish.put("amount", opening.amount().minorUnits());
        wish.put("currency", "thb");
        wish.put("source", source);
        wish.put("description", cut(opening.title()));
        wish.put("return_uri", opening.backUrl());
        wish.put("expires_at", closedByItself(opening).toString());
        wish.putObject("metadata").put(OUR_PAYMENT, opening.id().toString()).put(OUR_ORDER, opening.orderReference());
        return wish;
    }

    private static String type(Choice choice) {
        return choice.means() == Means.PROMPTPAY ? "promptpay" : "mobile_banking_" + choice.brand();
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH_MAX));
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return answer(omise.get(CHARGES + "/" + reference, Map.of(), id.toString()), OmiseReading::seen);
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        // Ending twice does no harm: the second time is refused, and the look says why.
        var nothing = JsonNodeFactory.instance.objectNode();
        return switch (omise.post(CHARGES + "/" + reference + "/expire", nothing, id.toString())) {
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            case Reply.Denied denied when denied.status() != 400 -> new Answer.Refused<>(reason(denied), denied.code());
            case Reply.Denied _, Reply.Done _ -> closed(look(id, reference));
        };
    }

    private static Answer<Seen> closed(Answer<Seen> now) {
        boolean open = now instanceof Answer.Given<Seen>(var seen)
                && (seen.status() instanceof Status.Open || seen.status() instanceof Status.Issued);
        return open ? new Answer.NotKnown<>("still open") : now;
    }

    @Override
    public Answer<Picture> picture(PaymentId id, String pictureUrl) {
        try {
            return omise.picture(new URI(pictureUrl), id.toString());
        } catch (URISyntaxException odd) {
            return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_address_of_a_picture");
        }
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return oneAtATime.of(id, () -> {
            // An earlier attempt that did not fail is as good as this one: it is answered, and none made beside it.
            var found = firstIn(
                    refunds(charge.reference()),
                    Map.of(),
                    id.toString(),
                    it -> id.equals(OmiseReading.refundId(it)),
                    OmiseReading::refund,
                    it -> it.attempt() == attempt || !(it.status() instanceof RefundStatus.Failed));
            return switch (found) {
                case Answer.NotKnown<Optional<RefundSeen>>(var why) -> new Answer.NotKnown<>(why);
                // An earlier call may have made it, so being refused to look says nothing about it.
                case Answer.Refused<Optional<RefundSeen>>(var _, var code) ->
                    new Answer.NotKnown<>("not to be looked for: " + code);
                case Answer.Given<Optional<RefundSeen>>(var made) ->
                    made.<Answer<RefundSeen>>map(Answer.Given::new)
                            .orElseGet(() -> makeRefund(id, attempt, charge.reference(), amount));
            };
        });
    }

    private Answer<RefundSeen> makeRefund(RefundId id, int attempt, String chargeReference, Money amount) {
        var wish = JsonNodeFactory.instance.objectNode();
        wish.put("amount", amount.minorUnits());
        wish.putObject("metadata").put(OUR_REFUND, id.toString()).put(OUR_ATTEMPT, Integer.toString(attempt));
        var reply = omise.post(refunds(chargeReference), wish, id.toString());
        return reply instanceof Reply.Denied denied && denied.code().equals(FAILED_REFUND)
                ? refused(id, chargeReference, amount)
                : answer(reply, OmiseReading::refund);
    }

    /// One code for all that may be wrong: what it is, the charge says.
    private Answer<RefundSeen> refused(RefundId id, String chargeReference, Money amount) {
        return switch (omise.get(CHARGES + "/" + chargeReference, Map.of(), id.toString())) {
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
            case Reply.Denied _ -> new Answer.Refused<>(RefusalReason.OTHER, FAILED_REFUND);
            case Reply.Done(var charge) -> new Answer.Refused<>(refusal(charge, amount), FAILED_REFUND);
        };
    }

    /// What was given back already by hand is not asked to be given once more.
    private static RefusalReason refusal(JsonNode charge, Money amount) {
        long left =
                charge.path("amount").asLong(0) - charge.path("refunded_amount").asLong(0);
        if (left < amount.minorUnits()) return RefusalReason.ALREADY_REFUNDED;
        return charge.path("refundable").asBoolean(true) ? RefusalReason.OTHER : RefusalReason.NOT_REFUNDABLE;
    }

    private static String refunds(String charge) {
        return CHARGES + "/" + charge + "/refunds";
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return refundReference.matches(REFUND_REFERENCE)
                ? answer(omise.get(CHARGES + "/" + refundReference, Map.of(), id.toString()), OmiseReading::refund)
                : new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_reference_of_a_refund");
    }

    /// What was paid from a bank account is not disputed.
    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "no_disputes_here");
    }

    private static <T> Answer<T> answer(Reply reply, Function<JsonNode, Optional<T>> reading) {
        return switch (reply) {
            case Reply.Done(var body) ->
                reading.apply(body)
                        .<Answer<T>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Denied denied -> new Answer.Refused<>(reason(denied), denied.code());
            case Reply.Unclear(var why) -> new Answer.NotKnown<>(why);
        };
    }

    private static RefusalReason reason(Reply.Denied denied) {
        return switch (denied.code()) {
            case "invalid_amount" -> RefusalReason.AMOUNT_NOT_ALLOWED;
            case "not_found" -> RefusalReason.NOT_FOUND;
            case "authentication_failure", "key_expired_error", "locked_account_error" -> RefusalReason.CREDENTIALS;
            case "expired_charge" -> RefusalReason.NOT_PAYABLE_ANY_MORE;
            default ->
                switch (denied.status()) {
                    case 401, 403 -> RefusalReason.CREDENTIALS;
                    case 404 -> RefusalReason.NOT_FOUND;
                    default -> RefusalReason.OTHER;
                };
        };
    }

    /// What is ours and not understood is not passed over: something would be made beside it.
    private <T> Answer<Optional<T>> firstIn(
            String path,
            Map<String, String> query,
            String about,
            Predicate<JsonNode> ours,
            Function<JsonNode, Optional<T>> reading,
            Predicate<T> wanted) {
        var asked = new LinkedHashMap<>(query);
        asked.put("limit", Integer.toString(LIST_LENGTH_MAX));
        for (int lists = 0; lists < LISTS_READ_MAX; lists++) {
            asked.put("offset", Integer.toString(lists * LIST_LENGTH_MAX));
            switch (omise.get(path, asked, about)) {
                case Reply.Denied denied -> {
                    return new Answer.Refused<>(reason(denied), denied.code());
                }
                case Reply.Unclear(var why) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var list) -> {
                    if (!list.path("data").isArray() || !list.path("total").isInt()) {
                        return new Answer.NotKnown<>("words not understood");
                    }
                    for (var entry : list.path("data")) {
                        if (!ours.test(entry)) continue;
                        var read = reading.apply(entry);
                        if (read.isEmpty()) return new Answer.NotKnown<>("words not understood");
                        if (read.filter(wanted).isPresent()) return new Answer.Given<>(read);
                    }
                    if ((lists + 1) * LIST_LENGTH_MAX >= list.path("total").asInt()) {
                        return new Answer.Given<>(Optional.empty());
                    }
                }
            }
        }
        return new Answer.NotKnown<>("more than " + LISTS_READ_MAX * LIST_LENGTH_MAX + " to look through");
    }
}
