package org.tsudoi.pointsales.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.points.PointLotId;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointSales.Kind;
import org.tsudoi.pointsales.PointSales.Oddity;
import org.tsudoi.privacy.Vault;

/// Rows of `point_oddity`.
@Component
class OddityTable {
    private static final String SELECT = """
            select o.id, o.kind, o.lot, l.member, o.yen, o.noted_at from point_oddity o join point_lot l on l.id = o.lot\s""";

    private final JdbcClient jdbc;
    private final Vault vault;

    OddityTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param state `open` or `for_person`
    void insert(OddityId id, Kind kind, PointLotId lot, Money yen, String state, Instant now) {
        jdbc.sql("""
                        insert into point_oddity (id, kind, lot, yen, state, noted_at)
                        values (:id, :kind, :lot, :yen, :state, :at) on conflict (id) do nothing""")
                .param("id", id.value())
                .param("kind", kind.word())
                .param("lot", lot.value())
                .param("yen", yen.minorUnits())
                .param("state", state)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Empty when it is in another state.
    Optional<Oddity> find(OddityId id, String state) {
        return one(id, state, "");
    }

    /// The same, locked.
    Optional<Oddity> lock(OddityId id, String state) {
        return one(id, state, " for update of o");
    }

    private Optional<Oddity> one(OddityId id, String state, String how) {
        return jdbc.sql(SELECT + "where o.id = :id and o.state = :state" + how)
                .param("id", id.value())
                .param("state", state)
                .query((row, _) -> oddity(row))
                .optional();
    }

    List<Oddity> forAPerson() {
        return jdbc.sql(SELECT + "where o.state = 'for_person' order by o.noted_at, o.id limit 200")
                .query((row, _) -> oddity(row))
                .list();
    }

    void move(OddityId id, String from, String to) {
        int changed = jdbc.sql("update point_oddity set state = :to where id = :id and state = :from")
                .param("id", id.value())
                .param("from", from)
                .param("to", to)
                .update();
        if (changed != 1) throw new IllegalStateException(id + " was not " + from);
    }

    void settled(OddityId id, MemberId by, String note, Instant now) {
        jdbc.sql("""
                        update point_oddity set state = 'settled', settled_by = :by, settled_at = :at, note_sealed = :note
                        where id = :id and state = 'for_person'""")
                .param("id", id.value())
                .param("by", by.value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("note", vault.seal("point_oddity", "note_sealed", id.value(), note))
                .update();
    }

    /// No other oddity of this lot comes or goes before the caller's transaction ends. Taken after points of the lot
    /// were, never before.
    void holdStill(PointLotId lot) {
        jdbc.sql("select id from point_lot where id = :lot for no key update")
                .param("lot", lot.value())
                .query(UUID.class)
                .single();
    }

    /// So much less of this lot is owed back; never of what was sent already. Answers how much.
    long lessOwed(PointLotId lot, long yen) {
        long open = yen;
        var owed = jdbc.sql(SELECT + """
                        where o.lot = :lot and o.kind = 'owed_back' and o.state in ('open', 'for_person')
                        order by o.id for update of o""")
                .param("lot", lot.value())
                .query((row, _) -> oddity(row))
                .list();
        for (var one : owed) {
            long some = Math.min(open, one.yen().minorUnits());
            if (some == 0) break;
            boolean whole = some == one.yen().minorUnits();
            jdbc.sql(
                            whole
                                    ? "delete from point_oddity where id = :id and yen = :yen"
                                    : "update point_oddity set yen = yen - :yen where id = :id")
                    .param("id", one.id().value())
                    .param("yen", some)
                    .update();
            open -= some;
        }
        return yen - open;
    }

    /// What of this lot's money a bank gave back is still not covered by points that were taken.
    long lost(PointLotId lot) {
        return jdbc.sql("""
                        select coalesce(sum(yen), 0)::bigint from point_oddity
                        where lot = :lot and kind = 'lost' and state = 'for_person'""").param("lot", lot.value()).query(Long.class).single();
    }

    /// So much less of what a bank gave back is lost.
    void lessLost(PointLotId lot, long yen) {
        jdbc.sql("""
                        delete from point_oddity where lot = :lot and kind = 'lost' and state = 'for_person' and yen <= :yen""").param("lot", lot.value()).param("yen", yen).update();
        jdbc.sql("""
                        update point_oddity set yen = yen - :yen
                        where lot = :lot and kind = 'lost' and state = 'for_person' and yen > :yen""").param("lot", lot.value()).param("yen", yen).update();
    }

    private static Oddity oddity(ResultSet row) throws SQLException {
        return new Oddity(
                new OddityId(row.getObject("id", UUID.class)),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new PointLotId(row.getObject("lot", UUID.class)),
                new MemberId(row.getObject("member", UUID.class)),
                Money.jpy(row.getLong("yen")),
                row.getTimestamp("noted_at").toInstant());
    }
}
