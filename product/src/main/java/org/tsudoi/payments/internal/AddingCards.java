package org.tsudoi.payments.internal;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.internal.NewCardTable.Asked;
import org.tsudoi.payments.internal.NewCardTable.State;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.CardsOnFile;
import org.tsudoi.payments.provider.CardsOnFile.KeepingPage;
import org.tsudoi.payments.provider.CardsOnFile.KeepingSeen;
import org.tsudoi.platform.Ids;

/// Has cards kept without a payment. What was asked for is stored before the provider is, and what it says after that.
@Component
class AddingCards implements NewCards {
    private final NewCardTable asked;
    private final KeepingCards cards;
    private final Ids ids;
    private final Ground ground;

    AddingCards(NewCardTable asked, KeepingCards cards, Ids ids, Ground ground) {
        this.asked = asked;
        this.cards = cards;
        this.ids = ids;
        this.ground = ground;
    }

    @Override
    public Optional<Page> ask(Wish wish) {
        var keeper = cards.keeper();
        return keeper.flatMap(it -> cards.customer(wish.holder(), it.name(), wish.email()))
                .flatMap(customer -> ask(wish, keeper.orElseThrow(), customer));
    }

    private Optional<Page> ask(Wish wish, CardsOnFile keeper, String customer) {
        var id = new SavedCardId(ids.next());
        var now = ground.now();
        asked.add(id, wish.holder(), keeper.name(), wish.consent(), now);
        var keeping = new CardsOnFile.Keeping(
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
        return asked.find(id)
                .filter(one -> one.holder().equals(holder))
                .map(this::looked)
                .orElse(Became.NOTHING);
    }

    private Became looked(Asked one) {
        return switch (one.state()) {
            case KEPT -> Became.KEPT;
            case CLOSED -> Became.NOTHING;
            case ASKED -> Became.OPEN;
            case OPEN -> {
                var keeper = cards.keeper().filter(it -> it.name().equals(one.provider()));
                var reference = one.reference();
                yield keeper.isPresent()
                                && reference != null
                                && keeper.get().look(one.id(), reference) instanceof Answer.Given<KeepingSeen>(var seen)
                        ? heard(one, seen)
                        : Became.OPEN;
            }
        };
    }

    private Became heard(Asked one, KeepingSeen seen) {
        return switch (seen) {
            case KeepingSeen.Open _ -> Became.OPEN;
            case KeepingSeen.Closed _ ->
                ground.inTransaction(() -> {
                    asked.over(one.id(), State.CLOSED, ground.now());
                    return Became.NOTHING;
                });
            case KeepingSeen.Kept kept ->
                ground.inTransaction(() -> {
                    if (!asked.over(one.id(), State.KEPT, ground.now())) return Became.KEPT;
                    var card = new SavedCardTable.New(one.id(), one.holder(), null, one.provider(), kept.card());
                    cards.keptAlone(card, kept, one.consent());
                    return Became.KEPT_NOW;
                });
        };
    }

    /// Looked at by a job, too: its holder may never come back.
    boolean isOver(SavedCardId id) {
        return looked(asked.find(id).orElseThrow()) != Became.OPEN;
    }
}
