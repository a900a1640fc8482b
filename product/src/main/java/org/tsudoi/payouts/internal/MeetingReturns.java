package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.internal.MatchingNotices.Came;
import org.tsudoi.payouts.internal.MatchingNotices.Match;

/// What two people say came back may be here already, as a deposit of which nobody knows for what it is. In the
/// caller's transaction.
@Component
class MeetingReturns {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final SentPayouts sent;
    private final PayoutTable payouts;
    private final PayoutBook book;
    private final Deposits deposits;
    private final Clock clock;

    MeetingReturns(SentPayouts sent, PayoutTable payouts, PayoutBook book, Deposits deposits, Clock clock) {
        this.sent = sent;
        this.payouts = payouts;
        this.book = book;
        this.deposits = deposits;
        this.clock = clock;
    }

    /// Where several deposits may be it, people say which.
    void look(Payout.Returned back) {
        var amount = back.terms().amount();
        if (!PayoutSettings.isYen(amount.currency())) return;
        var from = LocalDate.ofInstant(back.sentAt(), JAPAN);
        var fitting = deposits.nobodys(amount.minorUnits(), from).stream()
                .filter(one -> isIt(back, one))
                .toList();
        if (fitting.size() == 1) meet(back, fitting.getFirst());
    }

    private boolean isIt(Payout.Returned back, Deposits.Nobodys one) {
        var amount = back.terms().amount();
        var matching = sent.before(one.bookedOn(), amount.currency(), new HashMap<>());
        return matching.asPeopleSaid(new Came(amount, one.bookedOn(), one.written()))
                .equals(new Match.Back(back.id()));
    }

    private void meet(Payout.Returned back, Deposits.Nobodys one) {
        var currency = back.terms().amount().currency();
        var now = deposits.knownFor(one.id(), one.identity(), currency, "payout " + back.id());
        if (now.isEmpty() || !deposits.decided(List.of(one.identity())).contains(one.identity())) return;
        book.backAtBank(back, now.get(), one.identity(), HearingBank.moment(one.bookedOn(), currency));
        payouts.heard(one.identity(), back.id(), HearingBank.RETURNED, clock.instant());
    }
}
