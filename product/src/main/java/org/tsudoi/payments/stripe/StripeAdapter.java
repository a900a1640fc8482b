package org.tsudoi.payments.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.JsonNode;

/// Takes card payments on Stripe's own page (hosted Checkout Sessions), by cards that it keeps and by wallets, and cash
/// at stores; and refunds them.
final class StripeAdapter implements PaymentProvider {
    static final String NAME = "stripe";

    /// Names of our ids in the metadata that Stripe keeps on its objects and sends back in events.
    static final String OUR_PAYMENT = "payment";

    static final String OUR_REFUND = "refund";
    static final String OUR_ATTEMPT = "attempt";

    /// Stripe refuses a page that lives less than 30 minutes from when it is made, or more than 24 hours. A
    /// repeated request has to say the same as the first, so the end counts from the intent, with room for
    /// being repeated.
    private static final Duration PAGE_LIFE_MIN = Duration.ofHours(2);

    private static final Duration PAGE_LIFE_MAX = Duration.ofHours(23);

    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);
    private static final int LIST_LENGTH_MAX = 100;
    private static final int LISTS_READ_MAX = 10;
    private static final int TITLE_LENGTH_MAX = 250;
    private static final Set<String> LANGUAGES = Set.of("ja", "en", "th");

    /// What a payment brought in and what Stripe kept of it, read together with the page.
    private static final Map<String, String> EXPANDED =
            Map.of("expand[]", "payment_intent.latest_charge.balance_transaction");

    private static final long AMOUNT_MAX = 99_999_999;

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration TIME_MIN = Duration.ofMinutes(1);

    /// docs.stripe.com/currencies#minimum-and-maximum-charge-amounts (2026-11): what is less is refused when the charge
    /// settles in that currency.
    private static final List<Offer> CARDS =
            List.of(card("JPY", 50), card("THB", 1000), card("USD", 50), card("EUR", 50));

    private static final List<Offer> WALLETS = CARDS.stream()
            .map(card -> new Offer(
                    Choice.of(Means.WALLET),
                    card.currency(),
                    card.amountMin(),
                    card.amountMax(),
                    card.time(),
                    card.timeMin()))
            .toList();

    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String REFUNDS = "/v1/refunds";

    /// Buyers are not offered to pay less than this in parts.
    private static final long INSTALMENTS_FROM_YEN = 10_000;

    private final StripeClient stripe;
    private final StripeIntents intents;
    private final StripeOffers agreed;
    private final StripeExpress.@Nullable Rooms rooms;
    private final List<Offer> offers;

    StripeAdapter(StripeClient stripe) {
        this(stripe, StripeOffers.CARDS);
    }

    StripeAdapter(StripeClient stripe, StripeOffers agreed) {
        this(stripe, agreed, null);
    }

    /// @param rooms where wallets are paid with; null: only on Stripe's page
    StripeAdapter(StripeClient stripe, StripeOffers agreed, StripeExpress.@Nullable Rooms rooms) {
        this.stripe = stripe;
        this.intents = new StripeIntents(stripe);
        this.agreed = agreed;
        this.rooms = rooms;
        this.offers = stripe.hasKey()
                ? Stream.of(CARDS, rooms == null ? List.<Offer>of() : WALLETS, StripeKonbini.offers(agreed.konbini()))
                        .flatMap(List::stream)
                        .toList()
                : List.of();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return offers;
    }

    private static Offer card(String currency, long amountMin) {
        return new Offer(Choice.CARD, Currency.getInstance(currency), amountMin, AMOUNT_MAX, TIME, TIME_MIN);
    }

    @Override
    public Instant closedByItself(Opening opening) {
        if (isKonbini(opening)) return StripeKonbini.end(opening);
        // Nobody has to see a page: as long as Stripe knows a call again.
        if (isIntent(opening)) return opening.requestedAt().plus(PAGE_LIFE_MAX);
        var least = opening.requestedAt().plus(PAGE_LIFE_MIN);
        var most = opening.requestedAt().plus(PAGE_LIFE_MAX);
        var wished = opening.payableUntil().isAfter(least) ? opening.payableUntil() : least;
        return wished.isAfter(most) ? most : wished;
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        Function<JsonNode, Optional<Seen>> reading = isIntent(opening) ? StripeIntents::seen : StripeReading::opened;
        Reply reply;
        try {
            reply = ask(opening);
        } catch (ArithmeticException notInStripesUnits) {
            return new Answer.Refused<>(RefusalReason.AMOUNT_NOT_ALLOWED, "not_in_stripes_units");
        }
        if (reply instanceof Reply.Unclear(var why, var answered) && answered) {
            // Stripe repeats a stored 500 for a day, though the page may have been made: it is looked for.
            return find(opening) instanceof Answer.Given<Optional<Seen>>(var found) && found.isPresent()
                    ? new Answer.Given<>(found.get())
                    : new Answer.NotKnown<>(why);
        }
        var said = answer(reply, reading);
        // An earlier call may have got the numbers, and what is said now be about the repetition.
        return isKonbini(opening)
                        && said instanceof Answer.Refused<Seen>(var reason, var _)
                        && reason != RefusalReason.CREDENTIALS
                        && find(opening) instanceof Answer.Given<Optional<Seen>>(var made)
                        && made.isPresent()
                ? new Answer.Given<>(made.get())
                : said;
    }

    private Reply ask(Opening opening) {
        var card = opening.onFile();
        if (isKonbini(opening)) {
            var name = opening.name();
            var email = opening.email();
            return name == null || email == null
                    ? new Reply.Denied(400, "name_and_email_needed")
                    : intents.make(opening, StripeKonbini.form(opening, name, email));
        }
        if (isWallet(opening)) {
            return rooms == null
                    ? new Reply.Denied(400, "wallets_not_set_up")
                    : intents.offer(opening, rooms.of(opening.id().toString()));
        }
        return card != null && card.method() != null ? intents.charge(opening, card, card.method()) : page(opening);
    }

    /// Nobody is kept from paying because the customer that stands for them is gone at Stripe, or was another
    /// account's: they pay on a page that keeps no card.
    private Reply page(Opening opening) {
        var shown = opening.id().toString();
        var reply = stripe.post(SESSIONS, form(opening), shown, shown);
        return opening.onFile() != null
                        && reply instanceof Reply.Denied(var _, var code)
                        && code.equals("resource_missing")
                ? stripe.post(SESSIONS, form(opening.withoutCard()), shown + "-without-card", shown)
                : reply;
    }

    private static boolean isKonbini(Opening opening) {
        return opening.choice().means() == Means.KONBINI;
    }

    private static boolean isWallet(Opening opening) {
        return opening.choice().means() == Means.WALLET;
    }

    /// Paid without a page of Stripe's.
    private static boolean isIntent(Opening opening) {
        return isKonbini(opening)
                || isWallet(opening)
                || (opening.onFile() != null && opening.onFile().method() != null);
    }

    @Override
    public Answer<Optional<Seen>> madeBefore(Opening opening) {
        return isIntent(opening) ? find(opening) : new Answer.Given<>(Optional.empty());
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        if (StripeIntents.isOne(reference)) return answer(intents.look(id.toString(), reference), StripeIntents::seen);
        var reply = stripe.get(SESSIONS + "/" + reference, EXPANDED, id.toString());
        return answer(reply, StripeReading::seen);
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        // Closing twice does no harm, and a key would make Stripe repeat an old 500.
        var reply = StripeIntents.isOne(reference)
                ? intents.cancel(id, reference)
                : stripe.post(SESSIONS + "/" + reference + "/expire", Map.of(), null, id.toString());
        return switch (reply) {
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
            case Reply.Denied(var status, var code)
            when status != 400 -> new Answer.Refused<>(reason(status, code), code);
            case Reply.Denied _, Reply.Done _ -> closed(look(id, reference));
        };
    }

    private static Answer<Seen> closed(Answer<Seen> now) {
        return now instanceof Answer.Given<Seen>(var seen)
                        && (seen.status() instanceof Status.Open || seen.status() instanceof Status.Issued)
                ? new Answer.NotKnown<>("still open")
                : now;
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        var shown = id.toString();
        var query = new LinkedHashMap<>(Map.of("payment_intent", charge.reference()));
        // An earlier attempt that did not fail is as good as this one: it is answered, and none is made beside it.
        var found = firstIn(
                REFUNDS,
                query,
                shown,
                StripeReading::refund,
                it -> id.equals(it.refundId())
                        && (it.attempt() == attempt || !(it.status() instanceof RefundStatus.Failed)));
        return switch (found) {
            case Answer.NotKnown<Optional<RefundSeen>>(var why) -> new Answer.NotKnown<>(why);
            // An earlier call may have made it, so being refused to look says nothing about it.
            case Answer.Refused<Optional<RefundSeen>>(var _, var code) ->
                new Answer.NotKnown<>("not to be looked for: " + code);
            case Answer.Given<Optional<RefundSeen>>(var made) ->
                made.<Answer<RefundSeen>>map(Answer.Given::new)
                        .orElseGet(() -> makeRefund(id, attempt, charge, amount));
        };
    }

    private Answer<RefundSeen> makeRefund(RefundId id, int attempt, Charge charge, Money amount) {
        var shown = id.toString();
        var form = new LinkedHashMap<String, String>();
        form.put("payment_intent", charge.reference());
        form.put("amount", Long.toString(StripeAmount.write(amount)));
        form.put("reason", "requested_by_customer");
        if (charge.choice().means() == Means.KONBINI) {
            switch (intents.look(shown, charge.reference())) {
                case Reply.Done(var intent) ->
                    StripeKonbini.refundTo(intent).ifPresent(to -> form.put("instructions_email", to));
                case Reply.Denied(var status, var code) -> {
                    return new Answer.Refused<>(reason(status, code), code);
                }
                case Reply.Unclear(var why, var _) -> {
                    return new Answer.NotKnown<>(why);
                }
            }
        }
        form.put("metadata[" + OUR_REFUND + "]", shown);
        form.put("metadata[" + OUR_ATTEMPT + "]", Integer.toString(attempt));
        var key = attempt == 1 ? shown : shown + "-" + attempt;
        return answer(stripe.post(REFUNDS, form, key, shown), StripeReading::refund);
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return answer(stripe.get(REFUNDS + "/" + refundReference, Map.of(), id.toString()), StripeReading::refund);
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return answer(
                stripe.get("/v1/disputes/" + disputeReference, Map.of(), disputeReference), StripeReading::dispute);
    }

    static <T> Answer<T> answer(Reply reply, Function<JsonNode, Optional<T>> reading) {
        return switch (reply) {
            case Reply.Done(var body) ->
                reading.apply(body)
                        .<Answer<T>>map(Answer.Given::new)
                        .orElseGet(() -> new Answer.NotKnown<>("words not understood"));
            case Reply.Denied(var status, var code) -> new Answer.Refused<>(reason(status, code), code);
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
        };
    }

    static RefusalReason reason(int status, String code) {
        return switch (code) {
            case "amount_too_small", "amount_too_large", "parameter_invalid_integer" ->
                RefusalReason.AMOUNT_NOT_ALLOWED;
            case "charge_already_refunded" -> RefusalReason.ALREADY_REFUNDED;
            case "resource_missing" -> RefusalReason.NOT_FOUND;
            default ->
                switch (status) {
                    case 401, 403 -> RefusalReason.CREDENTIALS;
                    case 404 -> RefusalReason.NOT_FOUND;
                    default -> RefusalReason.OTHER;
                };
        };
    }

    private Map<String, String> form(Opening opening) {
        var form = new LinkedHashMap<String, String>();
        form.put("mode", "payment");
        form.put("payment_method_types[0]", "card");
        // The page asks for exactly what was agreed, in that currency.
        form.put("adaptive_pricing[enabled]", "false");
        form.put("client_reference_id", opening.orderReference());
        form.put("metadata[" + OUR_PAYMENT + "]", opening.id().toString());
        form.put("line_items[0][quantity]", "1");
        form.put("line_items[0][price_data][currency]", StripeAmount.currency(opening.amount()));
        form.put("line_items[0][price_data][unit_amount]", Long.toString(StripeAmount.write(opening.amount())));
        form.put("line_items[0][price_data][product_data][name]", cut(opening.title()));
        form.put(
                "payment_intent_data[metadata][" + OUR_PAYMENT + "]",
                opening.id().toString());
        form.put("payment_intent_data[description]", opening.orderReference());
        var onFile = opening.onFile();
        if (onFile != null) {
            form.put("customer", Objects.requireNonNull(onFile.customer()));
            // Kept for when its holder is there, unless they agreed to be charged by the month.
            form.put("payment_intent_data[setup_future_usage]", onFile.alone() ? "off_session" : "on_session");
        } else if (opening.email() != null) {
            form.put("customer_email", opening.email());
        }
        if (agreed.instalments() && isWorthParts(opening.amount())) {
            form.put("payment_method_options[card][installments][enabled]", "true");
        }
        form.put("locale", language(opening.locale()));
        form.put("success_url", opening.backUrl());
        form.put("cancel_url", opening.leaveUrl());
        form.put("expires_at", Long.toString(closedByItself(opening).getEpochSecond()));
        return form;
    }

    private static boolean isWorthParts(Money amount) {
        return amount.currency().getCurrencyCode().equals("JPY") && amount.minorUnits() >= INSTALMENTS_FROM_YEN;
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH_MAX));
    }

    static String language(Locale locale) {
        return LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "auto";
    }

    /// The page made for this payment, among those made since it was requested.
    private Answer<Optional<Seen>> find(Opening opening) {
        var since = opening.requestedAt().minus(CLOCKS_APART_MAX).getEpochSecond();
        var query = new LinkedHashMap<>(Map.of("created[gte]", Long.toString(since)));
        var shown = opening.id().toString();
        if (isIntent(opening)) {
            query.put("expand[]", "data.latest_charge.balance_transaction");
            if (opening.onFile() != null)
                query.put("customer", Objects.requireNonNull(opening.onFile().customer()));
            return firstIn(
                    StripeIntents.PATH,
                    query,
                    shown,
                    it -> isOf(it, shown) ? StripeIntents.seen(it) : Optional.empty(),
                    _ -> true);
        }
        return firstIn(
                SESSIONS, query, shown, it -> isOf(it, shown) ? StripeReading.opened(it) : Optional.empty(), _ -> true);
    }

    private static boolean isOf(JsonNode object, String payment) {
        return payment.equals(StripeReading.ours(object, OUR_PAYMENT));
    }

    private <T> Answer<Optional<T>> firstIn(
            String path,
            Map<String, String> query,
            String about,
            Function<JsonNode, Optional<T>> reading,
            Predicate<T> wanted) {
        query.put("limit", Integer.toString(LIST_LENGTH_MAX));
        for (int lists = 0; lists < LISTS_READ_MAX; lists++) {
            switch (stripe.get(path, query, about)) {
                case Reply.Denied(var status, var code) -> {
                    return new Answer.Refused<>(reason(status, code), code);
                }
                case Reply.Unclear(var why, var _) -> {
                    return new Answer.NotKnown<>(why);
                }
                case Reply.Done(var list) -> {
                    var last = "";
                    for (var entry : list.path("data")) {
                        var read = reading.apply(entry).filter(wanted);
                        if (read.isPresent()) return new Answer.Given<>(read);
                        last = entry.path("id").asString("");
                    }
                    if (!list.path("has_more").asBoolean(false)) return new Answer.Given<>(Optional.empty());
                    query.put("starting_after", last);
                }
            }
        }
        return new Answer.NotKnown<>("more than " + LISTS_READ_MAX * LIST_LENGTH_MAX + " to look through");
    }
}
