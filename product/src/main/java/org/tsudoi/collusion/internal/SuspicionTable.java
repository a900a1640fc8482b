package org.tsudoi.collusion.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.Found;
import org.tsudoi.collusion.Collusion.Look;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.EvidenceKind;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;

/// Rows of `collusion_suspicion` and `collusion_look`, which are only ever added.
@Component
class SuspicionTable {
    private final JdbcClient jdbc;
    private final Ids ids;

    SuspicionTable(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// The very same is kept once.
    void keep(CaseId id, Suspicion suspicion, Instant now) {
        var evidence = SuspicionText.evidence(suspicion.evidence());
        var dealings = SuspicionText.dealings(suspicion.dealings());
        jdbc.sql("""
                insert into collusion_suspicion (id, case_id, found_at, score, level, evidence, dealings)
                values (:id, :case, :at, :score, :level, :evidence::jsonb, :dealings::jsonb)
                on conflict (id) do nothing""")
                .param("id", Columns.derived(id.value(), evidence + dealings))
                .param("case", id.value())
                .param("at", Columns.of(now))
                .param("score", suspicion.score())
                .param("level", suspicion.level().word())
                .param("evidence", evidence)
                .param("dealings", dealings)
                .update();
    }

    /// The newest first.
    List<Found> of(CaseId id, List<MemberId> members) {
        return jdbc.sql("""
                select found_at, score, level, evidence::text as evidence, dealings::text as dealings
                from collusion_suspicion where case_id = :case order by found_at desc, id""")
                .param("case", id.value())
                .query((row, _) -> new Found(Columns.instant(row, "found_at"), suspicion(row, members)))
                .list();
    }

    private static Suspicion suspicion(ResultSet row, List<MemberId> members) throws SQLException {
        return new Suspicion(
                members,
                row.getInt("score"),
                Level.of(row.getString("level")),
                SuspicionText.evidence(row.getString("evidence")),
                SuspicionText.dealings(row.getString("dealings")));
    }

    Set<DealingId> dealings(CaseId id) {
        return jdbc
                .sql("""
                select distinct one ->> 'id' from collusion_suspicion, jsonb_array_elements(dealings) as one
                where case_id = :case""")
                .param("case", id.value())
                .query((row, _) -> new DealingId(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Of what was found by then: what a measure is about.
    Set<DealingId> inQuestion(CaseId id, Instant until) {
        return jdbc
                .sql("""
                select distinct dealing from collusion_suspicion s
                cross join lateral jsonb_array_elements(s.evidence) as one
                cross join lateral jsonb_array_elements_text(one -> 'dealings') as dealing
                where s.case_id = :case and s.found_at <= :until and one ->> 'kind' = any(:kinds)""")
                .param("case", id.value())
                .param("until", Columns.of(until))
                .param(
                        "kinds",
                        Stream.of(EvidenceKind.values())
                                .filter(EvidenceKind::questionsItsDealings)
                                .map(EvidenceKind::word)
                                .toArray(String[]::new))
                .query((row, _) -> new DealingId(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Dealings of cases that were closed since then: somebody has looked at them and let them pass. What was still to
    /// come then was not looked at.
    Set<DealingId> explained(Instant since) {
        return jdbc
                .sql("""
                select distinct one ->> 'id' from collusion_suspicion s
                join collusion_case c on c.id = s.case_id
                cross join lateral jsonb_array_elements(s.dealings) as one
                where c.state in ('dismissed', 'lifted') and c.moved_at >= :since
                    and one ->> 'attendance' <> 'not-yet'""")
                .param("since", Columns.of(since))
                .query((row, _) -> new DealingId(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    void looked(Look look) {
        jdbc.sql("""
                insert into collusion_look (id, at, dealings, found, opened, whole)
                values (:id, :at, :dealings, :found, :opened, :whole)""")
                .param("id", ids.next())
                .param("at", Columns.of(look.at()))
                .param("dealings", look.dealings())
                .param("found", look.found())
                .param("opened", look.opened())
                .param("whole", look.isWhole())
                .update();
    }

    Optional<Look> newestLook() {
        return jdbc.sql("""
                select at, dealings, found, opened, whole from collusion_look
                order by at desc, id desc limit 1""")
                .query((row, _) -> new Look(
                        Columns.instant(row, "at"),
                        row.getInt("dealings"),
                        row.getInt("found"),
                        row.getInt("opened"),
                        row.getBoolean("whole")))
                .optional();
    }
}
