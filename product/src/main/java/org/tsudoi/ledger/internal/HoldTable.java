package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Leg;

/// Holds: what was asked for, what is open, how it ended.
@Component
class HoldTable {
    private final JdbcClient sql;

    HoldTable(JdbcClient sql) {
        this.sql = sql;
    }

    enum End {
        SETTLED,
        RELEASED,
        EXPIRED
    }

    record Ended(End how, Instant at, String reason) {}

    record KnownHold(Hold hold, Instant recordedAt, Optional<Ended> ended) {}

    record OpenLeg(HoldId hold, long accountId, long amount) {}

    /// Writes the hold; nothing, and false, when the id is taken.
    boolean insert(Hold hold, Instant at, long[] accounts) {
        return sql.sql("""
                with added as (
                  insert into ledger_hold (id, kind, expires_at, recorded_at, legs, metadata)
                  values (:id, :kind, :expires, :at, :legs, nullif(jsonb_object(:keys, :words), '{}'))
                  on conflict (id) do nothing
                  returning id, expires_at),
                written as (
                  insert into ledger_hold_leg (hold_id, line, account_id, amount)
                  select added.id, leg.line, leg.account_id, leg.amount
                  from added cross join unnest(:accounts, :amounts) with ordinality as leg (account_id, amount, line)
                  returning hold_id, line, account_id, amount),
                opened as (
                  insert into ledger_hold_open (hold_id, line, account_id, amount, expires_at)
                  select w.hold_id, w.line, w.account_id, w.amount, added.expires_at
                  from written w join added on added.id = w.hold_id)
                select count(*) from added
                """)
                        .param("id", hold.id().value())
                        .param("kind", hold.kind())
                        .param("expires", hold.expiresAt().atOffset(ZoneOffset.UTC))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("legs", hold.legs().size())
                        .param("keys", JournalTable.keys(hold.metadata()))
                        .param("words", JournalTable.words(hold.metadata()))
                        .param("accounts", accounts)
                        .param("amounts", AccountTable.longs(hold.legs(), Leg::amount))
                        .query(Long.class)
                        .single()
                == 1;
    }

    Optional<KnownHold> find(HoldId id) {
        var legs = sql.sql("""
                select a.code, a.asset, l.amount
                from ledger_hold_leg l join ledger_account a on a.id = l.account_id
                where l.hold_id = :id order by l.line
                """)
                .param("id", id.value())
                .query((row, _) -> JournalTable.leg(row))
                .list();
        return sql.sql("""
                select h.kind, h.expires_at, h.recorded_at, e.ended, e.ended_at, e.reason,
                  array(select key from jsonb_each_text(h.metadata) order by key) as keys,
                  array(select value from jsonb_each_text(h.metadata) order by key) as words
                from ledger_hold h left join ledger_hold_end e on e.hold_id = h.id where h.id = :id
                """)
                .param("id", id.value())
                .query((row, _) -> new KnownHold(
                        new Hold(
                                id,
                                JournalTable.instant(row, "expires_at"),
                                row.getString("kind"),
                                legs,
                                JournalTable.metadata(row)),
                        JournalTable.instant(row, "recorded_at"),
                        ended(
                                row.getString("ended"),
                                row.getString("reason"),
                                row.getObject("ended_at") == null
                                        ? Instant.EPOCH
                                        : JournalTable.instant(row, "ended_at"))))
                .optional();
    }

    /// Whoever ends the hold has this lock; waits for who has it now. False when it is not open (any more).
    boolean lockOpen(HoldId id) {
        return sql.sql("select 1 from ledger_hold_open where hold_id = :id and line = 1 for update")
                .param("id", id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Locks open holds whose expiry is not after `now`, the oldest first, without those that others have
    /// locked.
    List<HoldId> lockDue(Instant now, int most) {
        return sql.sql("""
                select hold_id from ledger_hold_open where line = 1 and expires_at <= :now
                order by expires_at, hold_id limit :most for update skip locked
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new HoldId(row.getObject("hold_id", UUID.class)))
                .list();
    }

    List<OpenLeg> openLegs(Collection<HoldId> holds) {
        return sql.sql("select hold_id, account_id, amount from ledger_hold_open where hold_id = any(:ids)")
                .param("ids", uuids(holds))
                .query((row, _) -> new OpenLeg(
                        new HoldId(row.getObject("hold_id", UUID.class)),
                        row.getLong("account_id"),
                        row.getLong("amount")))
                .list();
    }

    void end(Collection<HoldId> holds, End how, Instant at, @Nullable String reason) {
        sql.sql("""
                with ended as (delete from ledger_hold_open where hold_id = any(:ids))
                insert into ledger_hold_end (hold_id, ended, ended_at, reason)
                select id, :how, :at, :reason from unnest(:ids) as id
                """)
                .param("ids", uuids(holds))
                .param("how", how.name().toLowerCase(Locale.ROOT))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .update();
    }

    /// Each account's open legs by direction.
    static Map<Long, Guard.Reserved> byAccount(List<OpenLeg> legs) {
        var sums = new HashMap<Long, Guard.Reserved>();
        for (var leg : legs) {
            sums.put(
                    leg.accountId(),
                    sums.getOrDefault(leg.accountId(), Guard.Reserved.NOTHING).and(leg.amount()));
        }
        return sums;
    }

    private static Optional<Ended> ended(@Nullable String how, @Nullable String reason, Instant at) {
        return how == null
                ? Optional.empty()
                : Optional.of(new Ended(End.valueOf(how.toUpperCase(Locale.ROOT)), at, reason == null ? "" : reason));
    }

    private static UUID[] uuids(Collection<HoldId> holds) {
        return holds.stream().map(HoldId::value).toArray(UUID[]::new);
    }
}
