package org.tsudoi.bench.crash;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.GroupedLedger;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.Verification;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.database.Logins;

/// The process that is killed: the product's ledger on the product's embedded PostgreSQL. Reads wishes from its
/// standard input, a line each, and answers on its standard output once the ledger has answered. Ends when its
/// input does.
final class LedgerProcess {
    /// At the end of every line: what a kill has cut short is no answer.
    static final String WHOLE = " .";

    static final String READY = "ready ";
    static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofDays(1);
    private static final int SWEPT_AT_ONCE = 20;
    static final String KIND = "crash";
    static final String HOLD_KIND = "crash-hold";
    private static final Asset JPY = new Asset("JPY");
    private static final Duration CHECK_POINTS_EVERY = Duration.ofMillis(150);

    private final Ledger ledger;
    private final GroupedLedger grouped;
    private final TransactionTemplate transactions;
    private final PrintStream out;

    private LedgerProcess(ConfigurableApplicationContext context, PrintStream out) {
        ledger = context.getBean(Ledger.class);
        grouped = context.getBean(GroupedLedger.class);
        transactions = context.getBean(TransactionTemplate.class);
        this.out = out;
    }

    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"org.tsudoi.platform", "org.tsudoi.ledger"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class LedgerAlone {}

    /// @param words the data folder
    public static void main(String[] words) throws IOException {
        var answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var product = new SpringApplicationBuilder(LedgerAlone.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--tsudoi.data=" + words[0],
                        "--tsudoi.db.url=",
                        "--tsudoi.jobs=by-hand",
                        "--spring.main.log-startup-info=false",
                        "--logging.level.root=warn");
        try (product;
                var jobs = Executors.newSingleThreadScheduledExecutor()) {
            var process = new LedgerProcess(product, answers);
            process.openAccounts();
            var checkPoints = product.getBeansOfType(RecurringJob.class).values().stream()
                    .filter(job -> job.name().equals("ledger-check-points"))
                    .findFirst()
                    .orElseThrow();
            long every = CHECK_POINTS_EVERY.toMillis();
            jobs.scheduleWithFixedDelay(() -> tried(checkPoints), every, every, TimeUnit.MILLISECONDS);
            process.answerAll(product.getBean(Logins.class));
            jobs.shutdownNow();
        }
    }

    /// The database may be dead just now.
    private static void tried(RecurringJob job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            System.err.println("check points: " + e.getMessage());
        }
    }

    private void openAccounts() {
        transactions.executeWithoutResult(_ -> {
            ledger.open(CrashAccount.all().stream()
                    .map(each -> new Account(new AccountCode(each.code()), JPY, each.floor(), each.ceiling()))
                    .toList());
            for (var journal : CrashAccount.openings())
                ledger.post(journal(journal)).orThrow();
        });
    }

    private void answerAll(Logins logins) throws IOException {
        var owner = logins.owner();
        var app = logins.app();
        say(READY + String.join(" ", logins.url(), owner.user(), owner.password(), app.user(), app.password()));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", 3);
                boolean inGroups = words[1].equals(Victim.IN_GROUPS);
                var wish = Wish.parse(words[2]);
                callers.submit(() -> say(words[0] + " " + answer(wish, inGroups).line()));
            }
        }
    }

    private synchronized void say(String line) {
        out.println(line + WHOLE);
        out.flush();
    }

    private Answer answer(Wish wish, boolean inGroups) {
        try {
            return inGroups ? inGroups(wish) : alone(wish);
        } catch (RuntimeException e) {
            System.err.println(wish.words() + ": " + e);
            return Answer.NONE;
        }
    }

    private Answer alone(Wish wish) {
        return switch (wish) {
            case Wish.Post post -> of(in(() -> ledger.post(journal(post))));
            case Wish.Linked(var one, var other) ->
                of(in(() -> ledger.postLinked(List.of(journal(one), journal(other)))));
            case Wish.Place place -> of(in(() -> ledger.hold(hold(place))));
            case Wish.Settle(var journal, var hold, var part)
            when part.isEmpty() -> of(in(() -> ledger.settle(new HoldId(hold), new JournalId(journal), AT)));
            case Wish.Settle(var journal, var hold, var part) ->
                of(in(() -> ledger.settle(new HoldId(hold), new JournalId(journal), AT, legs(part))));
            case Wish.Release(var hold) -> of(in(() -> ledger.release(new HoldId(hold), "crash")));
            case Wish.Sweep _ -> sweep();
            case Wish.Verify _ -> of(ledger.verify());
        };
    }

    private Answer inGroups(Wish wish) {
        return switch (wish) {
            case Wish.Post post -> of(grouped.post(journal(post)));
            case Wish.Linked(var one, var other) -> of(grouped.postLinked(List.of(journal(one), journal(other))));
            case Wish.Place place -> of(grouped.hold(hold(place)));
            case Wish.Settle(var journal, var hold, var part)
            when part.isEmpty() -> of(grouped.settle(new HoldId(hold), new JournalId(journal), AT));
            case Wish.Settle(var journal, var hold, var part) ->
                of(grouped.settle(new HoldId(hold), new JournalId(journal), AT, legs(part)));
            case Wish.Release(var hold) -> of(grouped.release(new HoldId(hold), "crash"));
            case Wish.Sweep _ -> sweep();
            case Wish.Verify _ -> of(ledger.verify());
        };
    }

    private Answer sweep() {
        var swept = ledger.expireDue(AT.plus(SHORT), SWEPT_AT_ONCE);
        return new Answer(
                Answer.Kind.DONE,
                swept.stream().map(hold -> hold.value().toString()).collect(Collectors.joining(",")));
    }

    /// One hold in four may be swept while others want to end it.
    static boolean isShort(UUID hold) {
        return hold.getLeastSignificantBits() % 4 == 0;
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    private static Journal journal(Wish.Post post) {
        return new Journal(new JournalId(post.journal()), KIND, AT, legs(post.legs()), java.util.Map.of());
    }

    private static Hold hold(Wish.Place place) {
        return new Hold(
                new HoldId(place.hold()),
                AT.plus(isShort(place.hold()) ? SHORT : LONG),
                HOLD_KIND,
                legs(place.legs()),
                java.util.Map.of());
    }

    private static List<Leg> legs(List<Wish.Part> parts) {
        return parts.stream()
                .map(part -> new Leg(new AccountCode(part.account()), JPY, part.amount()))
                .toList();
    }

    // --- answers ----------------------------------------------------------------------------------------------------

    private static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted(var _, var sequence, var at) -> new Answer(Answer.Kind.DONE, place(sequence, at));
            case Outcome.AlreadyPosted(var _, var sequence, var at) ->
                new Answer(Answer.Kind.AGAIN, place(sequence, at));
            case Outcome.Refused(var _, var reason, var _) -> new Answer(Answer.Kind.REFUSED, reason.slug());
        };
    }

    private static Answer of(List<Outcome> linked) {
        var one = of(linked.getFirst());
        var other = of(linked.getLast());
        if (one.isOnTheBooks() != other.isOnTheBooks()) throw new IllegalStateException("half of it: " + linked);
        return new Answer(one.kind(), one.words() + "," + other.words());
    }

    private static Answer of(HoldOutcome outcome) {
        return switch (outcome) {
            case HoldOutcome.Held(var _, var _, var at) -> new Answer(Answer.Kind.DONE, micros(at));
            case HoldOutcome.AlreadyHeld(var _, var _, var at) -> new Answer(Answer.Kind.AGAIN, micros(at));
            case HoldOutcome.Refused(var _, var reason, var _) -> new Answer(Answer.Kind.REFUSED, reason.slug());
        };
    }

    private static Answer of(ReleaseOutcome outcome) {
        return switch (outcome) {
            case ReleaseOutcome.Released _ -> new Answer(Answer.Kind.DONE, "");
            case ReleaseOutcome.AlreadyReleased _ -> new Answer(Answer.Kind.AGAIN, "");
            case ReleaseOutcome.Refused(var _, var reason) -> new Answer(Answer.Kind.REFUSED, reason.slug());
        };
    }

    private static Answer of(Verification verification) {
        return switch (verification) {
            case Verification.Sound _ -> new Answer(Answer.Kind.DONE, "sound");
            case Verification.Broken broken -> new Answer(Answer.Kind.REFUSED, broken.toString());
        };
    }

    static String place(long sequence, Instant at) {
        return sequence + "@" + micros(at);
    }

    static String micros(Instant at) {
        return Long.toString(java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    static UUID openingId(String account) {
        return JournalId.derive("crash-opening", account).value();
    }
}
