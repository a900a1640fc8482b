package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.payouts.internal.MatchingNotices.Match;

/// Hears from the bank's statements that payouts have left or come back, inside the transaction that keeps the file.
@Component
class HearingBank {
    private static final String PAID = "paid";
    static final String RETURNED = "returned";

    private final PayoutTable payouts;
    private final SentPayouts sent;
    private final NotingPayouts noting;
    private final Deposits deposits;
    private final PayoutSettings settings;
    private final Clock clock;

    HearingBank(
            PayoutTable payouts,
            SentPayouts sent,
            NotingPayouts noting,
            Deposits deposits,
            PayoutSettings settings,
            Clock clock) {
        this.payouts = payouts;
        this.sent = sent;
        this.noting = noting;
        this.deposits = deposits;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(BankNews.StatementsRead read) {
        var holders = new HashMap<PayoutId, String>();
        var saidToBeBack = sent.saidToBeBack(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        for (var statement : read.statements()) {
            for (var notice : statement.notices()) {
                if (isOurs(notice) && MatchingNotices.mayConcern(notice, saidToBeBack)) hear(notice, holders);
            }
        }
    }

    private boolean isOurs(BankNotice notice) {
        var currency = notice.amount().currency();
        return Payouts.CURRENCIES.contains(currency) && settings.isOwn(notice.account(), currency);
    }

    /// What was sent is read anew for each: the one before may have changed it.
    private void hear(BankNotice notice, Map<PayoutId, String> holders) {
        var identity = notice.identity().value();
        // What a person decided about is not thought of otherwise.
        if (payouts.isHeard(identity) || !deposits.decided(List.of(identity)).isEmpty()) return;
        var currency = notice.amount().currency();
        switch (sent.before(notice.booked(), currency, holders).match(notice)) {
            case Match.Out(var ids) -> {
                for (var id : ids) {
                    noting.paidByBank(id, moment(notice.booked(), currency));
                    // A person may have noted it before: this is the money that they knew of.
                    if (!payouts.isHeardOf(id, PAID)) payouts.heard(identity, id, PAID, clock.instant());
                }
            }
            case Match.Back(var id) -> {
                var at = moment(notice.booked(), currency);
                noting.cameBackToBank(id, identity, at);
                // As above.
                if (!payouts.isHeardOf(id, RETURNED)) payouts.heard(identity, id, RETURNED, clock.instant());
            }
            case Match.None() -> {}
        }
    }

    /// The bank tells days.
    static Instant moment(LocalDate booked, Currency currency) {
        return booked.atStartOfDay(ZoneId.of(PayoutSettings.isYen(currency) ? "Asia/Tokyo" : "Asia/Bangkok"))
                .toInstant();
    }
}
