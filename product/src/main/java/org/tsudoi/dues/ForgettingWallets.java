package org.tsudoi.dues;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// A wallet is kept for monthly fees until its holder leaves: one that paid a membership that is over, and pays none
/// any more, is forgotten. Cards stay, which pay other things, too.
@Component
class ForgettingWallets implements OutboxHandler {
    static final String TOPIC = "dues.over";

    private final Memberships memberships;
    private final SavedCards cards;

    ForgettingWallets(Memberships memberships, SavedCards cards) {
        this.memberships = memberships;
        this.cards = cards;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var over = memberships.get(
                MembershipId.parse(item.payload().get("membership").asString()).orElseThrow());
        var member = over.agreement().member();
        var running = memberships.of(member).stream()
                .filter(it -> !(it instanceof Membership.Ended))
                .toList();
        var paying = running.stream().flatMap(this::paidBy).collect(Collectors.toSet());
        var left = Stream.concat(paidBy(over), keptFor(item)).collect(Collectors.toSet());
        var holder = new CardHolder(member.value());
        cards.means(holder).stream()
                .filter(SavedWallet.class::isInstance)
                .filter(it -> running.isEmpty() || left.contains(it.id()))
                .map(SavedMeans::id)
                .filter(it -> !paying.contains(it))
                .forEach(it -> forget(holder, it, member));
        return Handled.done();
    }

    /// What was kept for it once it was over.
    private static Stream<SavedCardId> keptFor(OutboxItem item) {
        return item.payload().has("wallet")
                ? SavedCardId.parse(item.payload().get("wallet").asString()).stream()
                : Stream.empty();
    }

    /// Read again: something may have been set to be paid by it since.
    private void forget(CardHolder holder, SavedCardId wallet, MemberId member) {
        cards.forget(holder, wallet);
        memberships.of(member).stream()
                .filter(it -> !(it instanceof Membership.Ended))
                .filter(it -> paidBy(it).anyMatch(wallet::equals))
                .forEach(it -> memberships.payBy(it.id(), new PayBy.Invoice(), member.toString()));
    }

    private Stream<SavedCardId> paidBy(Membership membership) {
        return Optional.of(memberships.payBy(membership.id()))
                .filter(PayBy.Stored.class::isInstance)
                .map(PayBy.Stored.class::cast)
                .flatMap(StoredMeans::of)
                .map(StoredMeans::card)
                .stream();
    }
}
