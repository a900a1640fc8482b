package org.tsudoi.offerings;

import java.time.Instant;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What can be bought with the places of an event: a recording, a book, half an hour more.
///
/// @param per       bought for each place apart, or for the order as a whole
/// @param price     of one, tax included
/// @param tax       within the price
/// @param most      how many one order may have; one for each place
/// @param stock     how many there are in all; empty without a limit, which is said once
/// @param soldUntil empty: as long as the places
public record AddOn(
        AddOnId id,
        String name,
        String description,
        Per per,
        Money price,
        Tax tax,
        int most,
        Optional<Integer> stock,
        Optional<Instant> soldUntil) {
    public static final int NAME_MAX = 80;
    public static final int DESCRIPTION_MAX = 300;
    public static final int MOST_MAX = 20;
    public static final int STOCK_MAX = 100_000;
    public static final int OF_EVENT_MAX = 20;

    public enum Per {
        ORDER,
        PLACE
    }

    public AddOn {
        if (name.isBlank() || price.isNegative() || most < 1 || most > MOST_MAX || (per == Per.PLACE && most != 1)) {
            throw new IllegalArgumentException("no such add-on: " + price + ", " + most);
        }
        if (stock.filter(it -> it < 1 || it > STOCK_MAX).isPresent()) {
            throw new IllegalArgumentException("no such stock: " + stock);
        }
    }

    public boolean isLimited() {
        return stock.isPresent();
    }

    /// Whether one order may have both: papers have a sum for each rate. Not what is taxed with what is not.
    public boolean goesWith(Plan plan) {
        return plan.tax().equals(tax) || (plan.tax().percent() > 0 && tax.percent() > 0);
    }

    /// Whether it is sold with places of that plan at that moment. Not with what is given or tried.
    public boolean isSoldWith(Plan plan, Instant now) {
        return plan.kind() != Plan.Kind.TRIAL
                && !plan.isFree()
                && !(plan.kind() == Plan.Kind.PACK && per == Per.PLACE)
                && goesWith(plan)
                && plan.price().currency().equals(price.currency())
                && soldUntil.filter(until -> !now.isBefore(until)).isEmpty();
    }
}
