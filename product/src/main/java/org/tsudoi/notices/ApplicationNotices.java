package org.tsudoi.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationId;
import org.tsudoi.applications.ApplicationNews;
import org.tsudoi.applications.Applications;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.texts.Language;

/// Tells whoever asked for a place how it stands. Noted down in the transaction of the change; what has become of it
/// since is not told any more.
@Component
class ApplicationNotices implements OutboxHandler {
    private static final String TOPIC = "notices.application";

    /// Whoever has an hour needs no second letter in it.
    private static final Duration REMINDED_MIN = Duration.ofHours(2);

    private static final Duration REMINDED_BEFORE_MAX = Duration.ofHours(3);
    private static final int PART_LEFT = 4;

    private final Applications applications;
    private final Orders orders;
    private final ApplicationLetters letters;
    private final Posting posting;

    ApplicationNotices(Applications applications, Orders orders, ApplicationLetters letters, Posting posting) {
        this.applications = applications;
        this.orders = orders;
        this.letters = letters;
        this.posting = posting;
    }

    enum What {
        TO_PROVE,
        ON_LIST,
        ASKED,
        OFFERED,
        ENDS_SOON,
        LAPSED,
        REFUSED,
        CLOSED
    }

    @Component
    static class Hearing {
        private final Outbox outbox;
        private final Applications applications;
        private final Clock clock;

        Hearing(Outbox outbox, Applications applications, Clock clock) {
            this.outbox = outbox;
            this.applications = applications;
            this.clock = clock;
        }

        @EventListener
        void on(ApplicationNews news) {
            var items = new ArrayList<Outbox.Item>();
            var now = clock.instant();
            items.add(item(What.valueOf(news.what().name()), news.application(), now));
            if (news.what() == ApplicationNews.What.OFFERED
                    && applications.find(news.application()).orElse(null) instanceof Application.Offered offered) {
                var left = Duration.between(now, offered.until());
                if (left.compareTo(REMINDED_MIN) >= 0) {
                    items.add(item(
                            What.ENDS_SOON, news.application(), offered.until().minus(before(left))));
                }
            }
            outbox.put(TOPIC, items);
        }

        private static Duration before(Duration left) {
            var part = left.dividedBy(PART_LEFT);
            return part.compareTo(REMINDED_BEFORE_MAX) < 0 ? part : REMINDED_BEFORE_MAX;
        }

        /// Each once: whoever left and came back knows.
        private static Outbox.Item item(What what, ApplicationId application, Instant due) {
            return new Outbox.Item(
                    what + ":" + application, Map.of("what", what.name(), "application", application.toString()), due);
        }
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var what = What.valueOf(item.payload().get("what").asString());
        var found = ApplicationId.parse(item.payload().get("application").asString())
                .flatMap(applications::find)
                .filter(one -> stillIs(what, one));
        if (found.isEmpty()) return Handled.done();
        var person = found.get().wish().person();
        return posting.post(
                item.id().toString(),
                person.email(),
                Language.of(person.locale()),
                letters.write(what, found.get()),
                null,
                List.of());
    }

    private boolean stillIs(What what, Application application) {
        return switch (application) {
            case Application.Unproven _ -> what == What.TO_PROVE;
            case Application.Waiting _ -> what == What.ON_LIST;
            case Application.Asked _ -> what == What.ASKED;
            case Application.Offered it ->
                what == What.OFFERED || what == What.ENDS_SOON && isUndecided(orders.get(it.order()));
            case Application.Lapsed _ -> what == What.LAPSED;
            case Application.Refused _ -> what == What.REFUSED;
            case Application.Closed _ -> what == What.CLOSED;
            case Application.Accepted _, Application.Left _ -> false;
        };
    }

    /// Whoever has begun to pay knows until when.
    private static boolean isUndecided(Order order) {
        return order instanceof Order.Held || order instanceof Order.Unconfirmed;
    }
}
