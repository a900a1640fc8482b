package org.tsudoi.collusion.internal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Case.Act;
import org.tsudoi.collusion.Case.Matter;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.Event;
import org.tsudoi.collusion.Collusion.Listed;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Measure;
import org.tsudoi.members.MemberId;
import org.tsudoi.privacy.Vault;

/// Rows of `collusion_case` and `collusion_case_event`.
@Component
class CaseTable {
    private static final String COLUMNS = """
            c.id, c.members, c.closed_before, c.level, c.state, c.step, c.measure, c.measured_by, c.opened_at,
            c.moved_at
            """;
    private static final String SELECT = "select " + COLUMNS + " from collusion_case c ";
    private static final String LISTED = "select " + COLUMNS + """
            , s.score, s.found_at from collusion_case c
            cross join lateral (
                select score, found_at from collusion_suspicion
                where case_id = c.id order by found_at desc, id limit 1) s
            """;
    private static final String CLOSED = "c.state in ('dismissed', 'lifted')";

    private final JdbcClient jdbc;
    private final Vault vault;

    CaseTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// A case with how many steps it has gone.
    record Row(Case now, int step) {}

    /// False when the group has one already.
    boolean open(Case.Opened opened, Act act) {
        var matter = opened.matter();
        boolean isNew = jdbc.sql("""
                        insert into collusion_case (id, members, closed_before, level, state, opened_at, moved_at)
                        values (:id, :members, :before, :level, 'opened', :at, :at) on conflict do nothing""")
                        .param("id", matter.id().value())
                        .param("members", uuids(matter.members()))
                        .param("before", matter.closedBefore())
                        .param("level", matter.level().word())
                        .param("at", Columns.of(matter.openedAt()))
                        .update()
                == 1;
        if (isNew) note(matter.id(), 0, "opened", act);
        return isNew;
    }

    private static UUID[] uuids(List<MemberId> members) {
        return members.stream().map(MemberId::value).toArray(UUID[]::new);
    }

    private void note(CaseId id, int step, String state, Act act) {
        var row = Columns.derived(id.value(), "event" + step);
        jdbc.sql("""
                insert into collusion_case_event (id, case_id, step, at, to_state, who, why_sealed)
                values (:id, :case, :step, :at, :state, :who, :why)""")
                .param("id", row)
                .param("case", id.value())
                .param("step", step)
                .param("at", Columns.of(act.at()))
                .param("state", state)
                .param("who", act.who())
                .param("why", vault.seal("collusion_case_event", "why_sealed", row, act.why()))
                .update();
    }

    /// @throws IllegalStateException when it is not where it was any more
    void move(Row from, Case to, Act act) {
        int changed = jdbc.sql("""
                        update collusion_case
                        set state = :to, step = step + 1, measure = :measure, measured_by = :by, moved_at = :at
                        where id = :id and state = :from and step = :step""")
                .param("to", state(to))
                .param("measure", to.standing().map(Measure::word).orElse(null))
                .param("by", measuredBy(to).orElse(null))
                .param("at", Columns.of(act.at()))
                .param("id", to.id().value())
                .param("from", state(from.now))
                .param("step", from.step)
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " is not " + state(from.now) + " any more");
        note(to.id(), from.step + 1, state(to), act);
    }

    private static Optional<String> measuredBy(Case now) {
        return switch (now) {
            case Case.EarningStopped it -> Optional.of(it.by());
            case Case.PointsHeld it -> Optional.of(it.by());
            case Case.BonusReversed it -> Optional.of(it.by());
            case Case.Suspended it -> Optional.of(it.by());
            case Case.Appealed it -> Optional.of(it.by());
            case Case.Upheld it -> Optional.of(it.by());
            case Case.Opened _, Case.LookedAt _, Case.Dismissed _, Case.Lifted _ -> Optional.empty();
        };
    }

    void raise(CaseId id, Level level) {
        jdbc.sql("update collusion_case set level = :level where id = :id")
                .param("level", level.word())
                .param("id", id.value())
                .update();
    }

    Optional<Row> find(CaseId id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id.value())
                .query((row, _) -> row(row))
                .optional();
    }

    Optional<Row> lock(CaseId id) {
        return jdbc.sql(SELECT + "where c.id = :id for update")
                .param("id", id.value())
                .query((row, _) -> row(row))
                .optional();
    }

    /// The newest of exactly this group, locked.
    Optional<Row> newest(List<MemberId> members) {
        return jdbc.sql(SELECT + "where c.members = :members order by c.closed_before desc limit 1 for update")
                .param("members", uuids(members))
                .query((row, _) -> row(row))
                .optional();
    }

    List<Case> of(MemberId member) {
        return jdbc.sql(SELECT + "where c.members @> array[:member::uuid] order by c.moved_at desc, c.id")
                .param("member", member.value())
                .query((row, _) -> row(row).now)
                .list();
    }

    /// Others of which two members or more are the same: a ring that has grown is a case of its own.
    List<Case> related(Matter matter, int max) {
        return jdbc.sql(SELECT + """
                        where c.members && :members and c.id <> :id
                        and (select count(*) from unnest(c.members) as one where one = any (:members)) > 1
                        order by c.moved_at desc, c.id limit :max""")
                .param("members", uuids(matter.members()))
                .param("id", matter.id().value())
                .param("max", max)
                .query((row, _) -> row(row).now)
                .list();
    }

    List<Listed> open(int max) {
        return jdbc.sql(LISTED + "where not " + CLOSED + " " + """
                        order by array_position(array['act', 'hold', 'look'], c.level), s.score desc, c.opened_at, c.id
                        limit :max""")
                .param("max", max)
                .query((row, _) -> listed(row))
                .list();
    }

    List<Case> allOpen() {
        return jdbc.sql(SELECT + "where not " + CLOSED + " order by c.id")
                .query((row, _) -> row(row).now)
                .list();
    }

    int openedAfter(Instant moment) {
        return jdbc.sql("select count(*)::int from collusion_case where opened_at > :moment")
                .param("moment", Columns.of(moment))
                .query(Integer.class)
                .single();
    }

    List<Listed> closed(int max) {
        return jdbc.sql(LISTED + "where " + CLOSED + " order by c.moved_at desc, c.id limit :max")
                .param("max", max)
                .query((row, _) -> listed(row))
                .list();
    }

    boolean hasAppealed(CaseId id, String who) {
        return jdbc.sql("""
                        select exists (
                            select from collusion_case_event
                            where case_id = :case and who = :who and to_state = 'appealed')""")
                .param("case", id.value())
                .param("who", who)
                .query(Boolean.class)
                .single();
    }

    /// Against whose members that stands, or more.
    List<Case> standing(Measure least) {
        return jdbc.sql(SELECT + "where c.measure = any(:measures) order by c.id")
                .param(
                        "measures",
                        Stream.of(Measure.values())
                                .filter(it -> it.compareTo(least) >= 0)
                                .map(Measure::word)
                                .toArray(String[]::new))
                .query((row, _) -> row(row).now)
                .list();
    }

    /// When somebody took a bonus back in it.
    Optional<Instant> reversedAt(CaseId id) {
        return jdbc.sql("select at from collusion_case_event where case_id = :case and to_state = 'bonus_reversed'")
                .param("case", id.value())
                .query((row, _) -> Columns.instant(row, "at"))
                .optional();
    }

    /// Until the transaction ends nobody else decides about bonuses: cases may be about the same sessions.
    void oneAtATime() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext('collusion-bonuses'))")
                .query(Integer.class)
                .single();
    }

    /// Whose points are held since before that moment, whatever was appealed since.
    List<CaseId> heldBefore(Instant moment) {
        return jdbc.sql("""
                        select c.id from collusion_case c
                        join collusion_case_event e on e.case_id = c.id and e.to_state = 'points_held'
                        where c.measure = 'hold' and e.at < :moment order by c.id""")
                .param("moment", Columns.of(moment))
                .query((row, _) -> new CaseId(row.getObject("id", UUID.class)))
                .list();
    }

    int forgetClosedBefore(Instant moment) {
        return jdbc.sql("select collusion_forget(:moment)")
                .param("moment", Columns.of(moment))
                .query(Integer.class)
                .single();
    }

    List<CaseId> appealedBefore(Instant moment) {
        return jdbc.sql("select id from collusion_case where state = 'appealed' and moved_at < :moment order by id")
                .param("moment", Columns.of(moment))
                .query((row, _) -> new CaseId(row.getObject("id", UUID.class)))
                .list();
    }

    List<Event> events(CaseId id) {
        return jdbc.sql("""
                select id, at, to_state, who, why_sealed from collusion_case_event
                where case_id = :case order by step""")
                .param("case", id.value())
                .query((row, _) -> new Event(
                        Columns.instant(row, "at"),
                        row.getString("to_state"),
                        row.getString("who"),
                        vault.open(
                                "collusion_case_event",
                                "why_sealed",
                                row.getObject("id", UUID.class),
                                row.getBytes("why_sealed"))))
                .list();
    }

    /// `PointsHeld` is `points_held`.
    static String state(Case now) {
        return now.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(row(row).now, row.getInt("score"), Columns.instant(row, "found_at"));
    }

    private static Row row(ResultSet row) throws SQLException {
        Array members = row.getArray("members");
        var matter = new Matter(
                new CaseId(row.getObject("id", UUID.class)),
                Arrays.stream((UUID[]) members.getArray()).map(MemberId::new).toList(),
                row.getInt("closed_before"),
                Level.of(row.getString("level")),
                Columns.instant(row, "opened_at"));
        return new Row(now(row, matter), row.getInt("step"));
    }

    private static Case now(ResultSet row, Matter matter) throws SQLException {
        var state = row.getString("state");
        return switch (state) {
            case "opened" -> new Case.Opened(matter);
            case "looked_at" -> new Case.LookedAt(matter);
            case "earning_stopped" -> new Case.EarningStopped(matter, by(row));
            case "points_held" -> new Case.PointsHeld(matter, by(row));
            case "bonus_reversed" -> new Case.BonusReversed(matter, by(row));
            case "suspended" -> new Case.Suspended(matter, by(row));
            case "appealed" -> new Case.Appealed(matter, measure(row), by(row));
            case "upheld" -> new Case.Upheld(matter, measure(row), by(row));
            case "dismissed" -> new Case.Dismissed(matter);
            case "lifted" -> new Case.Lifted(matter);
            default -> throw new IllegalStateException("no case is " + state);
        };
    }

    private static String by(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getString("measured_by"));
    }

    private static Measure measure(ResultSet row) throws SQLException {
        return Measure.of(Objects.requireNonNull(row.getString("measure")));
    }
}
