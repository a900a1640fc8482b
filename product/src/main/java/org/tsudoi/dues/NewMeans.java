package org.tsudoi.dues;

import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.NewCards;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// A card or wallet that a member has kept without a payment, for the fees of one membership: it pays them from then
/// on, unless the member has chosen something else since they asked for it. It does so whether they see the page that
/// says so or not.
@Component
public class NewMeans implements OutboxHandler {
    private static final String TOPIC = "dues.means-added";

    private final Memberships memberships;
    private final NewCards asked;
    private final SavedCards cards;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    NewMeans(
            Memberships memberships, NewCards asked, SavedCards cards, Outbox outbox, TransactionTemplate transaction) {
        this.memberships = memberships;
        this.asked = asked;
        this.cards = cards;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /// As it is asked for: for whose fees, and what pays them until then.
    public String purpose(MembershipId membership) {
        return membership + " " + word(memberships.payBy(membership));
    }

    private static String word(PayBy by) {
        return switch (by) {
            case PayBy.Stored(var reference) -> "stored " + reference;
            case PayBy.Points _ -> "points";
            case PayBy.Invoice _ -> "invoice";
        };
    }

    @EventListener
    void on(PaymentNews.MeansAdded news) {
        outbox.put(TOPIC, news.asked().toString(), Map.of("asked", news.asked().toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        settle(SavedCardId.parse(item.payload().get("asked").asString()).orElseThrow());
        return Handled.done();
    }

    /// Once; again does nothing. No transaction may be open.
    ///
    /// @return whether it pays the fees now by this call
    public boolean settle(SavedCardId id) {
        var waiting = asked.waiting(id);
        if (waiting.isEmpty()) return false;
        boolean pays = settle(waiting.get());
        transaction.executeWithoutResult(_ -> {
            if (!pays) forgetWhereOver(waiting.get());
            asked.served(id);
        });
        return pays;
    }

    /// It was over before its wallet was kept: what ended it had nothing to forget.
    private void forgetWhereOver(NewCards.Waiting waiting) {
        MembershipId.parse(waiting.purpose().split(" ", 2)[0])
                .map(memberships::get)
                .filter(Membership.Ended.class::isInstance)
                .ifPresent(over -> outbox.put(
                        ForgettingWallets.TOPIC,
                        over.id() + " " + waiting.means(),
                        Map.of(
                                "membership",
                                over.id().toString(),
                                "wallet",
                                waiting.means().toString())));
    }

    private boolean settle(NewCards.Waiting waiting) {
        var words = waiting.purpose().split(" ", 2);
        var membership = Optional.of(words[0])
                .flatMap(MembershipId::parse)
                .map(memberships::get)
                .filter(it -> !(it instanceof Membership.Ended))
                .filter(it -> it.agreement()
                        .member()
                        .equals(new MemberId(waiting.holder().value())));
        var agreed = cards.agreed(waiting.holder(), waiting.means());
        if (membership.isEmpty() || agreed.isEmpty()) return false;
        var id = membership.get().id();
        var before = memberships.payBy(id);
        boolean pointsFirst = before instanceof PayBy.Stored stored
                && StoredMeans.of(stored).filter(StoredMeans::pointsFirst).isPresent();
        var by = new StoredMeans(waiting.means(), pointsFirst).payBy();
        if (before.equals(by)) return true;
        if (!word(before).equals(words[1])) return false;
        memberships.payBy(id, by, membership.get().agreement().member().toString());
        return true;
    }
}
