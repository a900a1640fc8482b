package org.tsudoi.promises.internal;

import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Outcome;

/// Who wants the money for a date rather than what is offered instead, as rows of `date_choice`. In the caller's
/// transaction, which holds the order.
@Component
class ChoosingMoney {
    private final OutcomeTable table;
    private final GivingBackUnheldDates giving;
    private final JdbcClient jdbc;
    private final KeepingOutcomes.Desk desk;

    ChoosingMoney(OutcomeTable table, GivingBackUnheldDates giving, JdbcClient jdbc, KeepingOutcomes.Desk desk) {
        this.table = table;
        this.giving = giving;
        this.jdbc = jdbc;
        this.desk = desk;
    }

    void choose(OrderId order, Outcome.Of.Date of) {
        var now = desk.now();
        boolean may = table.find(of).orElse(null) instanceof Outcome.NotHeld notHeld && notHeld.isOpen(now);
        if (!may) throw Problem.of(ProblemCode.CONFLICT, "instead.over");
        jdbc.sql("""
                        insert into date_choice (orders, course_date, at) values (:order, :date, :now)
                        on conflict (orders, course_date) do nothing""")
                .param("order", order.value())
                .param("date", of.date().value())
                .param("now", Timestamp.from(now))
                .update();
        giving.give(of, order);
    }
}
