package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsudoi.journeys.CrashPoint.Doing;
import org.tsudoi.journeys.CrashPoint.Trap;

/// The product is killed exactly at each point of buying and cancelling where something is written, committed
/// or asked of a provider; the buyer goes on when it is there again, and everything comes to its end once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashPointsTest {
    private static final long PRICE = 2000;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);
    /// As many as the product works on at a time, and more.
    private static final int COPIES_BEFORE = 16;

    private static final int COPIES_AFTER = 64;

    private final World world = World.start("crash-points");
    /// One for each lane, so that no buyer waits for the seats of another.
    private final List<Organiser.Offer> offers = offers(Organiser.signUp(world));

    private static List<Organiser.Offer> offers(Organiser organiser) {
        return IntStream.range(0, 3)
                .mapToObj(lane -> organiser.offer("Crash " + lane, PRICE, 100, Duration.ofDays(2)))
                .toList();
    }

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

        Count plus(Count other) {
            return since(NOTHING.since(other));
        }
    }

    private static final Count NOTHING = new Count(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final Count BOUGHT = new Count(1, 1, 0, 1, 1, 1, 1, PRICE, 0, 0);
    private static final Count CANCELLED = new Count(1, 0, 1, 1, 0, 1, 1, PRICE, 1, PRICE);

    private static Count countOf(Doing doing) {
        return doing == Doing.CANCELLING ? CANCELLED : BOUGHT;
    }

    /// Points that are reached at the same time, by buyers who are not in each other's way: one killed product
    /// serves them all.
    private static List<List<CrashPoint>> rounds() {
        var lanes = Arrays.stream(CrashPoint.values())
                .collect(Collectors.groupingBy(point -> lane(point.doing), TreeMap::new, Collectors.toList()))
                .values();
        int longest = lanes.stream().mapToInt(List::size).max().orElseThrow();
        return IntStream.range(0, longest)
                .mapToObj(round -> lanes.stream()
                        .filter(lane -> round < lane.size())
                        .map(lane -> lane.get(round))
                        .toList())
                .toList();
    }

    /// Who cancels comes first: before, everything has to be final.
    private static int lane(Doing doing) {
        return switch (doing) {
            case CANCELLING -> 0;
            case PAYING, PAYING_AND_GOING_AWAY -> 1;
            case PLACING, GOING_TO_PAY -> 2;
        };
    }

    private record Buyer(CrashPoint point, Purchase purchase) {}

    private Buyer buyer(CrashPoint point, String beginning) throws IOException {
        var mail = beginning + point.name().toLowerCase(Locale.ROOT).replace('_', '-') + "@example.com";
        var buyer = new Buyer(
                point, new Purchase(world, offers.get(lane(point.doing)).slug(), mail));
        comeSoFar(buyer.purchase, point.doing, List.of(point));
        return buyer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    @Order(1)
    void killedAtThesePointsItLosesNothingAndTakesNothingTwice(List<CrashPoint> points) throws Exception {
        var before = count();
        var buyers = new ArrayList<Buyer>();
        for (var point : points) buyers.add(buyer(point, ""));
        kill(buyers);
        world.startProductAgain();
        for (var buyer : buyers) goOn(buyer.purchase, buyer.point.doing);
        settle(points);
        var expected = points.stream().map(point -> countOf(point.doing)).reduce(NOTHING, Count::plus);
        assertThat(count().since(before)).as("%s", points).isEqualTo(expected);
        for (var buyer : buyers) heard(buyer);
        try (var books = world.books()) {
            assertThat(books.wrongInTheLedger()).as("%s", points).isEmpty();
        }
    }

    private void heard(Buyer buyer) {
        var point = buyer.point;
        assertThat(letters(buyer.purchase.email(), "Your ticket"))
                .as("%s", point)
                .isGreaterThanOrEqualTo(point == CrashPoint.TICKETS_MAIL_ACCEPTED_AND_NOT_NOTED ? 2 : 1);
        if (point.doing == Doing.CANCELLING) {
            assertThat(letters(buyer.purchase.email(), "Cancelled"))
                    .as("%s", point)
                    .isGreaterThanOrEqualTo(point == CrashPoint.CANCELLED_MAIL_ACCEPTED_AND_NOT_NOTED ? 2 : 1);
        }
    }

    private void comeSoFar(Purchase purchase, Doing doing, List<CrashPoint> points) throws IOException {
        if (doing.compareTo(Doing.PLACING) > 0) assertThat(purchase.hold(1)).isTrue();
        if (doing.compareTo(Doing.GOING_TO_PAY) > 0)
            assertThat(purchase.goToPay()).isTrue();
        if (doing == Doing.CANCELLING) {
            assertThat(purchase.pay()).isEqualTo("paid");
            purchase.comeBack();
            settle(points);
        }
    }

    /// A provider is late for a short time only: whoever stops in a call of it comes last.
    private void kill(List<Buyer> buyers) throws Exception {
        var halts = new LinkedHashMap<Buyer, Halt>();
        for (var buyer : buyers) halts.put(buyer, Halt.at(world, buyer.point.trap));
        try (var threads = Executors.newCachedThreadPool()) {
            var doing = new ArrayList<Future<Purchase>>();
            for (boolean atTheProvider : new boolean[] {false, true}) {
                var next = buyers.stream()
                        .filter(buyer -> buyer.point.trap instanceof Trap.Calling == atTheProvider)
                        .toList();
                for (var buyer : next) {
                    doing.add(threads.submit(() -> {
                        act(buyer.purchase, buyer.point.doing);
                        return buyer.purchase;
                    }));
                }
                for (var buyer : next) awaitReached(buyer.point, Objects.requireNonNull(halts.get(buyer)));
            }
            world.killProduct();
            Halt.lift(halts.values());
            for (var one : doing) unanswered(one);
        }
    }

    private static void awaitReached(CrashPoint point, Halt halt) {
        Await.until("the product to come to " + point, Halt.REACHED_WITHIN, halt::isReached);
    }

    /// Each is where a provider or the database has done it and nobody was told.
    @ParameterizedTest
    @EnumSource(
            names = {
                "PLACING_COMMITTED_AND_NOT_ANSWERED",
                "SESSION_MADE_AND_ANSWER_UNREAD",
                "PAID_COMMITTED_AND_NOT_ANSWERED",
                "CANCELLING_COMMITTED_AND_NOT_ANSWERED"
            })
    @Order(2)
    void identicalCallsBeforeAndAfterTheKillHaveOneEffectAndOneAnswer(CrashPoint point) throws Exception {
        var before = count();
        var buyer = buyer(point, "same-");
        var same = buyer.purchase.theSame(point.doing);
        var halt = Halt.at(world, point.trap);
        try (var threads = Executors.newCachedThreadPool()) {
            var calls = new ArrayList<Future<String>>();
            for (int i = 0; i < COPIES_BEFORE; i++) calls.add(threads.submit(same));
            awaitReached(point, halt);
            world.killProduct();
            Halt.lift(List.of(halt));
            for (var call : calls) unanswered(call);
            world.startProductAgain();
            if (point.doing == Doing.GOING_TO_PAY) {
                Await.until("a page to pay at", SETTLED_WITHIN, () -> isAtThePage(buyer.purchase));
            }
            var answers = new HashSet<String>();
            for (var call : threads.invokeAll(Collections.nCopies(COPIES_AFTER, same))) answers.add(call.get());
            assertThat(answers).as("%s", point).hasSize(1);
        }
        goOn(buyer.purchase, point.doing);
        settle(List.of(point));
        assertThat(count().since(before)).as("%s", point).isEqualTo(countOf(point.doing));
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
    private static void unanswered(Future<?> doing) throws InterruptedException {
        try {
            doing.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
    }

    /// What people do when a page did not answer: send the form again, pay at the page that they have or come
    /// to, cancel again. Whoever went away does nothing at all.
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
    private void settle(List<CrashPoint> points) {
        var open = new AtomicReference<>(List.<List<String>>of());
        try (var books = world.books()) {
            Await.until(
                    "everything to be final; " + points,
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
                    offers.stream()
                            .mapToLong(offer -> books.takenSeats(offer.id()))
                            .sum(),
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
    @Order(3)
    void theProductItselfFindsItsBooksSound() {
        assertThat(world.command("verify")).contains("The books are sound").contains("JPY adds up to 0");
    }
}
