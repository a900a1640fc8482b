package org.tsudoi.notices;

import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.PostNews;
import org.tsudoi.memberships.Posts;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Finds out who is to read of a post: those who may come in, but for its author. A mail each, named by both.
@Component
class SalonPostNotices implements OutboxHandler {
    private static final String TOPIC = "notices.salon-post";
    private static final int AT_ONCE = 500;

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Posts posts;
    private final Outbox outbox;
    private final TransactionTemplate transactions;

    SalonPostNotices(
            MonthlyPlans plans, Memberships memberships, Posts posts, Outbox outbox, TransactionTemplate transactions) {
        this.plans = plans;
        this.memberships = memberships;
        this.posts = posts;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /// Apart from whoever looks for readers: it stands in the transaction that posts.
    @Component
    static class Hearing {
        private final Outbox outbox;

        Hearing(Outbox outbox) {
            this.outbox = outbox;
        }

        @EventListener
        void on(PostNews news) {
            outbox.put(
                    TOPIC,
                    news.post().toString(),
                    Map.of("post", news.post().toString(), "plan", news.plan().toString()));
        }
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var plan = MonthlyPlanId.parse(item.payload().get("plan").asString()).flatMap(plans::find);
        var post = PostId.parse(item.payload().get("post").asString())
                .flatMap(id -> plan.flatMap(it -> posts.find(it.id(), id)));
        if (plan.isEmpty() || post.isEmpty()) return Handled.done();
        var readers = memberships
                .openToday(plan.get().id(), 0, Math.max(1, plan.get().running()))
                .stream()
                .filter(it -> !it.agreement().member().equals(post.get().by()))
                .map(it -> reader(it, post.get().id()))
                .toList();
        for (int from = 0; from < readers.size(); from += AT_ONCE) {
            var some = readers.subList(from, Math.min(readers.size(), from + AT_ONCE));
            transactions.executeWithoutResult(_ -> outbox.put(SalonPostLetters.TOPIC, List.copyOf(some)));
        }
        return Handled.done();
    }

    private Outbox.Item reader(Membership membership, PostId post) {
        return outbox.dueNow(
                post + "/" + membership.agreement().member(),
                Map.of(
                        "post", post.toString(),
                        "plan", membership.agreement().plan().toString(),
                        "member", membership.agreement().member().toString()));
    }
}
