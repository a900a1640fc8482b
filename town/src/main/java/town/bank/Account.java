package town.bank;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// The one account of this bank that money can be sent to, and that its owner sends money from.
@Component
class Account {
    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    /// A file has ten digits for an amount.
    static final long YEN_MAX = 9_999_999_999L;

    static final int PAYER_MAX = 48;

    private static final int KEPT = 20_000;

    private final Shelf<Entry> entries;
    private final BankSettings settings;
    private final TownClock clock;

    Account(Keeper keeper, BankSettings settings, TownClock clock) {
        this.entries = keeper.shelf("bank-entries", Entry.class, KEPT);
        this.settings = settings;
        this.clock = clock;
    }

    boolean isAt(String bank, String branch, String kind, String number) {
        return settings.code().equals(bank)
                && settings.branchCode().equals(branch)
                && settings.kind().equals(kind)
                && settings.account().equals(number);
    }

    /// @param payer as files have it
    synchronized Entry deposit(long yen, String payer) {
        return add(today(), Entry.Kind.DEPOSIT, yen, payer, null, "");
    }

    /// The payer's bank takes a deposit back (取消); nothing when there is none, or when it was taken back before.
    synchronized Optional<Entry> callBack(String id) {
        return entries.find(id)
                .filter(Entry::isDeposit)
                .filter(it -> !isCalledBack(id))
                .map(it -> add(today(), Entry.Kind.CALLED_BACK, it.yen(), it.payer(), id, ""));
    }

    /// @param day   on which it was to be transferred; it is booked on that day whenever that is found out
    /// @param payee as files have it; empty for many at once
    synchronized Entry send(LocalDate day, long yen, String payee, String code) {
        return add(day, Entry.Kind.SENT, yen, payee, null, code);
    }

    /// What was transferred comes back (組戻し); nothing when there is no such transfer, or when it came back before.
    synchronized Optional<Entry> sendBack(String id) {
        return entries.find(id)
                .filter(it -> it.kind() == Entry.Kind.SENT)
                .filter(it -> !isCalledBack(id))
                .map(it -> add(today(), Entry.Kind.SENT_BACK, it.yen(), it.payer(), id, it.code()));
    }

    private Entry add(
            LocalDate day, Entry.Kind kind, long yen, String payer, @Nullable String calledBack, String code) {
        int number = entries.newest(1, it -> it.day().equals(day)).stream()
                        .mapToInt(Entry::number)
                        .findFirst()
                        .orElse(0)
                + 1;
        var entry = new Entry(day + "-" + number, number, day, clock.instant(), yen, payer, calledBack, kind, code);
        entries.put(entry.id(), entry);
        return entry;
    }

    boolean isCalledBack(String id) {
        return !entries.newest(1, it -> id.equals(it.calledBack())).isEmpty();
    }

    Optional<Entry> find(String id) {
        return entries.find(id);
    }

    List<Entry> newest(int limit) {
        return entries.newest(limit);
    }

    List<Entry> of(LocalDate day) {
        return entries.all().stream().filter(it -> it.day().equals(day)).toList();
    }

    /// On which anything happened, newest first.
    List<LocalDate> days() {
        return entries.all().stream()
                .map(Entry::day)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    long balanceBefore(LocalDate day) {
        return settings.openingBalance()
                + entries.all().stream()
                        .filter(it -> it.day().isBefore(day))
                        .mapToLong(Entry::effect)
                        .sum();
    }

    long balance() {
        return settings.openingBalance()
                + entries.all().stream().mapToLong(Entry::effect).sum();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), JAPAN);
    }
}
