package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;

/// What the database refuses to the product, whatever its code says.
class SecondLockTest {
    private static final Books BOOKS = new Books(2);

    @BeforeAll
    static void furnish() {
        var from = BOOKS.unguarded("from", Books.JPY);
        var to = BOOKS.neverBelowZero("to", Books.JPY);
        BOOKS.unguarded("seats", Asset.SEAT);
        Leg[] legs = {Leg.into(to, Money.jpy(5)), Leg.outOf(from, Money.jpy(5))};
        BOOKS.in(() -> BOOKS.ledger.post(Journal.of(JournalId.derive("a"), "test", Books.NOON, legs)));
        BOOKS.in(() -> BOOKS.ledger.hold(Hold.of(HoldId.derive("a"), Books.NOON, "test", legs)));
        BOOKS.in(() -> BOOKS.ledger.hold(Hold.of(HoldId.derive("b"), Books.NOON, "test", legs)));
        BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive("b"), JournalId.derive("b"), Books.NOON.minusMillis(1)));
    }

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isEqualTo(new Verification.Sound(2, 4, 3, 1));
        BOOKS.close();
    }

    @Test
    void nothingThatWasWrittenIsChangedOrDeleted() {
        for (var table : List.of(
                "ledger_account set code = 'x'",
                "ledger_account set floor = null",
                "ledger_journal set kind = 'x'",
                "ledger_entry set amount = 1",
                "ledger_entry set balance = 1",
                "ledger_hold set expires_at = expires_at",
                "ledger_hold_leg set amount = 1",
                "ledger_hold_open set amount = 1",
                "ledger_hold_end set ended = 'expired'",
                "ledger_balance set floor = null",
                "ledger_balance set account_id = 1",
                "ledger_closing set closed_at = closed_at",
                "ledger_checkpoint set balance = 0",
                "ledger_settled set through = 0")) {
            denied("update " + table);
        }
        for (var table : List.of(
                "account",
                "journal",
                "entry",
                "hold",
                "hold_leg",
                "hold_end",
                "balance",
                "closing",
                "checkpoint",
                "settled")) {
            denied("delete from ledger_" + table);
            denied("truncate ledger_" + table);
        }
        denied("truncate ledger_hold_open");
        denied("alter table ledger_entry disable trigger all", "must be owner");
        denied("drop trigger ledger_entries_balance on ledger_entry", "must be owner");
        denied("set session_replication_role = replica", "permission denied");
    }

    @Test
    void aJournalThatDoesNotBalanceIsNotWritten() {
        broken("ledger_journal_balances", journal(2, "(1, 'from', 5), (2, 'to', -4)"));
        broken("ledger_journal_balances", journal(2, "(1, 'from', 5), (2, 'seats', -5)"));
        broken(
                "ledger_journal_balances",
                journal(4, "(1, 'from', 5), (2, 'to', -5), (3, 'nobody', 5), (4, 'nobody', -5)"));
    }

    @Test
    void aJournalIsWrittenWithAllItsEntriesOrNotAtAll() {
        broken("ledger_journal_is_whole", """
                insert into ledger_journal (id, kind, effective_at, recorded_at, legs)
                values (gen_random_uuid(), 'x', '2026-01-01', '2026-01-01', 2)
                """);
        broken("ledger_journal_is_whole", journal(3, "(1, 'from', 5), (2, 'to', -5)"));
        broken("ledger_journal_is_whole", """
                insert into ledger_entry (sequence, line, account_id, amount, effective_at)
                select j.sequence, line, a.id, amount, j.effective_at
                from ledger_journal j, ledger_account a, (values (3, 5), (4, -5)) as more (line, amount)
                where a.code = 'from' and j.id = '%s'
                """.formatted(JournalId.derive("a")));
        broken("ledger_journal_is_whole", """
                insert into ledger_entry (sequence, line, account_id, amount, effective_at)
                select 999, line, a.id, amount, '2026-01-01'
                from ledger_account a, (values (1, 5), (2, -5)) as more (line, amount) where a.code = 'from'
                """);
    }

    @Test
    void limitsHoldWhateverIsWritten() {
        broken("ledger_balance_floor", "update ledger_balance set posted = -1, held_in = 0");
        broken("ledger_balance_floor", "update ledger_balance set held_out = posted + 1");
        broken("ledger_balance_held_out_check", "update ledger_balance set held_out = -1");
    }

    @Test
    void amountsThatCannotBeAreNotWritten() {
        broken("ledger_entry_amount_check", journal(2, "(1, 'from', 0), (2, 'to', 0)"));
        broken("ledger_entry_amount_check", journal(2, "(1, 'from', 1000000000000001), (2, 'to', -1000000000000001)"));
        for (var word : List.of("NaN", "Infinity", "0.5")) {
            assertThatThrownBy(() -> BOOKS.app
                            .sql(journal(2, "(1, 'from', '" + word + "'::text::bigint), (2, 'to', 1)"))
                            .update())
                    .rootCause()
                    .hasMessageContaining("invalid input syntax for type bigint");
        }
    }

    @Test
    void idsAreUsedOnceAndAHoldIsSettledOnce() {
        broken(
                "ledger_journal_id",
                journal("'%s'".formatted(JournalId.derive("a")), "null", 2, "(1, 'from', 1), (2, 'to', -1)"));
        broken(
                "ledger_journal_hold",
                journal("gen_random_uuid()", "'%s'".formatted(HoldId.derive("b")), 2, "(1, 'from', 1), (2, 'to', -1)"));
        broken("ledger_hold_end_pkey", """
                insert into ledger_hold_end (hold_id, ended, ended_at) values ('%s', 'expired', '2026-01-01')
                """.formatted(HoldId.derive("b")));
    }

    @Test
    void aHoldThatDoesNotBalanceIsNotWritten() {
        broken("ledger_hold_balances", """
                insert into ledger_hold_leg (hold_id, line, account_id, amount)
                select '%s', 3, id, 5 from ledger_account where code = 'from'
                """.formatted(HoldId.derive("a")));
    }

    /// Tables of a session's own come before all others: the triggers would have looked there.
    @Test
    void nobodyShowsTheTriggersOtherAccountsThanThoseOfTheBooks() {
        denied("create temp table ledger_account (id bigint, asset text)", "permission denied to create temporary");
        BOOKS.owner
                .sql(
                        "do $$ begin execute format('grant temporary on database %I to tsudoi_app', current_database()); end $$")
                .update();
        BOOKS.transaction.executeWithoutResult(transaction -> {
            BOOKS.app
                    .sql("create temp table ledger_account (id bigint, code text, asset text)")
                    .update();
            BOOKS.app
                    .sql("create temp table ledger_journal (sequence bigint, legs smallint)")
                    .update();
            BOOKS.app
                    .sql("insert into pg_temp.ledger_account select id, code, asset from public.ledger_account")
                    .update();
            BOOKS.app
                    .sql("insert into pg_temp.ledger_account select * from pg_temp.ledger_account where code = 'to'")
                    .update();
            BOOKS.app
                    .sql("insert into pg_temp.ledger_journal select n, 3 from generate_series(1, 1000) n")
                    .update();
            broken("ledger_journal_is_whole", """
                    with j as (insert into public.ledger_journal (id, kind, effective_at, recorded_at, legs)
                      values (gen_random_uuid(), 'x', '2026-01-01', '2026-01-01', 2) returning sequence, effective_at)
                    insert into public.ledger_entry (sequence, line, account_id, amount, effective_at)
                    select j.sequence, e.line, a.id, e.amount, j.effective_at
                    from j, (values (1, 'from', 4), (3, 'to', -2)) as e (line, code, amount)
                    join public.ledger_account a on a.code = e.code
                    """);
            transaction.setRollbackOnly();
        });
    }

    @Test
    void whatBalancesDoNotReadIsNotWritten() {
        broken("ledger_journal_counts_from_one", """
                with j as (insert into ledger_journal (sequence, id, kind, effective_at, recorded_at, legs)
                  overriding system value
                  values (-3, gen_random_uuid(), 'x', '2026-01-01', '2026-01-01', 2) returning sequence, effective_at)
                insert into ledger_entry (sequence, line, account_id, amount, effective_at)
                select j.sequence, e.line, a.id, e.amount, j.effective_at
                from j, (values (1, 'from', 7), (2, 'to', -7)) as e (line, code, amount)
                join ledger_account a on a.code = e.code
                """);
    }

    @Test
    void nobodySaysThatWhatIsToComeIsFinal() {
        broken("ledger_settled_was_given_out", "insert into ledger_settled values (1000000000000, now())");
    }

    private static String journal(int legs, String entries) {
        return journal("gen_random_uuid()", "null", legs, entries);
    }

    private static String journal(String id, String hold, int legs, String entries) {
        return """
                with j as (insert into ledger_journal (id, kind, effective_at, recorded_at, legs, hold_id)
                  values (%s, 'x', '2026-01-01', '2026-01-01', %d, %s) returning sequence, effective_at)
                insert into ledger_entry (sequence, line, account_id, amount, effective_at)
                select j.sequence, e.line, coalesce((select id from ledger_account where code = e.code), -1), e.amount,
                  j.effective_at
                from j, (values %s) as e (line, code, amount)
                """.formatted(id, legs, hold, entries);
    }

    private static void broken(String constraint, String statement) {
        assertThatThrownBy(() -> BOOKS.app.sql(statement).update())
                .describedAs(statement)
                .rootCause()
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        refused -> assertThat(refused.getServerErrorMessage())
                                .extracting(ServerErrorMessage::getConstraint)
                                .isEqualTo(constraint));
    }

    private static void denied(String statement) {
        denied(statement, "permission denied");
    }

    private static void denied(String statement, String message) {
        assertThatThrownBy(() -> BOOKS.app.sql(statement).update())
                .describedAs(statement)
                .rootCause()
                .hasMessageContaining(message);
    }
}
