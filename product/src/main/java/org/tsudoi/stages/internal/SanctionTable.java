package org.tsudoi.stages.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.privacy.Vault;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;

/// Rows of `sanction` and `sanction_event`.
@Component
class SanctionTable {
    private static final String TABLE = "sanction";
    private static final String SELECT = """
            select s.id, s.member, s.kind, s.state, s.reason_sealed, s.starts_at, s.ends_at, s.cancel_hosted,
                s.cancel_booked, s.decided_by, s.decided_at, s.second, s.second_at, s.appeal_sealed, s.appealed_at,
                s.answer_sealed, s.answered_by, s.answered_at, s.ended_by, s.ended_at, s.ended_why
            from sanction s\s""";

    private final JdbcClient jdbc;
    private final Vault vault;

    SanctionTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<MemberId> barred(Instant now) {
        return jdbc.sql("""
                        select distinct member from sanction
                        where state = 'in_force' and starts_at <= :now and (ends_at is null or ends_at > :now)""")
                .param("now", at(now))
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .list();
    }

    boolean isBarred(MemberId member, Instant now) {
        return jdbc.sql("select is_barred(:member, :now)")
                .param("member", member.value())
                .param("now", at(now))
                .query(Boolean.class)
                .single();
    }

    Optional<Sanction> find(SanctionId id) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("id", id.value())
                .query((row, _) -> sanction(row))
                .optional();
    }

    Optional<Sanction> lock(SanctionId id) {
        return jdbc.sql(SELECT + "where s.id = :id for update")
                .param("id", id.value())
                .query((row, _) -> sanction(row))
                .optional();
    }

    List<Sanction> of(MemberId member) {
        return jdbc.sql(SELECT + "where s.member = :member order by s.decided_at desc, s.id desc")
                .param("member", member.value())
                .query((row, _) -> sanction(row))
                .list();
    }

    List<Sanction> all(int max) {
        return jdbc.sql(SELECT + """
                        order by (s.state = 'proposed'
                            or (s.state = 'in_force' and s.appealed_at is not null and s.answered_at is null)) desc,
                            s.decided_at desc, s.id desc limit :max""")
                .param("max", max)
                .query((row, _) -> sanction(row))
                .list();
    }

    List<Sanction> inForce() {
        return jdbc.sql(SELECT + "where s.state = 'in_force' order by s.decided_at, s.id")
                .query((row, _) -> sanction(row))
                .list();
    }

    List<Sanction> ended(String without) {
        return jdbc.sql(SELECT + """
                        where s.state = 'ended' and not exists (
                            select from sanction_event e where e.sanction = s.id and e.what = :without)""")
                .param("without", without)
                .query((row, _) -> sanction(row))
                .list();
    }

    private Sanction sanction(ResultSet row) throws SQLException {
        var key = row.getObject("id", UUID.class);
        var id = new SanctionId(key);
        var decision = new Sanction.Decision(
                new MemberId(row.getObject("member", UUID.class)),
                Sanction.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                vault.open(TABLE, "reason_sealed", key, row.getBytes("reason_sealed")),
                row.getTimestamp("starts_at").toInstant(),
                moment(row, "ends_at"),
                row.getBoolean("cancel_hosted"),
                row.getBoolean("cancel_booked"),
                new MemberId(row.getObject("decided_by", UUID.class)),
                row.getTimestamp("decided_at").toInstant());
        return switch (row.getString("state")) {
            case "proposed" -> new Sanction.Proposed(id, decision);
            case "in_force" -> new Sanction.InForce(id, decision, second(row), appeal(row, key));
            case "refused" -> new Sanction.Refused(id, decision, second(row).orElseThrow());
            case "ended" -> new Sanction.Ended(id, decision, second(row), appeal(row, key), end(row));
            default -> throw new IllegalStateException("no such state: " + id);
        };
    }

    private static Optional<Sanction.Second> second(ResultSet row) throws SQLException {
        @Nullable UUID operator = row.getObject("second", UUID.class);
        return operator == null
                ? Optional.empty()
                : Optional.of(new Sanction.Second(
                        new MemberId(operator), row.getTimestamp("second_at").toInstant()));
    }

    private Optional<Sanction.Appeal> appeal(ResultSet row, UUID key) throws SQLException {
        byte @Nullable [] words = row.getBytes("appeal_sealed");
        if (words == null) return Optional.empty();
        byte @Nullable [] answer = row.getBytes("answer_sealed");
        var answered = answer == null
                ? Optional.<Sanction.Answer>empty()
                : Optional.of(new Sanction.Answer(
                        vault.open(TABLE, "answer_sealed", key, answer),
                        new MemberId(row.getObject("answered_by", UUID.class)),
                        row.getTimestamp("answered_at").toInstant()));
        return Optional.of(new Sanction.Appeal(
                vault.open(TABLE, "appeal_sealed", key, words),
                row.getTimestamp("appealed_at").toInstant(),
                answered));
    }

    private static Sanction.End end(ResultSet row) throws SQLException {
        return new Sanction.End(
                Sanction.End.Why.valueOf(row.getString("ended_why").toUpperCase(Locale.ROOT)),
                row.getString("ended_by"),
                row.getTimestamp("ended_at").toInstant());
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp stored = row.getTimestamp(column);
        return Optional.ofNullable(stored).map(Timestamp::toInstant);
    }

    /// False when there is one with this id, or such a one about this member.
    boolean insert(Sanction sanction) {
        var decision = sanction.decision();
        return jdbc.sql("""
                        insert into sanction (id, member, kind, state, reason_sealed, starts_at, ends_at, cancel_hosted,
                            cancel_booked, decided_by, decided_at)
                        values (:id, :member, :kind, :state, :reason, :starts, :ends, :hosted, :booked, :by, :now)
                        on conflict do nothing""")
                        .param("id", sanction.id().value())
                        .param("member", decision.member().value())
                        .param("kind", decision.kind().word())
                        .param("state", state(sanction))
                        .param("reason", vault.seal(TABLE, "reason_sealed", sanction.id().value(), decision.reason()))
                        .param("starts", at(decision.startsAt()))
                        .param("ends", decision.endsAt().map(SanctionTable::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("hosted", decision.cancelHosted())
                        .param("booked", decision.cancelBooked())
                        .param("by", decision.by().value())
                        .param("now", at(decision.at()))
                        .update()
                == 1;
    }

    static String state(Sanction sanction) {
        return switch (sanction) {
            case Sanction.Proposed _ -> "proposed";
            case Sanction.InForce _ -> "in_force";
            case Sanction.Refused _ -> "refused";
            case Sanction.Ended _ -> "ended";
        };
    }

    /// Its row is locked.
    void move(Sanction from, Sanction.InForce to) {
        save(from, to, to.second(), to.appeal(), null, null, null);
    }

    void move(Sanction from, Sanction.Refused to) {
        var second = to.second();
        save(
                from,
                to,
                Optional.of(second),
                Optional.empty(),
                "refused",
                second.operator().toString(),
                second.at());
    }

    void move(Sanction from, Sanction.Ended to) {
        var end = to.end();
        save(from, to, to.second(), to.appeal(), end.why().word(), end.by(), end.at());
    }

    private void save(
            Sanction from,
            Sanction to,
            Optional<Sanction.Second> second,
            Optional<Sanction.Appeal> appeal,
            @Nullable String endedWhy,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {
        var key = to.id().value();
        var answer = appeal.flatMap(Sanction.Appeal::answer);
        int changed = jdbc.sql("""
                        update sanction set state = :to, second = :second, second_at = :secondAt,
                            appeal_sealed = coalesce(appeal_sealed, :appeal), appealed_at = :appealedAt,
                            answer_sealed = coalesce(answer_sealed, :answer), answered_by = :answeredBy,
                            answered_at = :answeredAt, ended_why = :why, ended_by = :endedBy, ended_at = :endedAt
                        where id = :id and state = :from""")
                .param("to", state(to))
                .param("from", state(from))
                .param("id", key)
                .param("second", second.map(it -> it.operator().value()).orElse(null), Types.OTHER)
                .param("secondAt", second.map(it -> at(it.at())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("appeal", appeal.map(it -> vault.seal(TABLE, "appeal_sealed", key, it.words())).orElse(null), Types.BINARY)
                .param("appealedAt", appeal.map(it -> at(it.at())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("answer", answer.map(it -> vault.seal(TABLE, "answer_sealed", key, it.words())).orElse(null), Types.BINARY)
                .param("answeredBy", answer.map(it -> it.by().value()).orElse(null), Types.OTHER)
                .param("answeredAt", answer.map(it -> at(it.at())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", endedWhy, Types.VARCHAR)
                .param("endedBy", endedBy, Types.VARCHAR)
                .param("endedAt", endedAt == null ? null : at(endedAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (changed != 1) throw new IllegalStateException(to.id() + " moved although locked");
    }

    void note(SanctionId id, String what, String by, Instant now) {
        jdbc.sql("insert into sanction_event (sanction, what, done_by, at) values (:id, :what, :by, :now)")
                .param("id", id.value())
                .param("what", what)
                .param("by", by)
                .param("now", at(now))
                .update();
    }

    List<Sanctions.Step> history(SanctionId id) {
        return jdbc.sql("select at, what, done_by from sanction_event where sanction = :id order by id")
                .param("id", id.value())
                .query((row, _) -> new Sanctions.Step(
                        row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("done_by")))
                .list();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
