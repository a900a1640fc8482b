package town.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// The life of a payment intent: tried with a card, asked about by the issuer, paid, captured, cancelled. Every method
/// is to be called inside `Books.locked`.
@Component
class Intents {
    /// What a day's rates might be.
    private static final Map<String, BigDecimal> YEN_FOR_ONE =
            Map.of("usd", new BigDecimal("150.25"), "eur", new BigDecimal("163.5"), "thb", new BigDecimal("4.31"));

    private static final Duration UNTIL_AVAILABLE = Duration.ofDays(4);

    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final Events events;
    private final StripeObjects objects;

    Intents(Books books, Ids ids, TownClock clock, Events events, StripeObjects objects) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.objects = objects;
    }

    /// What a new intent is about.
    record Wanted(
            long amount,
            String currency,
            boolean manualCapture,
            Map<String, String> metadata,
            @Nullable String description,
            @Nullable String receiptEmail,
            @Nullable String session,
            @Nullable String returnUrl,
            Intent.@Nullable Owner owner) {}

    Intent create(Wanted wanted) {
        var id = "pi_3" + ids.letters(23);
        var intent = new Intent(
                id,
                id + "_secret_" + ids.letters(25),
                clock.instant(),
                wanted.amount(),
                wanted.currency(),
                wanted.manualCapture(),
                wanted.metadata(),
                wanted.description(),
                wanted.receiptEmail(),
                wanted.session(),
                wanted.returnUrl(),
                Intent.Status.REQUIRES_PAYMENT_METHOD,
                null,
                null,
                null,
                null,
                null,
                0,
                wanted.owner(),
                null);
        books.intents.put(id, intent);
        events.happened("payment_intent.created", objects.intent(intent));
        return intent;
    }

    /// Tries a card: the intent is then paid, held, being asked about, or failed.
    Intent attempt(Intent intent, TestCard card, Payer payer) {
        return attempt(intent, card, payer, ids.of("pm"));
    }

    /// @param method the name of the card, which may be one that is kept
    Intent attempt(Intent intent, TestCard card, Payer payer, String method) {
        if (card.failure().isPresent()) {
            return decline(intent, card, payer, method, card.failure().get());
        }
        if (card.asks()) {
            var asking = saved(intent.asking(method, new Intent.Asking(card, payer)));
            events.happened("payment_intent.requires_action", objects.intent(asking));
            return asking;
        }
        return take(intent, card, payer, method, false);
    }

    /// The same with a card that is kept, maybe without its holder.
    Intent attemptKept(Intent intent, TestCard card, Payer payer, String method, boolean offSession) {
        return card.failureWhenKept(offSession)
                .map(failure -> decline(intent, card, payer, method, failure))
                .orElseGet(() -> attempt(intent, card, payer, method));
    }

    /// Gives numbers to be paid by at a store.
    Intent issue(Intent intent, Intent.Konbini numbers) {
        var issued = saved(intent.issued(ids.of("pm"), numbers));
        events.happened("payment_intent.requires_action", objects.intent(issued));
        return issued;
    }

    /// Cash was given at this chain; nothing happens when the numbers are good for nothing any more.
    Intent paidInCash(Intent intent, String chain) {
        var numbers = intent.konbini();
        var method = intent.method();
        if (numbers == null || method == null || intent.status() != Intent.Status.REQUIRES_ACTION) {
            return intent;
        }
        return take(intent.paidAt(chain), null, new Payer(numbers.name(), numbers.email()), method, false);
    }

    /// The time to pay is over.
    Intent numbersExpired(Intent intent) {
        var failed = saved(intent.failed(null, Failure.attemptExpired()));
        events.happened("payment_intent.payment_failed", objects.intent(failed));
        return failed;
    }

    /// The cardholder told the issuer that it is them.
    Intent approved(Intent intent) {
        var asking = intent.asking();
        var method = intent.method();
        if (asking == null || method == null) {
            return intent;
        }
        return take(intent, asking.card(), asking.payer(), method, true);
    }

    /// The cardholder told the issuer that it is not them, or the issuer did not believe them.
    Intent denied(Intent intent) {
        if (intent.asking() == null) {
            return intent;
        }
        var failed = saved(intent.failed(null, Failure.notAuthenticated()));
        events.happened("payment_intent.payment_failed", objects.intent(failed));
        return failed;
    }

    Intent capture(Intent intent, long amount) {
        var charge = books.charge(String.valueOf(intent.charge()));
        var entry = entry("charge", charge.id(), charge.currency(), amount, Currencies.fee(amount));
        var captured = charge.captured(amount, entry.id());
        books.charges.put(captured.id(), captured);
        events.happened("charge.captured", objects.charge(captured));
        var succeeded = saved(intent.succeeded(intent.method(), captured.id(), amount));
        events.happened("payment_intent.succeeded", objects.intent(succeeded));
        return succeeded;
    }

    Intent cancel(Intent intent, String reason) {
        var cancelled = saved(intent.cancelled(clock.instant(), reason));
        events.happened("payment_intent.canceled", objects.intent(cancelled));
        return cancelled;
    }

    Intent saved(Intent intent) {
        books.intents.put(intent.id(), intent);
        return intent;
    }

    BalanceEntry entry(String type, String source, String currency, long amount, long fee) {
        var rate = books.settlesInYen() ? YEN_FOR_ONE.get(currency) : null;
        var entry = rate == null
                ? entry(type, source, currency, amount, fee, null)
                : entry(type, source, "jpy", yen(amount, rate), yen(fee, rate), rate);
        books.entries.put(entry.id(), entry);
        return entry;
    }

    private BalanceEntry entry(
            String type, String source, String currency, long amount, long fee, @Nullable BigDecimal rate) {
        var now = clock.instant();
        return new BalanceEntry(
                ids.of("txn"), now, now.plus(UNTIL_AVAILABLE), type, source, currency, amount, fee, rate);
    }

    /// Of the hundredths in which these currencies are counted.
    private static long yen(long hundredths, BigDecimal rate) {
        return BigDecimal.valueOf(hundredths, 2)
                .multiply(rate)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private Intent decline(Intent intent, TestCard card, Payer payer, String method, Failure failure) {
        var charge = charge(intent, card, payer, method, false, failure);
        books.charges.put(charge.id(), charge);
        events.happened("charge.failed", objects.charge(charge));
        var failed = saved(intent.failed(charge.id(), failure));
        events.happened("payment_intent.payment_failed", objects.intent(failed));
        return failed;
    }

    private Intent take(Intent intent, @Nullable TestCard card, Payer payer, String method, boolean authenticated) {
        var charge = charge(intent, card, payer, method, authenticated, null);
        if (intent.manualCapture()) {
            books.charges.put(charge.id(), charge);
            var held = saved(intent.authorised(method, charge.id()));
            events.happened("charge.succeeded", objects.charge(charge));
            events.happened("payment_intent.amount_capturable_updated", objects.intent(held));
            return held;
        }
        var amount = intent.amount();
        var entry = entry("charge", charge.id(), charge.currency(), amount, Currencies.fee(amount));
        var captured = charge.captured(amount, entry.id());
        books.charges.put(captured.id(), captured);
        keep(intent, card, payer, method);
        var succeeded = saved(intent.succeeded(method, captured.id(), amount));
        events.happened("charge.succeeded", objects.charge(captured));
        events.happened("payment_intent.succeeded", objects.intent(succeeded));
        return succeeded;
    }

    private void keep(Intent intent, @Nullable TestCard card, Payer payer, String method) {
        var owner = intent.owner();
        if (card == null
                || owner == null
                || !owner.keepsMethod()
                || books.methods.find(method).isPresent()) {
            return;
        }
        var kept = new SavedMethod(method, clock.instant(), owner.customer(), card, payer);
        books.methods.put(method, kept);
        events.happened("payment_method.attached", objects.saved(kept));
    }

    private Charge charge(
            Intent intent,
            @Nullable TestCard card,
            Payer payer,
            String method,
            boolean authenticated,
            @Nullable Failure failure) {
        return new Charge(
                "ch_3" + ids.letters(23),
                clock.instant(),
                intent.id(),
                intent.amount(),
                intent.currency(),
                card,
                method,
                payer,
                authenticated,
                intent.metadata(),
                intent.description(),
                failure,
                0,
                0,
                null,
                null,
                List.of());
    }
}
