package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.Post;
import org.tsudoi.memberships.PostFileId;
import org.tsudoi.memberships.PostId;
import org.tsudoi.memberships.Posts;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

@Component
class KeepingPosts implements Posts {
    private final PostTable table;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;

    KeepingPosts(PostTable table, TransactionTemplate transactions, Ids ids, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
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
    public Optional<Download> file(MonthlyPlanId plan, PostFileId file) {
        return table.file(plan, file);
    }

    @Override
    public boolean remove(MonthlyPlanId plan, PostId post) {
        return Boolean.TRUE.equals(transactions.execute(_ -> table.remove(plan, post, clock.instant())));
    }
}
