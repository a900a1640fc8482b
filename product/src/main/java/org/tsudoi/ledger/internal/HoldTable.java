package org.tsudoi.ledger.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.internal.Desk.EndedHold;
import org.tsudoi.ledger.internal.Desk.NewHold;

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

    /// Writes holds and notes which were written; one whose id is taken is left out, and then the guarded accounts stay
    /// as they are.
    ///
    /// @param guards what guarded accounts hold afterwards, in the same statement; everybody else waits for them
    void insert(List<NewHold> holds, Instant at, Collection<Guard> guards) {
        if (holds.isEmpty()) return;
        var lines = holds.stream()
                .flatMap(each -> IntStream.range(0, each.accounts.length).mapToObj(line -> new Line(each, line)))
                .toList();
        var written = new HashSet<>(sql.sql("""
                with added as (
                  insert into ledger_hold (id, kind, expires_at, recorded_at, legs, metadata)
                  select h.id, h.kind, timestamptz 'epoch' + h.expires * interval '1 microsecond', :at, h.legs,
                    h.metadata::jsonb
                  from unnest(:ids, :kinds, :expiries, :legs, :metadata) as h (id, kind, expires, legs, metadata)
                  on conflict (id) do nothing
                  returning id),
                leg as materialized (
                  select l.hold_id, l.line, l.account_id, l.amount,
                    timestamptz 'epoch' + l.expires * interval '1 microsecond' as expires_at
                  from unnest(:holds, :lines, :accounts, :amounts, :expiriesOfLegs)
                    as l (hold_id, line, account_id, amount, expires)
                  where l.hold_id in (select id from added)),
                written as (
                  insert into ledger_hold_leg (hold_id, line, account_id, amount)
                  select hold_id, line, account_id, amount from leg),
                opened as (
                  insert into ledger_hold_open (hold_id, line, account_id, amount, expires_at)
                  select hold_id, line, account_id, amount, expires_at from leg),
                moved as (
                  update ledger_balance b set posted = g.posted, held_out = g.held_out, held_in = g.held_in
                  from unnest(:guarded, :posted, :out, :in) as g (account_id, posted, held_out, held_in)
                  where b.account_id = g.account_id and (select count(*) from added) = :count)
                select id from added
                """)
                .param("count", holds.size())
                .param("guarded", AccountTable.longs(guards, Guard::accountId))
                .param("posted", AccountTable.longs(guards, Guard::posted))
                .param("out", AccountTable.longs(guards, Guard::heldOut))
                .param("in", AccountTable.longs(guards, Guard::heldIn))
                .param("ids", holds.stream().map(each -> each.hold.id().value()).toArray(UUID[]::new))
                .param("kinds", holds.stream().map(each -> each.hold.kind()).toArray(String[]::new))
                .param("expiries", AccountTable.longs(holds, each -> JournalTable.micros(each.hold.expiresAt())))
                .param(
                        "legs",
                        holds.stream().mapToInt(each -> each.accounts.length).toArray())
                .param(
                        "metadata",
                        holds.stream()
                                .map(each -> JournalTable.json(each.hold.metadata()))
                                .toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "holds",
                        lines.stream().map(each -> each.of.hold.id().value()).toArray(UUID[]::new))
                .param("lines", lines.stream().mapToInt(each -> each.line + 1).toArray())
                .param("accounts", AccountTable.longs(lines, each -> each.of.accounts[each.line]))
                .param("amounts", AccountTable.longs(lines, Line::amount))
                .param(
                        "expiriesOfLegs",
                        AccountTable.longs(lines, each -> JournalTable.micros(each.of.hold.expiresAt())))
                .query(UUID.class)
                .list());
        for (var each : holds) each.written = written.contains(each.hold.id().value());
    }

    private record Line(NewHold of, int line) {
        long amount() {
            return of.hold.legs().get(line).amount();
        }
    }

    Optional<KnownHold> find(HoldId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    Map<HoldId, KnownHold> find(Collection<HoldId> ids) {
        if (ids.isEmpty()) return Map.of();
        return sql.sql("""
                select h.id, h.kind, h.expires_at, h.recorded_at, e.ended, e.ended_at, e.reason,
                  array(select key from jsonb_each_text(h.metadata) order by key) as keys,
                  array(select value from jsonb_each_text(h.metadata) order by key) as words,
                  leg.codes, leg.assets, leg.amounts
                from ledger_hold h left join ledger_hold_end e on e.hold_id = h.id
                  cross join lateral (
                    select array_agg(a.code order by l.line) as codes, array_agg(a.asset order by l.line) as assets,
                      array_agg(l.amount order by l.line) as amounts
                    from ledger_hold_leg l join ledger_account a on a.id = l.account_id where l.hold_id = h.id) leg
                where h.id = any(:ids)
                """).param("ids", uuids(ids)).query((row, _) -> known(row, legs(row))).list().stream()
                .collect(Collectors.toMap(known -> known.hold().id(), Function.identity()));
    }

    private static List<Leg> legs(ResultSet row) throws SQLException {
        var codes = (String[]) row.getArray("codes").getArray();
        var assets = (String[]) row.getArray("assets").getArray();
        var amounts = (Long[]) row.getArray("amounts").getArray();
        return IntStream.range(0, codes.length)
                .mapToObj(line -> new Leg(new AccountCode(codes[line]), new Asset(assets[line]), amounts[line]))
                .toList();
    }

    private static KnownHold known(ResultSet row, List<Leg> legs) throws SQLException {
        var hold = new Hold(
                new HoldId(row.getObject("id", UUID.class)),
                JournalTable.instant(row, "expires_at"),
                row.getString("kind"),
                legs,
                JournalTable.metadata(row));
        var at = row.getObject("ended_at") == null ? Instant.EPOCH : JournalTable.instant(row, "ended_at");
        return new KnownHold(
                hold,
                JournalTable.instant(row, "recorded_at"),
                ended(row.getString("ended"), row.getString("reason"), at));
    }

    /// Whoever ends a hold has this lock: taken in the order of ids.
    ///
    /// @param passBusy whether to leave out those that others have locked, instead of waiting for them
    /// @return those that are open
    Set<HoldId> lockOpen(Collection<HoldId> ids, boolean passBusy) {
        if (ids.isEmpty()) return Set.of();
        return new HashSet<>(sql.sql("""
                select hold_id from ledger_hold_open where hold_id = any(:ids) and line = 1
                order by hold_id for update\s""" + (passBusy ? "skip locked" : ""))
                .param("ids", uuids(ids))
                .query((row, _) -> new HoldId(row.getObject("hold_id", UUID.class)))
                .list());
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

    /// Ends those that no journal was to settle, and those whose journal was written.
    void end(List<EndedHold> ends, Instant at) {
        var real = ends.stream()
                .filter(end -> end.by() == null || end.by().sequence > 0)
                .toList();
        if (real.isEmpty()) return;
        sql.sql("""
                with ended as (delete from ledger_hold_open where hold_id = any(:ids))
                insert into ledger_hold_end (hold_id, ended, ended_at, reason)
                select id, how, :at, reason from unnest(:ids, :hows, :reasons) as e (id, how, reason)
                """)
                .param("ids", real.stream().map(end -> end.hold().value()).toArray(UUID[]::new))
                .param(
                        "hows",
                        real.stream()
                                .map(end -> end.how().name().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .param("reasons", real.stream().map(EndedHold::reason).toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
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
