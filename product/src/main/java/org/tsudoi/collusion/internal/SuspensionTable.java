package org.tsudoi.collusion.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.SanctionId;

/// Rows of `collusion_suspension`, which are only ever added.
@Component
class SuspensionTable {
    private final JdbcClient jdbc;

    SuspensionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseId id, MemberId member, SanctionId suspension, Instant now) {
        jdbc.sql("""
                        insert into collusion_suspension (sanction, case_id, member, proposed_at)
                        values (:sanction, :case, :member, :now)""")
                .param("sanction", suspension.value())
                .param("case", id.value())
                .param("member", member.value())
                .param("now", Columns.of(now))
                .update();
    }

    /// In the order in which they were proposed.
    List<SanctionId> of(CaseId id) {
        return jdbc.sql("""
                        select sanction from collusion_suspension where case_id = :case
                        order by proposed_at, member, sanction""")
                .param("case", id.value())
                .query((row, _) -> new SanctionId(row.getObject("sanction", UUID.class)))
                .list();
    }

    Optional<CaseId> caseOf(SanctionId suspension) {
        return jdbc.sql("select case_id from collusion_suspension where sanction = :sanction")
                .param("sanction", suspension.value())
                .query((row, _) -> new CaseId(row.getObject("case_id", UUID.class)))
                .optional();
    }
}
