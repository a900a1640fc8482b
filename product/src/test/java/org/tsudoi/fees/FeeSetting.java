package org.tsudoi.fees;

import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.platform.Ids;

/// Sets the fees of the instance, which all tests share: whoever sets one takes it away again.
@Component
public class FeeSetting {
    private final Fees fees;
    private final Ids ids;
    private final Clock clock;

    FeeSetting(Fees fees, Ids ids, Clock clock) {
        this.fees = fees;
        this.ids = ids;
        this.clock = clock;
    }

    public MemberId somebody() {
        return new MemberId(ids.next());
    }

    public void set(String currency, int basisPoints, long fixed) {
        var money = Currency.getInstance(currency);
        fees.set(
                new FeeRate(
                        OfferingKind.MEETING,
                        basisPoints,
                        new Money(fixed, money),
                        Money.zero(money),
                        Optional.empty(),
                        clock.instant()),
                somebody());
    }

    public void none() {
        for (var currency : List.of("JPY", "THB", "USD", "EUR")) set(currency, 0, 0);
    }
}
