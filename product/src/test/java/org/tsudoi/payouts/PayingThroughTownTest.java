package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// The file as a bank reads it that knows nothing of us, and its statement as we read it.
@ProductTest
class PayingThroughTownTest {
    private final Payouts payouts;
    private final Paying paying;
    private final YenBank bank;
    private final TestClock clock;

    PayingThroughTownTest(Payouts payouts, Paying paying, YenBank bank, TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.bank = bank;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        bank.fairWeather();
    }

    private record Sent(PayoutRunId run, PayoutId payout, LocalDate on) {}

    private Sent sent(long yen, String how) throws Exception {
        var organiser = paying.owed(Money.jpy(yen), yenAccount("1234567"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        bank.fairWeather();
        var run = paying.handedIn(YEN);
        return new Sent(run, PayoutId.derive(run, organiser), bank.transfers(run, how));
    }

    private Payout payout(Sent sent) {
        return payouts.payout(sent.payout).orElseThrow();
    }

    @Test
    void whatTheBankTransfersIsPaidAndWhatItSendsBackIsOwedAgain() throws Exception {
        var sent = sent(23_456, "");
        bank.tells(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.run(sent.run).orElseThrow()).isInstanceOf(PayoutRun.Settled.class);
        bank.sendsBack(payout(sent));
        bank.tells(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
    }

    @Test
    void whatIsSentToAClosedAccountComesBackByTheSameStatement() throws Exception {
        var closed = paying.owed(Money.jpy(3333), yenAccount("1234569"));
        var sent = sent(4444, "");
        bank.tells(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.payout(PayoutId.derive(sent.run, closed)).orElseThrow())
                .isInstanceOf(Payout.Returned.class);
    }

    @Test
    void aSumForAllOfThemPaysAllOfThem() throws Exception {
        paying.owed(Money.jpy(11_111), yenAccount("7654321"));
        var sent = sent(22_222, "?sum=yes");
        bank.tells(sent.on);
        assertThat(payouts.of(sent.run)).hasSizeGreaterThan(1).allMatch(one -> one instanceof Payout.Paid);
    }
}
