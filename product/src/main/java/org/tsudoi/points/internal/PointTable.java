package org.tsudoi.points.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.members.MemberId;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points.Movement;
import org.tsudoi.points.Points.Spent;
import org.tsudoi.points.Points.Sum;
import org.tsudoi.points.Points.Use;
import org.tsudoi.points.Points.What;
import org.tsudoi.points.Points.Wish;
import org.tsudoi.privacy.Vault;

/// Rows of `point_lot`, `point_use` with its parts, and `point_movement`.
@Component
class PointTable {
    private static final String LOT = """
            select l.id, l.member, l.kind, l.points, l.reason_sealed, l.granted_by, l.granted_at, l.expires_at, l.instead_of,
                l.grace_used, l.backed, l.late
            from point_lot l\s""";

    private final JdbcClient jdbc;
    private final Vault vault;

    PointTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Answers false when it was there before.
    boolean insert(PointLot lot, @Nullable PointLotId insteadOf) {
        return jdbc.sql("""
                        insert into point_lot (id, member, kind, points, reason_sealed, granted_by, granted_at, expires_at, instead_of,
                            grace_used, backed, late)
                        values (:id, :member, :kind, :points, :reason, :by, :at, :expires, :instead, :graceUsed, :backed, :late)
                        on conflict (id) do nothing""")
                        .param("id", lot.id().value())
                        .param("member", lot.member().value())
                        .param("kind", word(lot.kind()))
                        .param("points", lot.points())
                        .param(
                                "reason",
                                vault.seal(
                                        "point_lot", "reason_sealed", lot.id().value(), lot.reason()))
                        .param("by", lot.grantedBy())
                        .param("at", at(lot.grantedAt()))
                        .param("expires", at(lot.expiresAt()))
                        .param("instead", insteadOf == null ? null : insteadOf.value(), Types.OTHER)
                        .param("graceUsed", lot.graceUsed())
                        .param("backed", lot.backed())
                        .param("late", word(lot.late()))
                        .update()
                == 1;
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    Optional<PointLot> find(PointLotId id) {
        return jdbc.sql(LOT + "where l.id = :id")
                .param("id", id.value())
                .query((row, _) -> lot(row))
                .optional();
    }

    /// Those that have not expired.
    List<PointLot> live(MemberId member, Instant now) {
        return jdbc.sql(LOT + "where l.member = :member and l.ended_at is null and l.expires_at > :now")
                .param("member", member.value())
                .param("now", at(now))
                .query((row, _) -> lot(row))
                .list();
    }

    /// The same, for whoever decides about them: one after the other, and in one order.
    List<PointLot> lockLive(MemberId member, Instant now) {
        return jdbc.sql(LOT + """
                        where l.member = :member and l.ended_at is null and l.expires_at > :now
                        order by l.id for update""")
                .param("member", member.value())
                .param("now", at(now))
                .query((row, _) -> lot(row))
                .list();
    }

    Optional<PointLot> lock(PointLotId id) {
        return jdbc.sql(LOT + "where l.id = :id and l.ended_at is null for update")
                .param("id", id.value())
                .query((row, _) -> lot(row))
                .optional();
    }

    List<PointLotId> due(Instant now, @Nullable PointLotId after, int max) {
        return jdbc.sql("""
                        select id from point_lot where ended_at is null and expires_at <= :now and id > :after
                        order by id limit :max""")
                .param("now", at(now))
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("max", max)
                .query((row, _) -> new PointLotId(row.getObject("id", UUID.class)))
                .list();
    }

    void end(PointLotId id, Instant now) {
        jdbc.sql("update point_lot set ended_at = :now where id = :id and ended_at is null")
                .param("id", id.value())
                .param("now", at(now))
                .update();
    }

    /// So many of a lot. `returned` of them came back.
    record Part(PointLot lot, long points, long returned) {}

    void insert(Wish wish, List<Part> parts, Instant now) {
        jdbc.sql("""
                        insert into point_use (id, member, reference, payable_to, points, state, reserved_at)
                        values (:id, :member, :reference, :payable, :points, 'reserved', :now)""")
                .param("id", wish.use().value())
                .param("member", wish.member().value())
                .param("reference", wish.reference())
                .param("payable", wish.payableTo().value())
                .param("points", wish.points())
                .param("now", at(now))
                .update();
        jdbc.sql(
                        "insert into point_use_part (use, lot, points) select :use, lot, points from unnest(:lots, :points) as p (lot, points)")
                .param("use", wish.use().value())
                .param(
                        "lots",
                        parts.stream().map(part -> part.lot().id().value()).toArray(UUID[]::new))
                .param("points", parts.stream().mapToLong(Part::points).toArray())
                .update();
    }

    /// A use as it stands, its row locked.
    ///
    /// @param reversed how many of those that were given away bring whoever sold nothing
    record Kept(Use use, String reference, String state, long reversed, List<Part> parts) {
        long left(PointLot.Kind kind) {
            return parts.stream()
                    .filter(part -> part.lot.kind() == kind)
                    .mapToLong(part -> part.points - part.returned)
                    .sum();
        }

        /// The yen that whoever sold has for what did not come back.
        long brings() {
            return left(PointLot.Kind.PAID) + Math.max(left(PointLot.Kind.FREE) - reversed, 0);
        }

        Kept reversed(long many) {
            return new Kept(use, reference, state, many, parts);
        }

        Kept after(List<Part> newParts) {
            return new Kept(use, reference, state, reversed, newParts);
        }
    }

    Optional<Kept> lock(PointUseId id) {
        return kept(id, " for update");
    }

    Optional<Use> find(PointUseId id) {
        return kept(id, "").map(Kept::use);
    }

    private Optional<Kept> kept(PointUseId id, String locked) {
        return jdbc.sql(
                        "select id, member, reference, payable_to, points, returned, reversed, state from point_use where id = :id"
                                + locked)
                .param("id", id.value())
                .query((row, _) -> new Kept(
                        new Use(
                                id,
                                new MemberId(row.getObject("member", UUID.class)),
                                row.getLong("points"),
                                row.getLong("returned"),
                                new AccountCode(row.getString("payable_to"))),
                        row.getString("reference"),
                        row.getString("state"),
                        row.getLong("reversed"),
                        List.of()))
                .optional()
                .map(it -> new Kept(it.use, it.reference, it.state, it.reversed, parts(id)));
    }

    /// Those first that expire last.
    private List<Part> parts(PointUseId id) {
        return jdbc.sql("""
                        select l.id, l.member, l.kind, l.points, l.reason_sealed, l.granted_by, l.granted_at, l.expires_at,
                            l.instead_of, l.grace_used, l.backed, l.late, p.points as used, p.returned
                        from point_use_part p join point_lot l on l.id = p.lot
                        where p.use = :id order by l.expires_at desc, l.id desc""")
                .param("id", id.value())
                .query((row, _) -> new Part(lot(row), row.getLong("used"), row.getLong("returned")))
                .list();
    }

    List<Spent> spent(Collection<PointUseId> uses) {
        if (uses.isEmpty()) return List.of();
        return jdbc.sql("""
                        select u.id, u.member, u.reversed,
                            coalesce(sum(p.points - p.returned) filter (where l.kind = 'free'), 0)::bigint as free,
                            coalesce(sum(p.points - p.returned) filter (where l.kind = 'paid'), 0)::bigint as paid,
                            min(l.expires_at) as expires_at
                        from point_use u join point_use_part p on p.use = u.id join point_lot l on l.id = p.lot
                        where u.id = any(:uses) and u.state = 'spent'
                        group by u.id order by u.id""")
                .param("uses", uses.stream().map(PointUseId::value).toArray(UUID[]::new))
                .query((row, _) -> new Spent(
                        new PointUseId(row.getObject("id", UUID.class)),
                        new MemberId(row.getObject("member", UUID.class)),
                        row.getLong("free"),
                        row.getLong("paid"),
                        row.getTimestamp("expires_at").toInstant(),
                        Math.min(row.getLong("reversed"), row.getLong("free"))))
                .list();
    }

    void reversed(PointUseId id, long many) {
        jdbc.sql("update point_use set reversed = :many where id = :id")
                .param("many", many)
                .param("id", id.value())
                .update();
    }

    /// @throws IllegalStateException when it was not reserved
    void ended(PointUseId id, String state, Instant now) {
        int changed = jdbc.sql(
                        "update point_use set state = :state, ended_at = :now where id = :id and state = 'reserved'")
                .param("state", state)
                .param("now", at(now))
                .param("id", id.value())
                .update();
        if (changed != 1) throw new IllegalStateException(id + " was not reserved");
    }

    void returned(PointUseId id, PointLotId lot, long points) {
        jdbc.sql("update point_use_part set returned = returned + :points where use = :id and lot = :lot")
                .param("points", points)
                .param("id", id.value())
                .param("lot", lot.value())
                .update();
        jdbc.sql("update point_use set returned = returned + :points where id = :id")
                .param("points", points)
                .param("id", id.value())
                .update();
    }

    void note(PointLot lot, What what, long points, String reference, Instant now) {
        jdbc.sql("""
                        insert into point_movement (member, lot, at, what, points, reference)
                        values (:member, :lot, :at, :what, :points, :reference)""")
                .param("member", lot.member().value())
                .param("lot", lot.id().value())
                .param("at", at(now))
                .param("what", word(what))
                .param("points", points)
                .param("reference", reference)
                .update();
    }

    /// Those of which something may be left.
    List<PointLot> backed() {
        return jdbc.sql(LOT + "where l.backed and l.ended_at is null")
                .query((row, _) -> lot(row))
                .list();
    }

    List<PointLot> expiring(Instant from, Instant until) {
        return jdbc.sql(LOT + "where l.ended_at is null and l.expires_at >= :from and l.expires_at < :until")
                .param("from", at(from))
                .param("until", at(until))
                .query((row, _) -> lot(row))
                .list();
    }

    List<Sum> sums(Instant from, Instant until) {
        return jdbc.sql("""
                        select l.kind, l.late, m.what, sum(m.points)::bigint as points
                        from point_movement m join point_lot l on l.id = m.lot
                        where m.at >= :from and m.at < :until
                        group by l.kind, l.late, m.what order by l.kind, l.late, m.what""")
                .param("from", at(from))
                .param("until", at(until))
                .query((row, _) -> new Sum(
                        PointLot.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        PointLot.Late.valueOf(row.getString("late").toUpperCase(Locale.ROOT)),
                        What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                        row.getLong("points")))
                .list();
    }

    List<Movement> movements(MemberId member, int max) {
        return jdbc.sql("""
                        select m.at, m.what, m.points as moved, m.reference,
                            sum(m.points) over (order by m.id)::bigint as balance, l.id, l.member, l.kind, l.points,
                            l.reason_sealed, l.granted_by, l.granted_at, l.expires_at, l.instead_of,
                            l.grace_used, l.backed, l.late
                        from point_movement m join point_lot l on l.id = m.lot
                        where m.member = :member order by m.id desc limit :max""")
                .param("member", member.value())
                .param("max", max)
                .query((row, _) -> new Movement(
                        row.getTimestamp("at").toInstant(),
                        What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                        lot(row),
                        row.getLong("moved"),
                        row.getLong("balance"),
                        row.getString("reference")))
                .list();
    }

    private PointLot lot(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new PointLot(
                new PointLotId(id),
                new MemberId(row.getObject("member", UUID.class)),
                PointLot.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("points"),
                vault.open("point_lot", "reason_sealed", id, row.getBytes("reason_sealed")),
                row.getString("granted_by"),
                row.getTimestamp("granted_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("instead_of") != null,
                row.getBoolean("grace_used"),
                row.getBoolean("backed"),
                PointLot.Late.valueOf(row.getString("late").toUpperCase(Locale.ROOT)));
    }
}
