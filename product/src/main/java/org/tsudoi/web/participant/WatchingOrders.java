package org.tsudoi.web.participant;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.platform.Crowd;

/// Whoever looks at an order's page is told at once what happens to it: the page's question is answered
/// when there is news, or after a while. What another node did is found by the next question. A question
/// that waits is a parked thread of no weight and holds nothing of the database.
@Component
class WatchingOrders {
    /// Shorter than the page's pause between two questions, so that waiting makes no question more.
    private static final Duration WAITS_MAX = Duration.ofMillis(1200);

    /// Each keeps what the server needs for a request; those beyond are answered at once and ask again as
    /// often.
    private static final int WATCHERS_MAX = 1_000;

    private final OrderViews views;
    private final Crowd crowd;
    private final Map<OrderId, Watch> watches = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(WATCHERS_MAX);

    WatchingOrders(OrderViews views, Crowd crowd) {
        this.views = views;
        this.crowd = crowd;
    }

    /// What several pages wait for together.
    private record Watch(CountDownLatch news, int watchers) {
        Watch with(int more) {
            return new Watch(news, watchers + more);
        }
    }

    /// The order's word, once it is another than the one that is known, or after a while.
    String word(String link, String known) {
        if (known.isEmpty() || !places.tryAcquire()) return views.word(link);
        try {
            return watch(views.idByLink(link), link, known);
        } finally {
            places.release();
        }
    }

    private String watch(OrderId order, String link, String known) {
        // Before the word is read: what happens in between is heard.
        var news = watches.merge(order, new Watch(new CountDownLatch(1), 1), (before, _) -> before.with(1))
                .news();
        try {
            var word = views.word(link);
            return word.equals(known) && comes(news) ? views.word(link) : word;
        } finally {
            watches.computeIfPresent(
                    order, (_, watch) -> watch.news != news ? watch : watch.watchers == 1 ? null : watch.with(-1));
        }
    }

    /// Whoever looks on is not one who waits for their page.
    private boolean comes(CountDownLatch news) {
        crowd.leave();
        try {
            return news.await(WAITS_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            crowd.enter();
        }
    }

    int watchers() {
        return WATCHERS_MAX - places.availablePermits();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(OrderNews news) {
        orders(news).forEach(order -> {
            var watch = watches.remove(order);
            if (watch != null) watch.news.countDown();
        });
    }

    private static Stream<OrderId> orders(OrderNews news) {
        return switch (news) {
            case OrderNews.OrdersPaid it -> it.orders().stream();
            case OrderNews.OrderToConfirm it -> Stream.of(it.order());
            case OrderNews.OrderToBePaid it -> Stream.of(it.order());
            case OrderNews.OrderLapsed it -> Stream.of(it.order());
            case OrderNews.OrderUnseated it -> Stream.of(it.order());
            case OrderNews.TicketsCancelled it -> Stream.of(it.order());
            case OrderNews.OrderRefunded it -> Stream.of(it.order());
            case OrderNews.PeriodsPaid it -> it.orders().stream();
            case OrderNews.PeriodGivenBack it -> Stream.of(it.order());
            case OrderNews.HouseOrdersPaid it -> it.orders().stream();
            case OrderNews.HouseOrderGivenBack it -> Stream.of(it.order());
            case OrderNews.HouseOrderLost it -> Stream.of(it.order());
        };
    }
}
