package town.komoju;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// What happens to sessions.
@Component
class KomojuSessions {
    private static final Duration LIFE = Duration.ofDays(1);

    private final KomojuBooks books;
    private final KomojuIds ids;
    private final TownClock clock;
    private final KomojuPayments payments;

    KomojuSessions(KomojuBooks books, KomojuIds ids, TownClock clock, KomojuPayments payments) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.payments = payments;
    }

    Session open(Given given) {
        long amount = Asking.amount(given);
        Asking.mustBeYen(given);
        if (!given.text("mode").orElse("payment").equals("payment")) {
            throw KomojuError.invalid("mode");
        }
        var types = given.texts("payment_types");
        if (!types.isEmpty() && !types.contains("konbini")) {
            throw KomojuError.invalid("payment_types");
        }
        var wanted = new Session.Wanted(
                amount,
                given.needed("return_url"),
                given.text("default_locale").orElse("ja"),
                types.isEmpty() ? List.of("konbini") : types,
                given.text("email").orElse(null),
                given.text("payment_data.external_order_num")
                        .or(() -> given.text("external_order_num"))
                        .orElse(null),
                given.map("metadata").orElse(Map.of()));
        var now = clock.instant();
        var life = given.integer("expires_in_seconds").map(Duration::ofSeconds).orElse(LIFE);
        var session = new Session(ids.id(), now, Session.Status.PENDING, wanted, now.plus(life), null, null);
        books.sessions.put(session.id(), session);
        return session;
    }

    /// As it is now: the clock may have ended it.
    Session find(String id) {
        return books.locked(() -> {
            var session = books.session(id);
            if (session.status() == Session.Status.PENDING && !session.expires().isAfter(clock.instant())) {
                session = session.in(Session.Status.EXPIRED, null, session.expires());
                books.sessions.put(id, session);
            }
            return session;
        });
    }

    Session cancel(String id) {
        return books.locked(() -> {
            var session = pending(id).in(Session.Status.CANCELLED, null, clock.instant());
            books.sessions.put(id, session);
            return session;
        });
    }

    Session pay(String id, Given given) {
        return books.locked(() -> {
            var session = pending(id);
            var payment = payments.issue(Asking.ofSession(given, session), Asking.days(given));
            var completed = session.in(Session.Status.COMPLETED, payment.id(), clock.instant());
            books.sessions.put(id, completed);
            return completed;
        });
    }

    private Session pending(String id) {
        var session = find(id);
        if (session.status() != Session.Status.PENDING) {
            throw KomojuError.refused("The session is " + session.status().word());
        }
        return session;
    }
}
