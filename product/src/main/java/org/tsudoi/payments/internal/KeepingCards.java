package org.tsudoi.payments.internal;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.CardsOnFile;
import org.tsudoi.payments.provider.MeansOnFile;
import org.tsudoi.payments.provider.MeansOnFile.Forgotten;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import org.tsudoi.payments.provider.PaymentProvider.OnFile;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.Handled;

/// What is known of cards: those that were paid with, and those that providers keep for their holders, with the
/// wallets beside them.
@Component
class KeepingCards implements SavedCards {
    private final PaidCardTable paid;
    private final SavedCardTable saved;
    private final CardConsentTable consents;
    private final KeepingWallets wallets;
    private final Map<String, CardsOnFile> keepers;
    private final Ids ids;
    private final Ground ground;

    /// What is stored.
    @Component
    record Tables(PaidCardTable paid, SavedCardTable saved, CardConsentTable consents) {}

    KeepingCards(Tables tables, KeepingWallets wallets, ObjectProvider<CardsOnFile> keepers, Ids ids, Ground ground) {
        this.paid = tables.paid;
        this.saved = tables.saved;
        this.consents = tables.consents;
        this.wallets = wallets;
        this.keepers = keepers.stream()
                .collect(Collectors.toMap(CardsOnFile::name, Function.identity(), (one, _) -> one, TreeMap::new));
        this.ids = ids;
        this.ground = ground;
    }

    Optional<PaidCard> paidWith(PaymentId payment) {
        return paid.of(payment);
    }

    /// @param kept as it was before: how to reach the buyer, and what they wished, is forgotten with it
    record By(KeptPayment kept, Status.Paid paid) {}

    /// In the transaction that stores that they are paid.
    void paidWith(List<By> many) {
        var now = ground.now();
        var known = new ArrayList<PaidCardTable.By>();
        for (var by : many) {
            var card = by.paid.card();
            if (card != null) known.add(new PaidCardTable.By(by.kept.id(), card));
            var kept = by.paid.kept();
            if (kept instanceof KeptCard it && card != null) keep(by.kept, it, card, now);
            else if (kept != null) wallets.paidWith(by.kept, kept);
            else wallets.paidWithoutAWord(by.kept);
        }
        paid.keep(known, now);
    }

    /// A card that the provider keeps from now on. What nobody would be offered it has to forget at once: what a wallet
    /// pays with is the wallet's to offer again, and after late money nobody knows any more what was wished.
    private void keep(KeptPayment payment, KeptCard kept, PaidCard card, Instant now) {
        var provider = payment.payment().terms().provider();
        var wish = payment.asking() != null && payment.asking().card() instanceof CardWish.Remember it ? it : null;
        boolean wished = wish != null;
        var holder = saved.holder(provider, kept.customer());
        if (holder.isEmpty()) return;
        var id = new SavedCardId(ids.next());
        var added = new SavedCardTable.New(id, holder.get(), payment.id(), provider, kept);
        if (!saved.keep(added, card.brand(), card.last4(), now)) return;
        if (!wished || card.wallet() != null) forgetLater(holder.get(), id);
        else saved.sameAs(id).forEach(older -> forgetLater(holder.get(), older));
        if (wish != null && wish.alone()) saved.agree(holder.get(), id, now);
    }

    /// A card that its holder had kept without paying; in the transaction that stores that it was.
    @Nullable
    SavedCardId keptAlone(NewCardTable.Asked one, KeepingSeen.ACard seen) {
        var now = ground.now();
        var card = new SavedCardTable.New(one.id(), one.holder(), null, one.provider(), seen.card());
        if (!saved.keep(card, seen.brand(), seen.last4(), now)) return null;
        saved.sameAs(card.id()).forEach(older -> forgetLater(card.holder(), older));
        one.consent().ifPresent(by -> agreed(card.holder(), card.id(), by, now));
        return card.id();
    }

    private void agreed(CardHolder holder, SavedCardId id, CardConsent by, Instant now) {
        saved.agree(holder, id, now);
        consents.keep(ids.next(), holder, new CardConsentTable.About.Card(id), by, now);
    }

    private void forgetLater(CardHolder holder, SavedCardId id) {
        if (saved.wishForgotten(holder, id, ground.now())) {
            ground.outbox().put(PaymentJobs.CARD_FORGET, id.toString(), Map.of("card", id.toString()));
        }
    }

    /// The card that is charged without a page, null where there is to be one. What is being forgotten since is
    /// charged no more; a charge that was made before is found.
    @Nullable
    OnFile charged(KeptPayment kept) {
        return kept.asking() != null
                        && kept.asking().card() instanceof CardWish.Saved(var holder, var id, var _, boolean present)
                ? saved.find(id)
                        .filter(one -> one.means().holder().equals(holder)
                                && one.means().provider().equals(provider(kept)))
                        .map(one -> new OnFile(
                                one.customer(),
                                one.method(),
                                isOver(kept)
                                        || one.isGoing()
                                        || !present && !one.means().alone(),
                                !present))
                        .orElse(null)
                : null;
    }

    private static String provider(KeptPayment kept) {
        return kept.payment().terms().provider();
    }

    private boolean isOver(KeptPayment kept) {
        return kept.closing(ground.now());
    }

    /// Whom the card that is paid with on the page is kept for; may ask the provider. Nobody is kept from paying
    /// because a card cannot be remembered, and nobody becomes known there for a page made to be closed.
    @Nullable
    OnFile keptFor(KeptPayment kept) {
        var asking = kept.asking();
        if (asking == null || !(asking.card() instanceof CardWish.Remember(var holder, boolean alone))) return null;
        var customer = saved.customer(holder, provider(kept));
        if (wallets.keepers().containsKey(provider(kept))) {
            return new OnFile(customer.orElse(null), null, false, alone);
        }
        if (customer.isEmpty() && !isOver(kept)) customer = customer(holder, provider(kept), asking.email());
        return customer.map(it -> new OnFile(it, null, false, alone)).orElse(null);
    }

    /// As the provider calls this holder; asked for when it does not know them yet.
    Optional<String> customer(CardHolder holder, String provider, @Nullable String email) {
        var known = saved.customer(holder, provider);
        if (known.isPresent()) return known;
        var keeper = keepers.get(provider);
        if (keeper == null || !(keeper.customer(holder, email) instanceof Answer.Given<String>(var made))) {
            return Optional.empty();
        }
        return ground.inTransaction(() -> {
            saved.keep(holder, provider, made, ground.now());
            return saved.customer(holder, provider);
        });
    }

    /// As the provider calls this holder, if it knows them.
    Optional<String> customerKnown(CardHolder holder, String provider) {
        return saved.customer(holder, provider);
    }

    Optional<CardsOnFile> keeper() {
        return keepers.values().stream().findFirst();
    }

    @Override
    public boolean canKeep() {
        return !keepers.isEmpty();
    }

    @Override
    public boolean canKeepWallets() {
        return !wallets.keepers().isEmpty();
    }

    @Override
    public List<SavedCard> of(CardHolder holder) {
        return means(holder).stream()
                .filter(SavedCard.class::isInstance)
                .map(SavedCard.class::cast)
                .toList();
    }

    @Override
    public List<SavedMeans> means(CardHolder holder) {
        var month = YearMonth.from(ground.now().atOffset(ZoneOffset.UTC));
        return saved.of(holder).stream()
                .filter(one -> !one.isGoing())
                .map(SavedCardTable.OnFile::means)
                .filter(means -> switch (means) {
                    case SavedCard card -> !card.expires().isBefore(month) && keepers.containsKey(card.provider());
                    case SavedWallet wallet -> wallets.keepers().containsKey(wallet.provider());
                })
                .toList();
    }

    @Override
    public Map<CardHolder, Set<String>> fingerprints(Collection<CardHolder> holders) {
        return saved.fingerprints(holders);
    }

    @Override
    public Optional<SavedCard> find(CardHolder holder, SavedCardId id) {
        return of(holder).stream().filter(card -> card.id().equals(id)).findFirst();
    }

    @Override
    public Optional<SavedMeans> findMeans(CardHolder holder, SavedCardId id) {
        return means(holder).stream().filter(means -> means.id().equals(id)).findFirst();
    }

    @Override
    public Optional<SavedMeans> agreed(CardHolder holder, SavedCardId id) {
        return findMeans(holder, id).filter(SavedMeans::alone);
    }

    @Override
    public Optional<SavedMeans> agreedWith(PaymentId payment) {
        return wallets.keptWith(payment)
                .flatMap(saved::find)
                .or(() -> saved.keptWith(payment))
                .map(SavedCardTable.OnFile::means)
                .flatMap(means -> agreed(means.holder(), means.id()));
    }

    @Override
    public boolean agree(CardHolder holder, SavedCardId id, CardConsent by) {
        if (findMeans(holder, id).isEmpty()) return false;
        return ground.inTransaction(() -> {
            agreed(holder, id, by, ground.now());
            return true;
        });
    }

    @Override
    public void agreeWith(String reference, CardHolder holder, CardConsent by) {
        consents.keep(ids.next(), holder, new CardConsentTable.About.Payment(reference), by, ground.now());
    }

    @Override
    public List<Agreed> consents(SavedMeans means) {
        return consents.of(means);
    }

    @Override
    public void forget(CardHolder holder, SavedCardId id) {
        ground.inTransaction(() -> {
            forgetLater(holder, id);
            return id;
        });
    }

    /// The job's.
    Handled forgetNow(SavedCardId id) {
        var one = saved.find(id).orElseThrow();
        if (one.isGone()) return Handled.done();
        var provider = one.means().provider();
        MeansOnFile keeper =
                one.means() instanceof SavedWallet ? wallets.keepers().get(provider) : keepers.get(provider);
        if (keeper == null) return Handled.askAgain("the provider is not set up");
        return switch (keeper.forget(one.method())) {
            case Answer.Given<Forgotten> _ -> {
                ground.inTransaction(() -> {
                    saved.forgotten(id, ground.now());
                    return id;
                });
                yield Handled.done();
            }
            case Answer.Refused<Forgotten>(var _, var code) -> Handled.askAgain("refused: " + code);
            case Answer.NotKnown<Forgotten>(var why) -> Handled.askAgain(why);
        };
    }
}
