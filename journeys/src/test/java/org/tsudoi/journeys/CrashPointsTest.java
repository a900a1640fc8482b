package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsudoi.journeys.CrashPoint.Doing;

/// The product is killed exactly at each point of buying and cancelling where something is written, committed or
/// asked of a provider; the buyer goes on when it is there again, and everything comes to its end once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashPointsTest {
    private static final long PRICE = 2000;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    private final World world = World.start("crash-points");
    private final Organiser.Offer offer = Organiser.signUp(world).offer("Crash", PRICE, 100, Duration.ofDays(2));

    @AfterAll
    void end() {
        world.close();
    }

    /// How often what happened by now, everywhere it is counted.
    ///
    /// @param pages to pay at, that the provider made
    /// @param charges by the provider's own till, as the next three
    private record Count(
            long orders,
            long paid,
            long cancelled,
            long tickets,
            long seats,
            long pages,
            long charges,
            long taken,
            long refunds,
            long givenBack) {
        Count since(Count before) {
            return new Count(
                    orders - before.orders,
                    paid - before.paid,
                    cancelled - before.cancelled,
                    tickets - before.tickets,
                    seats - before.seats,
                    pages - before.pages,
                    charges - before.charges,
                    taken - before.taken,
                    refunds - before.refunds,
                    givenBack - before.givenBack);
        }
    }

    private static final Count BOUGHT = new Count(1, 1, 0, 1, 1, 1, 1, PRICE, 0, 0);
    private static final Count CANCELLED = new Count(1, 0, 1, 1, 0, 1, 1, PRICE, 1, PRICE);

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Order(1)
    void killedAtThisPointItLosesNothingAndTakesNothingTwice(CrashPoint point) throws Exception {
        var before = count();
        var mail = point.name().toLowerCase(Locale.ROOT).replace('_', '-') + "@example.com";
        var purchase = new Purchase(world, offer.slug(), mail);
        comeSoFar(purchase, point);
        kill(point, purchase);
        world.startProductAgain();
        goOn(purchase, point.doing);
        settle(point);
        boolean cancels = point.doing == Doing.CANCELLING;
        assertThat(count().since(before)).as("%s", point).isEqualTo(cancels ? CANCELLED : BOUGHT);
        assertThat(letters(mail, "Your ticket"))
                .as("%s", point)
                .isGreaterThanOrEqualTo(point == CrashPoint.TICKETS_MAIL_ACCEPTED_AND_NOT_NOTED ? 2 : 1);
        if (cancels) {
            assertThat(letters(mail, "Cancelled"))
                    .as("%s", point)
                    .isGreaterThanOrEqualTo(point == CrashPoint.CANCELLED_MAIL_ACCEPTED_AND_NOT_NOTED ? 2 : 1);
        }
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).as("%s", point).isEmpty();
        }
    }

    private void comeSoFar(Purchase purchase, CrashPoint point) throws IOException {
        var doing = point.doing;
        if (doing.compareTo(Doing.PLACING) > 0) assertThat(purchase.hold(1)).isTrue();
        if (doing.compareTo(Doing.GOING_TO_PAY) > 0)
            assertThat(purchase.goToPay()).isTrue();
        if (doing == Doing.CANCELLING) {
            assertThat(purchase.pay()).isEqualTo("paid");
            purchase.comeBack();
            settle(point);
        }
    }

    private void kill(CrashPoint point, Purchase purchase) throws Exception {
        var halt = Halt.at(world, point.trap);
        try (var buyer = Executors.newSingleThreadExecutor()) {
            var doing = buyer.submit(() -> {
                act(purchase, point.doing);
                return purchase;
            });
            Await.until("the product to come to " + point, Halt.REACHED_WITHIN, halt::isReached);
            world.killProduct();
            halt.lift();
            unanswered(doing);
        }
    }

    private static void act(Purchase purchase, Doing doing) throws IOException {
        switch (doing) {
            case PLACING -> purchase.hold(1);
            case GOING_TO_PAY -> purchase.goToPay();
            case PAYING -> {
                purchase.pay();
                purchase.comeBack();
            }
            case PAYING_AND_GOING_AWAY -> purchase.pay();
            case CANCELLING -> purchase.cancel();
        }
    }

    /// The buyer may have been answered before, when it is a job that was hit.
    private static void unanswered(Future<Purchase> doing) throws InterruptedException {
        try {
            doing.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
    }

    /// What people do when a page did not answer: send the form again, pay at the page that they have or come to,
    /// cancel again. Whoever went away does nothing at all.
    private void goOn(Purchase purchase, Doing doing) throws IOException {
        if (doing == Doing.PAYING_AND_GOING_AWAY) return;
        if (purchase.order().isEmpty()) assertThat(purchase.sendForm()).isTrue();
        if (!purchase.isPaid()) {
            Await.until("a page to pay at", SETTLED_WITHIN, () -> isAtThePage(purchase));
            assertThat(purchase.pay()).isEqualTo("paid");
        }
        purchase.comeBack();
        if (doing == Doing.CANCELLING) purchase.cancel();
    }

    private static boolean isAtThePage(Purchase purchase) {
        try {
            return purchase.goToPay();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Until nothing is open: no order, no payment, no refund, nothing that should have been done by now.
    private void settle(CrashPoint point) {
        var open = new AtomicReference<>(List.<List<String>>of());
        try (var books = world.books()) {
            Await.until(
                    "everything to be final; " + point,
                    SETTLED_WITHIN,
                    () -> {
                        open.set(books.rows("""
                                select 'order', state, id::text from orders where state in ('held', 'paying')
                                union all
                                select 'payment', state, id::text from payment
                                where state not in ('captured', 'failed', 'withdrawn')
                                union all
                                select 'refund', state, id::text from refund where state <> 'succeeded'
                                union all
                                select topic || ' ' || key, state, last_error from outbox
                                where state in ('working', 'stuck') or (state = 'waiting' and due_at <= now())"""));
                        return open.get().isEmpty();
                    },
                    () -> "\n" + open.get() + "\n" + world.town().tally());
        }
    }

    private Count count() {
        var till = world.town().tally().values();
        try (var books = world.books()) {
            return new Count(
                    books.number("select count(*) from orders"),
                    books.number("select count(*) from orders where state = 'paid'"),
                    books.number("select count(*) from orders where state = 'cancelled'"),
                    books.number("select count(*) from ticket"),
                    books.takenSeats(offer.id()),
                    world.town().paymentPages(),
                    till.stream().mapToLong(Town.Tally::charges).sum(),
                    till.stream().mapToLong(Town.Tally::captured).sum(),
                    till.stream().mapToLong(Town.Tally::refunds).sum(),
                    till.stream().mapToLong(Town.Tally::refunded).sum());
        }
    }

    private int letters(String to, String subject) {
        return world.town().letters(to, subject).size();
    }

    @Test
    @Order(2)
    void theProductItselfFindsItsBooksSound() {
        assertThat(world.command("verify")).contains("The books are sound").contains("JPY adds up to 0");
    }
}
