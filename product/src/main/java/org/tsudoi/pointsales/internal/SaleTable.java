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
import org.tsudoi.pointsales.PointPack;
import org.tsudoi.pointsales.PointPackId;
import org.tsudoi.pointsales.PointSales.Setting;
import org.tsudoi.pointsales.SaleTerms;

/// Rows of `point_sale_terms`, `point_pack` and of the one of `point_room`.
@Component
class SaleTable {
    private final JdbcClient jdbc;

    SaleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Setting> settings(int max) {
        return jdbc.sql("""
                        select on_sale, ground, licence, life_months, in_all, once_max, day_max, month_max, bonus_points,
                            bonus_days, told_days, set_by, set_at
                        from point_sale_terms order by id desc limit :max""")
                .param("max", max)
                .query((row, _) -> new Setting(
                        terms(row),
                        new MemberId(row.getObject("set_by", UUID.class)),
                        row.getTimestamp("set_at").toInstant()))
                .list();
    }

    private static SaleTerms terms(ResultSet row) throws SQLException {
        return new SaleTerms(
                row.getBoolean("on_sale"),
                ground(row),
                row.getString("licence"),
                row.getInt("life_months"),
                new SaleTerms.Limits(
                        row.getLong("in_all"),
                        row.getLong("once_max"),
                        row.getLong("day_max"),
                        row.getLong("month_max")),
                new SaleTerms.Bonus(row.getInt("bonus_points"), row.getInt("bonus_days")),
                row.getInt("told_days"));
    }

    static SaleTerms.Ground ground(ResultSet row) throws SQLException {
        return SaleTerms.Ground.valueOf(row.getString("ground").toUpperCase(Locale.ROOT));
    }

    void insert(Setting set) {
        var terms = set.terms();
        jdbc.sql("""
                        insert into point_sale_terms (on_sale, ground, licence, life_months, in_all, once_max, day_max,
                            month_max, bonus_points, bonus_days, told_days, set_by, set_at)
                        values (:onSale, :ground, :licence, :months, :inAll, :once, :day, :month, :bonus, :days, :told,
                            :by, :at)""")
                .param("onSale", terms.onSale())
                .param("ground", terms.ground().word())
                .param("licence", terms.licence())
                .param("months", terms.lifeMonths())
                .param("inAll", terms.limits().inAll())
                .param("once", terms.limits().once())
                .param("day", terms.limits().day())
                .param("month", terms.limits().month())
                .param("bonus", terms.bonus().points())
                .param("days", terms.bonus().days())
                .param("told", terms.toldBefore())
                .param("by", set.by().value())
                .param("at", set.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<PointPack> packs() {
        return jdbc.sql("select id, points, bonus from point_pack where retired_at is null order by points, bonus, id")
                .query((row, _) -> new PointPack(
                        new PointPackId(row.getObject("id", UUID.class)), row.getLong("points"), row.getLong("bonus")))
                .list();
    }

    /// The same again is there once.
    void insert(PointPack pack, MemberId by, Instant now) {
        jdbc.sql("""
                        insert into point_pack (id, points, bonus, made_by, made_at)
                        values (:id, :points, :bonus, :by, :at) on conflict (id) do nothing""")
                .param("id", pack.id().value())
                .param("points", pack.points())
                .param("bonus", pack.bonus())
                .param("by", by.value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void retire(PointPackId pack, Instant now) {
        jdbc.sql("update point_pack set retired_at = :at where id = :id and retired_at is null")
                .param("id", pack.value())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Whoever wants to sell or has sold waits here for the others.
    void lockRoom() {
        jdbc.sql("select reserved from point_room for update").query(Long.class).single();
    }

    Optional<Long> reserved() {
        return jdbc.sql("select reserved from point_room").query(Long.class).optional();
    }

    /// Answers false when there is no room for so many. The row is locked by the caller.
    boolean takeRoom(long points, long owed, long inAll) {
        return jdbc.sql("""
                        update point_room set reserved = reserved + :points, owed = :owed, in_all = :inAll
                        where :owed + reserved + :points <= :inAll""")
                        .param("points", points)
                        .param("owed", owed)
                        .param("inAll", inAll)
                        .update()
                == 1;
    }

    /// What was being paid is owed now.
    void fillRoom(long points) {
        jdbc.sql("update point_room set reserved = reserved - :points, owed = owed + :points")
                .param("points", points)
                .update();
    }

    void freeRoom(long points) {
        jdbc.sql("update point_room set reserved = reserved - :points")
                .param("points", points)
                .update();
    }
}
