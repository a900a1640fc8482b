package org.tsudoi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.PlaceFee;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.vouchers.VoucherUseId;

/// The shares of a fee add up, whatever was sold and whatever comes back.
class OrderFeeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
    private static final Tax TEN = Tax.of(Tax.Category.STANDARD, "JP");

    private static Order order(Money price, Money fee, Bearer bearer, int places, long off) {
        var name = new PersonName("山田 花子");
        var placeFee = PlaceFee.of(fee, bearer, TEN);
        var terms = new Order.Terms(
                new OrganiserId(UUID.randomUUID()),
                new EventId(UUID.randomUUID()),
                new PlanId(UUID.randomUUID()),
                "1 回参加",
                false,
                price.plus(placeFee.onTop()),
                Collections.nCopies(places, name),
                new Order.Buyer(null, name, new EmailAddress("hanako@example.jp"), Locale.JAPANESE),
                NOW,
                new Order.When.At(NOW),
                new CancellationPolicy(List.of()),
                TEN,
                placeFee);
        var none = Reductions.none(price.currency());
        var by = off == 0
                ? none
                : none.withVoucher(new VoucherUseId(UUID.randomUUID()), "OFF", new Money(off, price.currency()));
        return new Order.Paid(new OrderId(UUID.randomUUID()), terms, by, NOW, null);
    }

    @Test
    void whatGoesBackStepByStepIsAllOfItInTheEnd() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var price = Money.of(1 + random.nextLong(50_000), "THB");
            var fee = Money.of(random.nextLong(price.minorUnits() + 1), "THB");
            var bearer = random.nextBoolean() ? Bearer.BUYER : Bearer.ORGANISER;
            int places = 1 + random.nextInt(10);
            long most = price.minorUnits() * places;
            var order = order(price, fee, bearer, places, random.nextBoolean() ? 0 : random.nextLong(most));
            var all = order.platformFee();
            assertThat(all.minorUnits())
                    .as("seed " + seed)
                    .isBetween(0L, order.worth().minorUnits());
            var back = Money.of(0, "THB");
            var returned = Money.of(0, "THB");
            while (back.compareTo(order.worth()) < 0) {
                long rest = order.worth().minus(back).minorUnits();
                var next = back.plus(Money.of(1 + random.nextLong(rest), "THB"));
                var step = order.feeKept(back).minus(order.feeKept(next));
                assertThat(step.isNegative()).as("seed " + seed).isFalse();
                returned = returned.plus(step);
                back = next;
            }
            assertThat(returned).as("seed " + seed).isEqualTo(all);
            assertThat(order.feeWithin(order.terms().total()))
                    .isEqualTo(order.terms().feeOnTop());
        }
    }

    @Test
    void whatIsGivenAwayCostsNothing() {
        var order = order(Money.jpy(1500), Money.jpy(52), Bearer.BUYER, 2, 2 * 1552);
        assertThat(order.worth().isZero()).isTrue();
        assertThat(order.platformFee().isZero()).isTrue();
        assertThat(order.feeKept(Money.jpy(0)).isZero()).isTrue();
    }
}
