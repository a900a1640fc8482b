package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostFileId;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.PostNews;
import org.tsudoi.memberships.Posts;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

@Component
class KeepingPosts implements Posts {
    private final PostTable table;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher news;

    KeepingPosts(
            PostTable table, TransactionTemplate transactions, Ids ids, Clock clock, ApplicationEventPublisher news) {
        this.table = table;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public Post post(Wish wish) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (table.insert(wish, clock.instant())) {
                for (int i = 0; i < wish.files().size(); i++) {
                    table.insert(
                            new PostFileId(ids.next()),
                            wish.id(),
                            i,
                            wish.files().get(i));
                }
                news.publishEvent(new PostNews(wish.id(), wish.plan()));
            }
            return table.find(wish.id())
                    .filter(it -> it.plan().equals(wish.plan()))
                    .orElseThrow(Problem::notFound);
        }));
    }

    @Override
    public List<Post> of(MonthlyPlanId plan, int max) {
        return table.of(plan, max);
    }

    @Override
    public Optional<Post> find(MonthlyPlanId plan, PostId post) {
        return table.shown(plan, post);
    }

    @Override
    public boolean word(MonthlyPlanId plan, PostId post, String title, String body, MemberId by) {
        return Boolean.TRUE.equals(transactions.execute(_ -> table.word(plan, post, title, body, by, clock.instant())));
    }

    @Override
    public Optional<Download> file(MonthlyPlanId plan, PostFileId file) {
        return table.file(plan, file);
    }

    @Override
    public boolean remove(MonthlyPlanId plan, PostId post) {
        return Boolean.TRUE.equals(transactions.execute(_ -> table.remove(plan, post, clock.instant())));
    }
}
