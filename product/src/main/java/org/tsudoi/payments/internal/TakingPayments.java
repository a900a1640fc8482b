package org.tsudoi.payments.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Picture;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.WalletRoom;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.Together;
import org.tsudoi.platform.outbox.Outbox;

/// Takes money: stores the intent, asks the provider for the page, asks what became of it, closes it.
@Component
class TakingPayments implements Payments {
    /// A process that ended between storing and calling: the job that follows the payment calls so long after.
    private static final Duration FOLLOWED_AFTER = Duration.ofSeconds(30);

    private static final String HERE = "payments";
    private static final int FRESH_MAX = 10_000;

    /// Those that were just stored and not submitted yet.
    private final Map<PaymentId, KeptPayment> fresh = Caffeine.newBuilder()
            .maximumSize(FRESH_MAX)
            .expireAfterWrite(FOLLOWED_AFTER)
            .<PaymentId, KeptPayment>build()
            .asMap();

    private final PaymentTable payments;
    private final StoringPayments storing;
    private final RefundingPayments refunding;
    private final KeepingCards cards;
    private final Providers providers;
    private final Ground ground;
    private final Together<PaymentId, Optional<KeptPayment>> finders;
    private final Together<String, Optional<KeptPayment>> askers;
    private final Together<String, Optional<Payment>> readers;
    private final Together<String, Optional<List<Refund>>> givenBack;

    TakingPayments(
            PaymentTable payments,
            StoringPayments storing,
            RefundingPayments refunding,
            KeepingCards cards,
            Providers providers,
            Ground ground) {
        this.payments = payments;
        this.storing = storing;
        this.refunding = refunding;
        this.cards = cards;
        this.providers = providers;
        this.ground = ground;
        this.finders = Together.ofReads(payments::find);
        this.askers = Together.ofReads(payments::newestKeptFor);
        this.readers = Together.ofReads(payments::newestFor);
        this.givenBack = Together.ofReads(refunding::forOrders);
    }

    @Override
    public List<Offer> offers(Money amount) {
        return providers.offers(amount);
    }

    @Override
    public List<Offer> offersIn(Currency currency) {
        return providers.offersIn(currency);
    }

    @Override
    public boolean bookFee(PaymentId id, Money fee, String who) {
        return storing.feeBooked(id, fee, who);
    }

    @Override
    public Map<String, Money> keptByPayee(Collection<String> orderReferences) {
        return refunding.keptByPayee(orderReferences);
    }

    @Override
    public Map<String, Money> takenByDisputes(Collection<String> orderReferences) {
        return refunding.takenByDisputes(orderReferences);
    }

    @Override
    public Refund askRefundAlthoughOver(RefundId id) {
        return refunding.askAlthoughOver(id);
    }

    @Override
    public Optional<Picture> picture(PaymentId id) {
        Providers.requireNoTransaction();
        var payment = get(id);
        return payment instanceof Payment.Issued(var _, var terms, var _, Instructions.ScannedCode code)
                        && providers.named(terms.provider()).picture(id, code.pictureUrl())
                                instanceof Answer.Given<Picture>(var picture)
                ? Optional.of(picture)
                : Optional.empty();
    }

    @Override
    public Optional<WalletRoom> walletRoom(PaymentId id) {
        Providers.requireNoTransaction();
        var kept = kept(id);
        return kept.payment() instanceof Payment.Submitted it
                        && it.terms().choice().means() == Means.WALLET
                        && !kept.closing(ground.now())
                ? providers
                        .walletRooms(it.terms().provider())
                        .flatMap(rooms -> rooms.room(id, it.reference()) instanceof Answer.Given<WalletRoom>(var room)
                                ? Optional.of(room)
                                : Optional.empty())
                : Optional.empty();
    }

    @Override
    public void request(List<Intent> intents) {
        Providers.requireTransaction();
        for (var intent : intents) providers.named(intent.terms().provider());
        var now = ground.now();
        var added = payments.insert(intents, now);
        for (var intent : intents) {
            if (!added.contains(intent.id())) requireSame(get(intent.id()), intent.terms());
        }
        ground.outbox()
                .put(
                        PaymentJobs.FOLLOW,
                        added.stream()
                                .map(id -> new Outbox.Item(
                                        id.toString(), Map.of("payment", id.toString()), now.plus(FOLLOWED_AFTER)))
                                .toList());
        remember(intents.stream().filter(intent -> added.contains(intent.id())).toList());
    }

    /// Most are submitted at once, by whoever stored them, and need not be read again. One that another process wishes
    /// to be withdrawn meanwhile has the same page there, and is closed.
    private void remember(List<Intent> intents) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                for (var intent : intents) fresh.put(intent.id(), KeptPayment.requested(intent));
            }
        });
    }

    /// Nobody follows it yet.
    private boolean isFresh(KeptPayment kept) {
        return ground.now().isBefore(kept.payment().terms().requestedAt().plus(FOLLOWED_AFTER));
    }

    private static void requireSame(Payment stored, Payment.Terms wished) {
        var terms = stored.terms();
        if (!terms.provider().equals(wished.provider())
                || !terms.choice().equals(wished.choice())
                || !terms.orderReference().equals(wished.orderReference())
                || !terms.amount().equals(wished.amount())
                || !terms.payableTo().equals(wished.payableTo())) {
            throw new IllegalStateException(stored.id() + " was requested with other terms");
        }
    }

    @Override
    public Payment submit(PaymentId id) {
        Providers.requireNoTransaction();
        var begun = fresh.remove(id);
        var kept = begun != null && isFresh(begun) ? begun : kept(id);
        if (!Waiting.forPage(kept)) return kept.payment();
        return kept.closing(ground.now()) ? close(kept) : open(kept);
    }

    private Payment open(KeptPayment kept) {
        var provider = providers.named(kept.payment().terms().provider());
        var charged = cards.charged(kept);
        var opening = kept.opening(charged);
        if (ground.now().isBefore(provider.closedByItself(opening))) {
            var asked = charged == null ? kept.opening(cards.keptFor(kept)) : opening;
            return storing.opened(kept.id(), provider.open(asked));
        }
        return switch (provider.madeBefore(opening)) {
            case Answer.Given<Optional<Seen>>(var made) ->
                made.map(seen -> storing.opened(kept.id(), new Answer.Given<>(seen)))
                        .orElseGet(() -> storing.neverOpened(kept.id()));
            // To be told nothing is not to be told that nothing was made.
            case Answer.Refused<Optional<Seen>>(var _, var code) ->
                storing.opened(kept.id(), new Answer.NotKnown<>("not to be looked for: " + code));
            case Answer.NotKnown<Optional<Seen>>(var why) -> storing.opened(kept.id(), new Answer.NotKnown<>(why));
        };
    }

    @Override
    public Payment ask(PaymentId id) {
        return ask(id, null);
    }

    @Override
    public Payment askAlthoughOver(PaymentId id) {
        var kept = kept(id);
        return ask(kept, kept.reference());
    }

    @Override
    public void askNewestFor(String orderReference) {
        askers.ask(HERE, orderReference).ifPresent(kept -> ask(kept, null));
    }

    /// @param hint the provider's name of the page, from somebody who says that there is news
    Payment ask(PaymentId id, @Nullable String hint) {
        return ask(kept(id), hint);
    }

    /// @param kept as it was read just now
    Payment ask(KeptPayment kept, @Nullable String hint) {
        Providers.requireNoTransaction();
        if (!Waiting.forNews(kept.payment(), hint != null)) return kept.payment();
        var reference = kept.reference() == null ? hint : kept.reference();
        if (reference == null) return Waiting.forPage(kept) ? open(kept) : kept.payment();
        var provider = providers.named(kept.payment().terms().provider());
        return storing.looked(kept.id(), read(kept, provider, reference));
    }

    /// Takes what the buyer has approved, unless the time to pay is over or they may not have it any more: then it is
    /// never taken.
    private Answer<Seen> read(KeptPayment kept, PaymentProvider provider, String reference) {
        var answer = provider.look(kept.id(), reference);
        boolean take = answer instanceof Answer.Given<Seen>(var seen)
                && seen.status() instanceof PaymentProvider.Status.Approved
                && Believing.isOurs(kept.payment(), seen, kept.reference())
                && !PaymentTable.isOver(kept.payment())
                && !kept.closing(ground.now())
                && ground.mayTake(kept.payment())
                // To be answered took a moment, in which somebody may have wished it closed.
                && !kept(kept.id()).closing(ground.now());
        return take ? provider.take(kept.id(), reference) : answer;
    }

    @Override
    public void withdraw(PaymentId id) {
        Providers.requireTransaction();
        fresh.remove(id);
        payments.wishWithdrawn(id, ground.now());
        ground.outbox().put(PaymentJobs.WITHDRAW, id.toString(), Map.of("payment", id.toString()));
    }

    @Override
    public Payment withdrawNow(PaymentId id) {
        Providers.requireNoTransaction();
        ground.inTransaction(() -> {
            withdraw(id);
            return id;
        });
        return close(id);
    }

    /// Closes the page, so far as there is one.
    Payment close(PaymentId id) {
        Providers.requireNoTransaction();
        return close(kept(id));
    }

    private Payment close(KeptPayment kept) {
        var payment = Waiting.forPage(kept) ? open(kept) : kept.payment();
        return switch (payment) {
            case Payment.Submitted it -> close(it, it.reference());
            case Payment.Issued it -> close(it, it.reference());
            case Payment.Unknown it when it.reference() != null -> close(it, it.reference());
            case Payment.Requested _,
                    Payment.Unknown _,
                    Payment.Processing _,
                    Payment.Captured _,
                    Payment.Failed _,
                    Payment.Withdrawn _ -> payment;
        };
    }

    private Payment close(Payment payment, String reference) {
        var provider = providers.named(payment.terms().provider());
        return storing.closed(payment.id(), provider.close(payment.id(), reference));
    }

    KeptPayment kept(PaymentId id) {
        return finders.read(HERE, id).orElseThrow(Problem::notFound);
    }

    @Override
    public Optional<PaidCard> card(PaymentId id) {
        return cards.paidWith(id);
    }

    @Override
    public CardWish cardWish(PaymentId id) {
        var asking = kept(id).asking();
        return asking == null ? CardWish.NONE : asking.card();
    }

    @Override
    public Payment get(PaymentId id) {
        return kept(id).payment();
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return finders.read(HERE, id).map(KeptPayment::payment);
    }

    @Override
    public Optional<Payment> newestFor(String orderReference) {
        return readers.read(HERE, orderReference);
    }

    @Override
    public Money refundable(PaymentId payment) {
        return refunding.refundable(payment);
    }

    @Override
    public void holdStill(PaymentId payment) {
        Providers.requireTransaction();
        payments.lock(payment);
        refunding.hold(payment);
    }

    @Override
    public Refund refund(RefundId id, PaymentId payment, Money amount, Refund.Reason why) {
        return refunding.refund(id, payment, amount, why);
    }

    @Override
    public Refund refund(RefundId id) {
        return refunding.get(id);
    }

    @Override
    public Refund askRefund(RefundId id) {
        return refunding.ask(id);
    }

    @Override
    public List<Refund> refundsFor(String orderReference) {
        return givenBack.read(HERE, orderReference).orElse(List.of());
    }

    @Override
    public List<Refund> refundsFor(Collection<String> orderReferences) {
        return refunding.forOrders(orderReferences).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void refundAgain(RefundId id, String who) {
        refunding.again(id, who);
    }

    @Override
    public void refundAskForAccount(RefundId id, String who) {
        refunding.askForAccount(id, who);
    }

    @Override
    public void refundSettledOutside(RefundId id, String note, String who) {
        refunding.settledOutside(id, note, who);
    }
}
