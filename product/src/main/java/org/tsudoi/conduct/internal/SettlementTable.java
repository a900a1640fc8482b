package org.tsudoi.conduct.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.conduct.Settlement;
import org.tsudoi.conduct.SettlementId;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.SanctionId;

/// Rows of `point_settlement`.
@Component
class SettlementTable {
    private static final String SELECT = """
            select id, sanction, member, points, state, proposed_by, proposed_at, second, second_at, back
            from point_settlement\s""";

    private final JdbcClient jdbc;

    SettlementTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False when there is one with this id, or one is proposed for this decision.
    boolean insert(Settlement.Proposed proposed) {
        var terms = proposed.terms();
        return jdbc.sql("""
                                insert into point_settlement (id, sanction, member, points, state, proposed_by, proposed_at)
                                values (:id, :sanction, :member, :points, 'proposed', :by, :at)
                                on conflict do nothing""")
                        .param("id", proposed.id().value())
                        .param("sanction", terms.sanction().value())
                        .param("member", terms.member().value())
                        .param("points", terms.points())
                        .param("by", terms.by().value())
                        .param("at", terms.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Settlement> find(SettlementId id) {
        return one(id, "");
    }

    Optional<Settlement> lock(SettlementId id) {
        return one(id, " for update");
    }

    private Optional<Settlement> one(SettlementId id, String how) {
        return jdbc.sql(SELECT + "where id = :id" + how)
                .param("id", id.value())
                .query((row, _) -> settlement(row))
                .optional();
    }

    List<Settlement> of(SanctionId sanction) {
        return jdbc.sql(SELECT + "where sanction = :sanction order by proposed_at desc, id")
                .param("sanction", sanction.value())
                .query((row, _) -> settlement(row))
                .list();
    }

    void move(Settlement.Proposed from, Settlement to) {
        switch (to) {
            case Settlement.Proposed _ -> throw new IllegalArgumentException("moves nowhere: " + from.id());
            case Settlement.Done done -> move(from.id(), "done", done.second(), done.back());
            case Settlement.Refused refused -> move(from.id(), "refused", refused.second(), null);
        }
    }

    private void move(SettlementId id, String to, Settlement.Second second, @Nullable Long back) {
        int changed = jdbc.sql("""
                        update point_settlement set state = :to, second = :second, second_at = :at, back = :back
                        where id = :id and state = 'proposed'""")
                .param("to", to)
                .param("second", second.operator().value())
                .param("at", second.at().atOffset(ZoneOffset.UTC))
                .param("back", back, Types.BIGINT)
                .param("id", id.value())
                .update();
        if (changed != 1) throw new IllegalStateException(id + " moved although locked");
    }

    private static Settlement settlement(ResultSet row) throws SQLException {
        var id = new SettlementId(row.getObject("id", UUID.class));
        var terms = new Settlement.Terms(
                new SanctionId(row.getObject("sanction", UUID.class)),
                new MemberId(row.getObject("member", UUID.class)),
                row.getLong("points"),
                new MemberId(row.getObject("proposed_by", UUID.class)),
                at(row, "proposed_at"));
        return switch (row.getString("state")) {
            case "proposed" -> new Settlement.Proposed(id, terms);
            case "done" -> new Settlement.Done(id, terms, second(row), row.getLong("back"));
            case "refused" -> new Settlement.Refused(id, terms, second(row));
            default -> throw new IllegalStateException("no such state: " + id);
        };
    }

    private static Settlement.Second second(ResultSet row) throws SQLException {
        return new Settlement.Second(new MemberId(row.getObject("second", UUID.class)), at(row, "second_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
