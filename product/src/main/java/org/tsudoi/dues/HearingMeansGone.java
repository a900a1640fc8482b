package org.tsudoi.dues;

import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipNotices;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// What a member ended at the provider pays nothing any more: their fees are paid by hand from then on, of which they
/// are told.
@Component
class HearingMeansGone implements OutboxHandler {
    private static final String TOPIC = "dues.means-gone";

    /// Who is noted where no person did it here.
    private static final String PROVIDER = "provider";

    private final Memberships memberships;
    private final ObjectProvider<MembershipNotices> notices;
    private final Outbox outbox;
    private final TransactionTemplate transactions;

    HearingMeansGone(
            Memberships memberships,
            ObjectProvider<MembershipNotices> notices,
            Outbox outbox,
            TransactionTemplate transactions) {
        this.memberships = memberships;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    @EventListener
    void on(PaymentNews.MeansGone news) {
        var means = news.means().toString();
        outbox.put(
                TOPIC,
                means,
                Map.of("means", means, "holder", news.holder().value().toString()));
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var means = SavedCardId.parse(item.payload().get("means").asString()).orElseThrow();
        var member = new MemberId(UUID.fromString(item.payload().get("holder").asString()));
        for (var membership : memberships.of(member)) {
            boolean isPaidByIt = !(membership instanceof Membership.Ended)
                    && memberships.payBy(membership.id()) instanceof PayBy.Stored stored
                    && StoredMeans.of(stored)
                            .filter(it -> it.card().equals(means))
                            .isPresent();
            if (isPaidByIt) byHand(membership, means);
        }
        return Handled.done();
    }

    /// Told before it is changed: whoever does this again finds it unchanged, or done.
    private void byHand(Membership membership, SavedCardId means) {
        var agreement = membership.agreement();
        var notice = new MembershipNotices.Notice(
                "means-gone:" + membership.id() + ":" + means,
                MembershipNotices.What.MEANS_GONE,
                membership.id(),
                agreement.member(),
                agreement.plan(),
                null,
                null,
                null);
        transactions.executeWithoutResult(_ -> notices.ifAvailable(it -> it.tell(notice)));
        memberships.payBy(membership.id(), new PayBy.Invoice(), PROVIDER);
    }
}
