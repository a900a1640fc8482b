package org.tsudoi.payments.internal;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.internal.NewCardTable.Asked;
import org.tsudoi.payments.internal.NewCardTable.State;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile;
import org.tsudoi.payments.provider.MeansOnFile.KeepingPage;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import org.tsudoi.platform.Ids;

/// Has cards and wallets kept without a payment. What was asked for is stored before the provider is, and what it says
/// after that.
@Component
class AddingCards implements NewCards {
    private final NewCardTable asked;
    private final KeepingCards cards;
    private final KeepingWallets wallets;
    private final Ids ids;
    private final Ground ground;

    AddingCards(NewCardTable asked, KeepingCards cards, KeepingWallets wallets, Ids ids, Ground ground) {
        this.asked = asked;
        this.cards = cards;
        this.wallets = wallets;
        this.ids = ids;
        this.ground = ground;
    }

    @Override
    public Optional<Page> ask(Wish wish) {
        return switch (wish.kind()) {
            case CARD -> {
                var keeper = cards.keeper();
                yield keeper.flatMap(it -> cards.customer(wish.holder(), it.name(), wish.email()))
                        .flatMap(customer -> ask(wish, keeper.orElseThrow(), customer));
            }
            case WALLET ->
                wallets.keepers().values().stream()
                        .findFirst()
                        .flatMap(it -> ask(
                                wish,
                                it,
                                cards.customerKnown(wish.holder(), it.name()).orElse(null)));
        };
    }

    private Optional<Page> ask(Wish wish, MeansOnFile keeper, @Nullable String customer) {
        var id = new SavedCardId(ids.next());
        var now = ground.now();
        asked.add(new NewCardTable.New(id, wish.holder(), keeper.name(), wish.consent(), wish.purpose()), now);
        var keeping = new MeansOnFile.Keeping(
                id,
                customer,
                wish.consent().isPresent(),
                wish.locale(),
                wish.back().apply(id),
                wish.leave(),
                now);
        // A page of which nothing is known is nobody's: it ends by itself.
        if (!(keeper.keep(keeping) instanceof Answer.Given<KeepingPage>(var page))) return Optional.empty();
        return ground.inTransaction(() -> {
            asked.opened(id, page.reference());
            ground.outbox().put(PaymentJobs.CARD_KEEP, id.toString(), Map.of("card", id.toString()));
            return Optional.of(new Page(id, page.url()));
        });
    }

    @Override
    public Became became(CardHolder holder, SavedCardId id) {
        var mine = asked.find(id).filter(one -> one.holder().equals(holder));
        if (mine.isEmpty()) return Became.NOTHING;
        ground.inTransaction(() -> {
            asked.back(id, ground.now());
            // Asked soon and often from now on: a provider forgets in hours what it was asked to keep.
            ground.outbox().put(PaymentJobs.CARD_KEEP, id + " back", Map.of("card", id.toString()));
            return true;
        });
        return looked(mine.get());
    }

    private Became looked(Asked one) {
        return switch (one.state()) {
            case KEPT -> Became.KEPT;
            case CLOSED -> Became.NOTHING;
            case ASKED -> Became.OPEN;
            case OPEN -> {
                var keeper = keeper(one.provider());
                var reference = one.reference();
                yield keeper.isPresent()
                                && reference != null
                                && keeper.get().look(one.id(), reference) instanceof Answer.Given<KeepingSeen>(var seen)
                        ? heard(one, seen)
                        : Became.OPEN;
            }
        };
    }

    private Optional<MeansOnFile> keeper(String provider) {
        return isOfWallets(provider)
                ? Optional.ofNullable(wallets.keepers().get(provider))
                : cards.keeper().filter(it -> it.name().equals(provider)).map(MeansOnFile.class::cast);
    }

    private boolean isOfWallets(String provider) {
        return wallets.keepers().containsKey(provider);
    }

    private Became heard(Asked one, KeepingSeen seen) {
        return switch (seen) {
            case KeepingSeen.Open _ -> Became.OPEN;
            case KeepingSeen.Closed _ -> ground.inTransaction(() -> closed(one));
            case KeepingSeen.ACard kept -> ground.inTransaction(() -> kept(one, () -> cards.keptAlone(one, kept)));
            case KeepingSeen.AWallet kept ->
                ground.inTransaction(() -> kept(one, () -> wallets.keptAlone(one, kept.wallet())));
        };
    }

    private Became closed(Asked one) {
        asked.closed(one.id(), ground.now());
        return Became.NOTHING;
    }

    /// What is kept under which name, once; null when it is not this holder's to have.
    private interface Keeping {
        @Nullable
        SavedCardId keep();
    }

    private Became kept(Asked one, Keeping keeping) {
        var now = asked.lock(one.id()).orElseThrow();
        if (now.state() != State.OPEN) return now.state() == State.KEPT ? Became.KEPT : Became.NOTHING;
        var means = keeping.keep();
        if (means == null) return closed(one);
        asked.kept(one.id(), means, ground.now());
        if (one.purpose() != null) ground.tell(new PaymentNews.MeansAdded(one.id()));
        return Became.KEPT_NOW;
    }

    @Override
    public Optional<Waiting> waiting(SavedCardId card) {
        return asked.find(card)
                .filter(one -> one.purpose() != null && one.means() != null && !one.isServed())
                .map(one -> new Waiting(
                        one.holder(), Objects.requireNonNull(one.means()), Objects.requireNonNull(one.purpose())));
    }

    @Override
    public void served(SavedCardId card) {
        asked.served(card, ground.now());
    }

    /// Looked at by a job, too: the holder of a card may never come back, and what a wallet's did may not have been
    /// answered.
    boolean isOver(SavedCardId id) {
        var one = asked.find(id).orElseThrow();
        boolean isAwaited = isOfWallets(one.provider()) && !one.isBack() && one.state() == State.OPEN;
        return !isAwaited && looked(one) != Became.OPEN;
    }

    /// So late nobody comes back any more. What its holder came back for stays, for a person to look into.
    ///
    /// @return whether it is over by that
    boolean isLeft(SavedCardId id) {
        return ground.inTransaction(() -> {
            var one = asked.lock(id).orElseThrow();
            return isOfWallets(one.provider())
                    && !one.isBack()
                    && one.state() == State.OPEN
                    && asked.closed(id, ground.now());
        });
    }
}
