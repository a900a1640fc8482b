package org.tsudoi.payouts.internal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.NameForm;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;

/// For which payouts a notice of the bank stands. Nothing is guessed: where two answers are possible, there is none,
/// and
/// a person decides. Knows no database.
final class MatchingNotices {
    /// A bank books a transfer on its day, or on the next one on which it works; holidays may lie between.
    private static final int BOOKED_WITHIN_DAYS = 10;

    /// What cannot arrive comes back after days, seldom after weeks.
    private static final int BACK_WITHIN_DAYS = 60;

    private static final String IN_FRONT = "TSUDOI-";
    private static final Pattern OUR_NUMBER = Pattern.compile(IN_FRONT + "\\d{1,10}(?!\\d)|(?<!\\d)\\d{10}(?!\\d)");
    private static final Pattern CAME_BACK = Pattern.compile("(フリコミ|振込)?(クミモドシ|クミモトシ|組戻し?)(キン|金)?");

    private static final Pattern ANY_NUMBER = Pattern.compile("\\d");

    private static final Pattern BULK = Pattern.compile("ソウゴウフリコミ|総合振込|ソウゴウ|一括");

    /// @param on     the day that the bank was told
    /// @param holder  of the account that it went to
    /// @param isHeard whether a notice stands for it having left, `isHeardBack` for it having come back
    record Known(Payout payout, LocalDate on, String holder, boolean isHeard, boolean isHeardBack) {
        private Money amount() {
            return payout.terms().amount();
        }

        private boolean wasNeverSent() {
            return payout instanceof Payout.Returned it && it.reason() == Payout.ReturnReason.REFUSED;
        }

        /// Also one of which people noted more before.
        private boolean mayHaveLeftBy(boolean aSum) {
            return payout instanceof Payout.Sent
                    || (!isHeard && payout instanceof Payout.Returned)
                    || (!isHeard && aSum && payout instanceof Payout.Paid);
        }

        /// Two people say so, and the bank has not shown it yet.
        private boolean isSaidToBeBack() {
            return payout instanceof Payout.Returned && !isHeardBack;
        }
    }

    sealed interface Match {
        record Out(List<PayoutId> payouts) implements Match {}

        /// Also of one of which a person noted that before.
        record Back(PayoutId payout) implements Match {}

        /// It is none of ours, or nobody can tell.
        record None() implements Match {}
    }

    private static final Match NONE = new Match.None();

    private final List<Known> known;

    /// @param known all that were sent in the time in question, whatever became of them
    MatchingNotices(List<Known> known) {
        this.known = List.copyOf(known);
    }

    /// Whether it is worth looking at what was sent: most of a statement is money that came.
    ///
    /// @param saidToBeBack what two people say came back, and the bank has not shown yet
    static boolean mayConcern(BankNotice notice, Set<Money> saidToBeBack) {
        if (notice.standing() != BankNotice.Standing.BOOKED) return false;
        return switch (notice.movement()) {
            case WITHDRAWAL, WITHDRAWAL_TAKEN_BACK -> true;
            case DEPOSIT -> saysThatItCameBack(notice) || saidToBeBack.contains(notice.amount());
            case DEPOSIT_TAKEN_BACK -> false;
        };
    }

    Match match(BankNotice notice) {
        if (notice.standing() != BankNotice.Standing.BOOKED) return NONE;
        return switch (notice.movement()) {
            case WITHDRAWAL -> wentOut(notice);
            case WITHDRAWAL_TAKEN_BACK -> cameBack(notice);
            case DEPOSIT -> saysThatItCameBack(notice) ? cameBack(notice) : asPeopleSaid(Came.of(notice));
            case DEPOSIT_TAKEN_BACK -> NONE;
        };
    }

    /// A deposit, with all that is written of it.
    record Came(Money amount, LocalDate booked, String written) {
        static Came of(BankNotice notice) {
            var written = notice.counterparty().name() + " " + String.join(" ", notice.references());
            return new Came(notice.amount(), notice.booked(), written + " " + notice.remark());
        }
    }

    /// Where two people have said that a payout came back, the payer's words are believed, too: by them nothing is owed
    /// that is not owed already. Never the amount alone, nor a name beside another number: a buyer's may be in it.
    Match asPeopleSaid(Came came) {
        var waiting = known.stream()
                .filter(Known::isSaidToBeBack)
                .filter(one -> one.amount().equals(came.amount))
                .filter(one -> !came.booked.isBefore(one.on))
                .filter(one -> !came.booked.isAfter(one.on.plusDays(BACK_WITHIN_DAYS)))
                .toList();
        var written = plain(came.written);
        var numbered = numbered(waiting, numbers(written));
        if (!numbered.isEmpty()) return onlyOne(numbered);
        var named = waiting.stream().filter(one -> isNamed(one, written)).toList();
        if (CAME_BACK.matcher(written).find()) return onlyOne(named.isEmpty() ? waiting : named);
        return ANY_NUMBER.matcher(written).find() ? NONE : onlyOne(named);
    }

    private static Match onlyOne(List<Known> found) {
        return found.size() == 1 ? new Match.Back(found.getFirst().payout.id()) : NONE;
    }

    private static boolean isNamed(Known one, String written) {
        var name = NameForm.of(CAME_BACK.matcher(written).replaceAll(" "));
        return !name.isEmpty() && name.equals(NameForm.of(one.holder));
    }

    private Match wentOut(BankNotice notice) {
        var numbers = numbers(notice);
        var inTime = within(notice, BOOKED_WITHIN_DAYS);
        var numbered = numbered(inTime, numbers);
        if (!numbered.isEmpty()) {
            return out(numbered.size() == 1 ? fitting(numbered, notice.amount()) : List.of(), false);
        }
        var named = named(inTime, notice);
        var bulk = isOfManyOrNobody(notice) ? bulk(inTime, notice) : List.<Known>of();
        if (named.size() > 1 || (!named.isEmpty() && !bulk.isEmpty() && !named.equals(bulk))) return NONE;
        return named.isEmpty() ? out(bulk, true) : out(named, false);
    }

    /// All of them may have left by it, or none is touched.
    private static Match out(List<Known> found, boolean asSum) {
        boolean open = !found.isEmpty() && found.stream().allMatch(one -> one.mayHaveLeftBy(asSum));
        return open ? new Match.Out(found.stream().map(one -> one.payout.id()).toList()) : NONE;
    }

    private Match cameBack(BankNotice notice) {
        var inTime = within(notice, BACK_WITHIN_DAYS);
        var numbered = numbered(inTime, numbers(notice));
        var found = (numbered.isEmpty() ? named(inTime, notice) : fitting(numbered, notice.amount()))
                .stream().filter(one -> !one.isHeardBack).toList();
        if (found.isEmpty()) return asPeopleSaid(Came.of(notice));
        if (found.size() != 1) return NONE;
        return switch (found.getFirst().payout) {
            case Payout.Sent it -> new Match.Back(it.id());
            case Payout.Paid it -> new Match.Back(it.id());
            case Payout.Returned it -> new Match.Back(it.id());
            case Payout.Prepared _, Payout.Approved _, Payout.Discarded _ -> NONE;
        };
    }

    private List<Known> within(BankNotice notice, int days) {
        return known.stream()
                .filter(one -> one.amount().currency().equals(notice.amount().currency()))
                .filter(one -> !notice.booked().isBefore(one.on))
                .filter(one -> !notice.booked().isAfter(one.on.plusDays(days)))
                .toList();
    }

    private static List<Known> numbered(List<Known> among, Set<Long> numbers) {
        return among.stream()
                .filter(one -> numbers.contains(one.payout.terms().number()))
                .toList();
    }

    private static List<Known> fitting(List<Known> among, Money amount) {
        return among.stream().filter(one -> one.amount().equals(amount)).toList();
    }

    private static Set<Long> numbers(BankNotice notice) {
        var numbers = new HashSet<Long>();
        for (var reference : notice.references()) numbers.addAll(numbers(plain(reference)));
        return numbers;
    }

    private static Set<Long> numbers(String text) {
        return OUR_NUMBER
                .matcher(text)
                .results()
                .map(found -> Long.parseLong(found.group().replace(IN_FRONT, "")))
                .collect(Collectors.toSet());
    }

    /// Those to whom just that was sent under that name.
    private static List<Known> named(List<Known> among, BankNotice notice) {
        var names = names(notice);
        return fitting(among, notice.amount()).stream()
                .filter(one -> names.contains(NameForm.of(one.holder)))
                .toList();
    }

    private static Set<NameForm> names(BankNotice notice) {
        return List.of(notice.counterparty().name(), notice.remark()).stream()
                .map(text -> CAME_BACK.matcher(plain(text)).replaceAll(" "))
                .map(NameForm::of)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /// A sum is booked without any word, or under that of the service.
    private static boolean isOfManyOrNobody(BankNotice notice) {
        var name = plain(notice.counterparty().name()).strip();
        var remark = plain(notice.remark()).strip();
        if (!name.isEmpty() && !BULK.matcher(name).find()) return false;
        return (name.isEmpty() && remark.isEmpty())
                || BULK.matcher(name + " " + remark).find();
    }

    /// The whole of the one run that adds up to it, or what is left of it without what the bank refused to send. A run
    /// of one is no sum where anything else is said.
    private static List<Known> bulk(List<Known> among, BankNotice notice) {
        var runs = among.stream()
                .collect(Collectors.groupingBy(one -> one.payout.terms().run()));
        boolean saysMore = !BULK.matcher(plain(notice.remark())).replaceAll("").isBlank();
        var fitting = runs.values().stream()
                .flatMap(run -> Stream.of(run, sent(run)).distinct())
                .filter(run -> run.size() > 1 || !saysMore)
                .filter(run -> run.stream()
                        .map(Known::amount)
                        .reduce(Money.zero(notice.amount().currency()), Money::plus)
                        .equals(notice.amount()))
                .toList();
        return fitting.size() == 1 ? fitting.getFirst() : List.of();
    }

    private static List<Known> sent(List<Known> run) {
        return run.stream().filter(one -> !one.wasNeverSent()).toList();
    }

    /// In the bank's own words: what a payer writes could pay for an order and bring a payout back with the same money.
    private static boolean saysThatItCameBack(BankNotice notice) {
        return CAME_BACK.matcher(plain(notice.remark())).find();
    }

    /// Half-width kana become the letters that are searched for.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
