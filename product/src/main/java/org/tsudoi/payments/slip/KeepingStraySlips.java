package org.tsudoi.payments.slip;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.payments.NamelessMoney.Decided;
import org.tsudoi.payments.NamelessMoney.Deposit;
import org.tsudoi.payments.NamelessMoney.Waiting;
import org.tsudoi.payments.NamelessMoney.Wish;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.DecidingNameless;
import org.tsudoi.payments.slip.StraySlipTable.Stray;

/// What the agent has confirmed of slips that are none of ours: it is with the agent and nobody's, until two people say
/// whose. What is decided about a number holds for all that comes by it. In the caller's transaction.
class KeepingStraySlips implements DecidingNameless.Rows {
    private final StraySlipTable strays;
    private final SlipTable slips;
    private final SlipBook book;
    private final SettlingSlips settling;
    private final Clock clock;

    KeepingStraySlips(StraySlipTable strays, SlipTable slips, SlipBook book, SettlingSlips settling, Clock clock) {
        this.strays = strays;
        this.slips = slips;
        this.book = book;
        this.settling = settling;
        this.clock = clock;
    }

    /// The agent has told something certain of it.
    ///
    /// @return whether people have to decide about it
    boolean heard(CollectionReports.Line line, String name) {
        strays.add(line.code(), line.yen(), clock.instant());
        var stray = strays.lock(line.code());
        settle(stray);
        // Somebody was faster.
        var payment = stray.payment();
        if (payment != null) settling.settleSoon(payment, name);
        return !stray.isDecided() && stray.times() > 0;
    }

    private void settle(Stray stray) {
        long times = stray.payment() == null ? stray.times() : 0;
        long more = times * stray.yen() - stray.booked();
        if (more == 0) return;
        long fee = times * stray.fee();
        book.stray(stray, more, fee - stray.bookedFee());
        strays.settled(stray, times * stray.yen(), fee);
    }

    @Override
    public String provider() {
        return SlipAdapter.NAME;
    }

    @Override
    public List<DecidingNameless.Kept> unmatched(int max) {
        return strays.unmatched(max);
    }

    @Override
    public Optional<DecidingNameless.Kept> lockUnmatched(UUID id) {
        return strays.lockUnmatched(id);
    }

    @Override
    public void wish(UUID id, Wish wish) {
        strays.wish(id, wish);
    }

    /// A slip is paid once, whole: what came twice is as much as one of them.
    @Override
    public List<Waiting> waitingFor(Deposit deposit, int max) {
        return slips.waitingFor(strays.get(deposit.id()).yen(), max).stream()
                .map(KeepingStraySlips::waiting)
                .toList();
    }

    @Override
    public Optional<Waiting> waiting(Deposit deposit, PaymentId payment) {
        long yen = strays.get(deposit.id()).yen();
        return slips.find(payment).filter(slip -> slip.code().yen() == yen).map(KeepingStraySlips::waiting);
    }

    private static Waiting waiting(SlipTable.Slip slip) {
        return new Waiting(slip.payment(), slip.orderReference(), slip.code().shown());
    }

    @Override
    public void match(UUID id, PaymentId payment, String who) {
        settle(strays.get(id));
        strays.match(id, payment, who);
        settle(strays.get(id));
        settling.settleSoon(payment, "stray " + id);
    }

    @Override
    public void setAside(UUID id, String note, String who) {
        settle(strays.get(id));
        book.setAside(strays.get(id));
        strays.setAside(id, note, who);
    }

    @Override
    public Map<String, Decided> decidedAmong(Collection<String> lines) {
        return strays.decidedAmong(lines);
    }
}
