package org.tsudoi.payments.slip;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.NamelessMoney.Decided;
import org.tsudoi.payments.NamelessMoney.Deposit;
import org.tsudoi.payments.NamelessMoney.Wish;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.DecidingNameless.Kept;

/// Numbers that the agent has confirmed and that no slip of ours has.
class StraySlipTable {
    private static final String SELECT = """
            select y.*, heard.* from slip_stray y cross join lateral (
              select greatest(count(*) filter (where r.kind <> 'postal-taken-back')
                  - count(*) filter (where r.kind = 'postal-taken-back'), 0) as times,
                coalesce((array_agg(r.fee order by r.paid_at, r.line) filter (where r.kind <> 'postal-taken-back'))[1], 0)
                  as fee,
                min(r.paid_at) as paid_at, min(r.chain || ' ' || r.store) as store
              from slip_report r where r.code = y.code and r.kind in ('settled', 'postal', 'postal-taken-back')
            ) heard
            """;
    private static final String OPEN = "y.payment_id is null and y.set_aside_by is null and heard.times > 0";

    private final JdbcClient jdbc;

    StraySlipTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param times   how often the agent has confirmed it and not taken that back
    /// @param fee     what it keeps of each
    /// @param booked  what the books have of it, `bookedFee` what the agent kept of that
    /// @param payment for which it is, once two people have said so
    record Stray(
            UUID id,
            String code,
            long yen,
            long times,
            long fee,
            long booked,
            long bookedFee,
            int settlings,
            @Nullable PaymentId payment,
            boolean setAside) {
        boolean isDecided() {
            return payment != null || setAside;
        }
    }

    void add(String code, long yen, Instant now) {
        jdbc.sql("""
                insert into slip_stray (id, code, yen, heard_at) values (:id, :code, :yen, :now)
                on conflict (code) do nothing
                """)
                .param("id", UUID.nameUUIDFromBytes(("stray " + code).getBytes(StandardCharsets.US_ASCII)))
                .param("code", code)
                .param("yen", yen)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Read once it is locked, so that what others did who held it is seen.
    Stray lock(String code) {
        jdbc.sql("select id from slip_stray where code = :code for update")
                .param("code", code)
                .query(UUID.class)
                .single();
        return jdbc.sql(SELECT + "where y.code = :code")
                .param("code", code)
                .query((row, _) -> stray(row))
                .single();
    }

    Stray get(UUID id) {
        return jdbc.sql(SELECT + "where y.id = :id")
                .param("id", id)
                .query((row, _) -> stray(row))
                .single();
    }

    void settled(Stray before, long booked, long bookedFee) {
        int changed = jdbc.sql("""
                update slip_stray set booked = :booked, booked_fee = :fee, settlings = settlings + 1
                where id = :id and settlings = :settlings
                """)
                .param("booked", booked)
                .param("fee", bookedFee)
                .param("id", before.id())
                .param("settlings", before.settlings())
                .update();
        if (changed != 1) throw new IllegalStateException(before.id() + " was settled by somebody else");
    }

    List<Kept> unmatched(int max) {
        return jdbc.sql(SELECT + "where " + OPEN + " order by y.heard_at, y.id limit :max")
                .param("max", max)
                .query((row, _) -> kept(row))
                .list();
    }

    Optional<Kept> lockUnmatched(UUID id) {
        jdbc.sql("select id from slip_stray where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return jdbc.sql(SELECT + "where y.id = :id and " + OPEN)
                .param("id", id)
                .query((row, _) -> kept(row))
                .optional();
    }

    void wish(UUID id, Wish wish) {
        jdbc.sql("update slip_stray set wished_by = :by, wished_payment = :payment, wished_note = :note where id = :id")
                .param("id", id)
                .param("by", wish.by())
                .param("payment", wish.payment() == null ? null : wish.payment().value(), Types.OTHER)
                .param("note", wish.note())
                .update();
    }

    void match(UUID id, PaymentId payment, String who) {
        jdbc.sql("update slip_stray set payment_id = :payment, matched_by = :who where id = :id")
                .param("id", id)
                .param("payment", payment.value())
                .param("who", who)
                .update();
    }

    void setAside(UUID id, String note, String who) {
        jdbc.sql("update slip_stray set set_aside_by = :who, note = :note where id = :id")
                .param("id", id)
                .param("note", note)
                .param("who", who)
                .update();
    }

    /// Also those that came and went again.
    Map<String, Decided> decidedAmong(Collection<String> lines) {
        var decided = new HashMap<String, Decided>();
        jdbc.sql("select r.line, d.payment_id from (" + SELECT + """
                where y.payment_id is not null or y.set_aside_by is not null or heard.times = 0
                ) d join slip_report r on r.code = d.code where r.line = any(:lines)
                """)
                .param("lines", lines.toArray(String[]::new))
                .query(row -> {
                    @Nullable UUID payment = row.getObject("payment_id", UUID.class);
                    decided.put(row.getString("line"), new Decided(payment == null ? null : new PaymentId(payment)));
                });
        return decided;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("wished_by");
        @Nullable UUID payment = row.getObject("wished_payment", UUID.class);
        var deposit = new Deposit(
                row.getObject("id", UUID.class),
                row.getLong("times") * row.getLong("yen"),
                LocalDate.ofInstant(
                        row.getObject("paid_at", OffsetDateTime.class).toInstant(), SlipAdapter.JAPAN),
                SlipCode.read(row.getString("code")).orElseThrow().shown() + " · " + row.getString("store"));
        return new Kept(
                deposit,
                by == null
                        ? null
                        : new Wish(by, payment == null ? null : new PaymentId(payment), row.getString("wished_note")));
    }

    private static Stray stray(ResultSet row) throws SQLException {
        @Nullable UUID payment = row.getObject("payment_id", UUID.class);
        return new Stray(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getLong("yen"),
                row.getLong("times"),
                row.getLong("fee"),
                row.getLong("booked"),
                row.getLong("booked_fee"),
                row.getInt("settlings"),
                payment == null ? null : new PaymentId(payment),
                row.getString("set_aside_by") != null);
    }
}
