package org.tsudoi.makeups.internal;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.orders.OrderId;
import org.tsudoi.promises.ComingInstead;
import org.tsudoi.promises.Outcome;

@Component
class ComingToOtherDates implements ComingInstead {
    private final MakeUpTable table;

    ComingToOtherDates(MakeUpTable table) {
        this.table = table;
    }

    @Override
    public List<OrderId> to(Outcome.Of of) {
        return table.comingTo(of.event(), new OccasionId(of.occasion()));
    }
}
