package town.ganb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import town.bank.OtherBank;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// What this bank keeps, and how others reach it.
@Component
class GanbBooks implements OtherBank {
    static final String BANK = "0310";
    static final String BRANCH = "502";
    static final String BRANCH_NAME = "ﾌﾘｺﾐﾆﾕｳｷﾝ";

    private static final long FIRST = 1_000_001;
    private static final int NAME_MAX = 40;
    private static final int MICROS = 1000;

    private final Shelf<VirtualAccount> accounts;
    private final Shelf<VaDeposit> deposits;
    private final GanbSettings settings;
    private final TownClock clock;

    GanbBooks(Keeper keeper, GanbSettings settings, TownClock clock) {
        this.accounts = keeper.shelf("ganb-accounts", VirtualAccount.class, 50_000);
        this.deposits = keeper.shelf("ganb-deposits", VaDeposit.class, 50_000);
        this.settings = settings;
        this.clock = clock;
    }

    /// @param name to stand behind the holder's, cut where it is too long
    synchronized VirtualAccount issue(String name, boolean before) {
        long number = FIRST + accounts.size();
        int room = Math.max(0, NAME_MAX - settings.holder().length() - 1);
        var added = name.substring(0, Math.min(room, name.length()));
        var holder = added.isEmpty()
                ? settings.holder()
                : before ? added + " " + settings.holder() : settings.holder() + " " + added;
        var now = clock.instant();
        var made = new VirtualAccount("502" + number, BRANCH, "" + number, holder, "1", now, now);
        accounts.put(made.vaId(), made);
        return made;
    }

    Optional<VirtualAccount> find(String vaId) {
        return accounts.find(vaId);
    }

    List<VirtualAccount> accounts() {
        return accounts.all();
    }

    List<VaDeposit> deposits() {
        return deposits.all();
    }

    synchronized VirtualAccount become(VirtualAccount account, String status) {
        var next = account.become(status, clock.instant());
        accounts.put(next.vaId(), next);
        return next;
    }

    @Override
    public Optional<String> holder(String bank, String branch, String kind, String number) {
        if (!bank.equals(BANK) || !branch.equals(BRANCH) || !kind.equals("1")) return Optional.empty();
        return accounts.find("502" + number).filter(VirtualAccount::isUsable).map(VirtualAccount::holder);
    }

    @Override
    public String send(String branch, String number, long yen, String payer) {
        return deposit("502" + number, yen, payer).itemKey();
    }

    /// Whatever its state is: for money that was on its way.
    synchronized VaDeposit deposit(String vaId, long yen, String payer) {
        var now = clock.instant();
        long key = micros(now);
        while (deposits.find("" + key).isPresent()) key++;
        var made = new VaDeposit("" + key, vaId, yen, payer, now);
        deposits.put(made.itemKey(), made);
        return made;
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS * MICROS + at.getNano() / MICROS;
    }

    @Override
    public Optional<Sent> sent(String id) {
        return deposits.find(id)
                .map(it -> new Sent(
                        it.itemKey(),
                        it.yen(),
                        it.payer(),
                        it.at(),
                        accounts.find(it.vaId()).map(VirtualAccount::holder).orElse("")));
    }
}
