package org.tsudoi.members.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.House;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;

/// Rows of `house`, of which the last holds.
@Component
class HouseTable implements House {
    private final JdbcClient jdbc;
    private final Clock clock;

    HouseTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<OrganiserId> seller() {
        return chosen().map(Chosen::seller);
    }

    @Override
    public Optional<Chosen> chosen() {
        return jdbc.sql("select organiser, chosen_by, chosen_at from house order by id desc limit 1")
                .query((row, _) -> new Chosen(
                        new OrganiserId(row.getObject("organiser", UUID.class)),
                        new MemberId(row.getObject("chosen_by", UUID.class)),
                        row.getTimestamp("chosen_at").toInstant()))
                .optional();
    }

    @Override
    public void choose(OrganiserId seller, MemberId by) {
        jdbc.sql("insert into house (organiser, chosen_by, chosen_at) values (:organiser, :by, :at)")
                .param("organiser", seller.value())
                .param("by", by.value())
                .param("at", Rows.column(clock.instant()))
                .update();
    }
}
