package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payouts.LeftOutReason;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// What is owed to somebody who is suspended is held while buyers may dispute it, and not lost.
@ProductTest
class PayoutsOfBarredTest {
    private final Payouts payouts;
    private final Paying paying;
    private final Sanctions sanctions;
    private final Ids ids;
    private final TestClock clock;

    PayoutsOfBarredTest(Payouts payouts, Paying paying, Sanctions sanctions, Ids ids, TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.sanctions = sanctions;
        this.ids = ids;
        this.clock = clock;
    }

    private Optional<LeftOutReason> why(OrganiserId organiser) {
        return payouts.propose(YEN, paying.somebody()).leftOut().stream()
                .filter(one -> one.organiser().equals(organiser))
                .map(Payouts.LeftOut::why)
                .findFirst();
    }

    @Test
    void itIsHeldForDisputesAndPaidAfterThem() {
        var organiser = paying.owed(Money.jpy(20_000), yenAccount("7654321"));
        clock.forward(Duration.ofDays(30));
        assertThat(why(organiser)).isEmpty();
        var now = clock.instant();
        sanctions.decide(
                new SanctionId(ids.next()),
                new Sanction.Decision(
                        paying.owner(organiser),
                        Sanction.Kind.SUSPENSION,
                        "x",
                        now,
                        Optional.empty(),
                        false,
                        false,
                        paying.somebody(),
                        now));
        assertThat(why(organiser)).contains(LeftOutReason.HELD_FOR_DISPUTES);
        assertThat(payouts.balance(organiser, YEN).owed()).isEqualTo(Money.jpy(20_000));
        clock.forward(Sanctions.PAYOUT_HOLD);
        assertThat(why(organiser)).isEmpty();
    }
}
