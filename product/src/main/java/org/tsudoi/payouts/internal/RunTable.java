package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts.Happened;
import org.tsudoi.privacy.Vault;

/// Rows of `payout_run`, with their files and what happened to them.
@Component
class RunTable {
    private static final String SELECT = """
            select id, currency, prepared_by, prepared_at, state, approved_by, approved_at, handed_in_by, handed_in_at, transfer_on,
                file_sha256, settled_at, discarded_by, discarded_at
            from payout_run\s""";

    private static final int TIMESTAMPTZ = Types.TIMESTAMP_WITH_TIMEZONE;

    private final JdbcClient jdbc;
    private final Vault vault;

    RunTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Until the transaction ends nobody else prepares a run of this currency or tells an account for it.
    void lockDesk(Currency currency) {
        jdbc.sql("select currency from payout_desk where currency = :currency for update")
                .param("currency", currency.getCurrencyCode())
                .query(String.class)
                .single();
    }

    void insert(PayoutRun.Prepared run) {
        jdbc.sql("""
                        insert into payout_run (id, currency, prepared_by, prepared_at, state)
                        values (:id, :currency, :by, :at, 'prepared')""")
                .param("id", run.id().value())
                .param("currency", run.terms().currency().getCurrencyCode())
                .param("by", run.terms().preparedBy().value())
                .param("at", Columns.of(run.terms().preparedAt()))
                .update();
    }

    Optional<PayoutRun> find(PayoutRunId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> run(row))
                .optional();
    }

    Optional<PayoutRun> lock(PayoutRunId id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> run(row))
                .optional();
    }

    Optional<PayoutRun> undecided(Currency currency) {
        return jdbc.sql(SELECT + "where currency = :currency and state = 'prepared'")
                .param("currency", currency.getCurrencyCode())
                .query((row, _) -> run(row))
                .optional();
    }

    List<PayoutRun> newest(int max) {
        return jdbc.sql(SELECT + "order by prepared_at desc, id desc limit :max")
                .param("max", max)
                .query((row, _) -> run(row))
                .list();
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    void move(PayoutRun from, PayoutRun to) {
        var approval = approval(to);
        var handIn = handIn(to);
        int changed = jdbc.sql("""
                        update payout_run set state = :to,
                            approved_by = coalesce(:approvedBy, approved_by), approved_at = coalesce(:approvedAt, approved_at),
                            handed_in_by = :handedInBy, handed_in_at = :handedInAt, transfer_on = :on, file_sha256 = :sha256,
                            settled_at = :settledAt, discarded_by = :discardedBy, discarded_at = :discardedAt
                        where id = :id and state = :from""")
                .param("id", from.id().value())
                .param("from", state(from))
                .param("to", state(to))
                .param("approvedBy", approval == null ? null : approval.by().value(), Types.OTHER)
                .param("approvedAt", Columns.of(approval == null ? null : approval.at()), TIMESTAMPTZ)
                .param("handedInBy", handIn == null ? null : handIn.by().value(), Types.OTHER)
                .param("handedInAt", Columns.of(handIn == null ? null : handIn.at()), TIMESTAMPTZ)
                .param("on", handIn == null ? null : handIn.on(), Types.DATE)
                .param("sha256", handIn == null ? null : handIn.sha256(), Types.VARCHAR)
                .param("settledAt", Columns.of(to instanceof PayoutRun.Settled it ? it.at() : null), TIMESTAMPTZ)
                .param(
                        "discardedBy",
                        to instanceof PayoutRun.Discarded it ? it.by().value() : null,
                        Types.OTHER)
                .param("discardedAt", Columns.of(to instanceof PayoutRun.Discarded it ? it.at() : null), TIMESTAMPTZ)
                .update();
        if (changed != 1) throw new IllegalStateException(from.id() + " is not " + state(from) + " any more");
    }

    private static PayoutRun.@Nullable Approval approval(PayoutRun run) {
        return switch (run) {
            case PayoutRun.Prepared _, PayoutRun.Discarded _ -> null;
            case PayoutRun.Approved it -> it.approval();
            case PayoutRun.HandedIn it -> it.approval();
            case PayoutRun.Settled it -> it.approval();
        };
    }

    private static PayoutRun.@Nullable HandIn handIn(PayoutRun run) {
        return switch (run) {
            case PayoutRun.Prepared _, PayoutRun.Approved _, PayoutRun.Discarded _ -> null;
            case PayoutRun.HandedIn it -> it.handIn();
            case PayoutRun.Settled it -> it.handIn();
        };
    }

    static String state(PayoutRun run) {
        return switch (run) {
            case PayoutRun.Prepared _ -> "prepared";
            case PayoutRun.Approved _ -> "approved";
            case PayoutRun.HandedIn _ -> "handed_in";
            case PayoutRun.Settled _ -> "settled";
            case PayoutRun.Discarded _ -> "discarded";
        };
    }

    private static PayoutRun run(ResultSet row) throws SQLException {
        var id = new PayoutRunId(Columns.uuid(row, "id"));
        var terms = new PayoutRun.Terms(
                Columns.currency(row), Columns.member(row, "prepared_by"), Columns.instant(row, "prepared_at"));
        var state = Columns.text(row, "state");
        return switch (state) {
            case "prepared" -> new PayoutRun.Prepared(id, terms);
            case "approved" -> new PayoutRun.Approved(id, terms, approval(row));
            case "handed_in" -> new PayoutRun.HandedIn(id, terms, approval(row), handIn(row));
            case "settled" ->
                new PayoutRun.Settled(id, terms, approval(row), handIn(row), Columns.instant(row, "settled_at"));
            case "discarded" ->
                new PayoutRun.Discarded(
                        id, terms, Columns.member(row, "discarded_by"), Columns.instant(row, "discarded_at"));
            default -> throw new IllegalStateException("no run is " + state);
        };
    }

    private static PayoutRun.Approval approval(ResultSet row) throws SQLException {
        return new PayoutRun.Approval(Columns.member(row, "approved_by"), Columns.instant(row, "approved_at"));
    }

    private static PayoutRun.HandIn handIn(ResultSet row) throws SQLException {
        return new PayoutRun.HandIn(
                Columns.member(row, "handed_in_by"),
                Columns.instant(row, "handed_in_at"),
                row.getObject("transfer_on", LocalDate.class),
                Columns.text(row, "file_sha256"));
    }

    void keepFile(PayoutRunId run, byte[] file, Instant at) {
        jdbc.sql("insert into payout_file (run, file_sealed, made_at, kept_until) values (:run, :sealed, :at, :until)")
                .param("run", run.value())
                .param("sealed", vault.sealBytes("payout_file", "file_sealed", run.value(), file))
                .param("at", Columns.of(at))
                .param("until", ForgettingFiles.keptUntil(at))
                .update();
    }

    /// Nothing once it was forgotten.
    Optional<byte[]> file(PayoutRunId run) {
        return jdbc.sql("select file_sealed from payout_file where run = :run")
                .param("run", run.value())
                .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .map(bytes -> vault.openBytes("payout_file", "file_sealed", run.value(), bytes));
    }

    /// Those that are over by that day.
    int forgetFiles(LocalDate today, Instant now) {
        return jdbc.sql("""
                        update payout_file set file_sealed = null, forgotten_at = :now
                        where forgotten_at is null and kept_until < :today""").param("now", Columns.of(now)).param("today", today).update();
    }

    /// @param who  a member's id, or `bank`
    /// @param what the state it is in from then on
    void note(PayoutRunId run, @Nullable PayoutId payout, String who, String what, Instant at) {
        jdbc.sql("""
                        insert into payout_event (run, payout, at, who, what)
                        values (:run, :payout, :at, :who, :what)""")
                .param("run", run.value())
                .param("payout", payout == null ? null : payout.value(), Types.OTHER)
                .param("at", Columns.of(at))
                .param("who", who)
                .param("what", what)
                .update();
    }

    boolean happened(PayoutRunId run, String what) {
        return jdbc.sql("select exists (select 1 from payout_event where run = :run and what = :what)")
                .param("run", run.value())
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    List<Happened> history(PayoutRunId run) {
        return jdbc.sql("select payout, at, who, what from payout_event where run = :run order by id")
                .param("run", run.value())
                .query((row, _) -> new Happened(
                        Columns.instant(row, "at"),
                        Optional.ofNullable(row.getObject("payout", UUID.class)).map(PayoutId::new),
                        Columns.text(row, "who"),
                        Columns.text(row, "what")))
                .list();
    }
}
