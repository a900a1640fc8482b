package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// What the database refuses by itself, as the product's role.
@ProductTest
class PayoutLocksTest {
    private static final Pattern STATE = Pattern.compile("'([a-z_]+)'::text");

    private final Payouts payouts;
    private final Paying paying;
    private final JdbcClient sql;
    private final TestClock clock;

    PayoutLocksTest(Payouts payouts, Paying paying, JdbcClient sql, TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.sql = sql;
        this.clock = clock;
    }

    private record Prepared(PayoutRunId run, OrganiserId organiser, MemberId by) {
        UUID payout() {
            return PayoutId.derive(run, organiser).value();
        }
    }

    private Prepared prepared() {
        var organiser = paying.owed(Money.jpy(8000), yenAccount("1234567"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        var id = paying.runId();
        var by = paying.somebody();
        assertThat(payouts.prepare(id, YEN, by)).isInstanceOf(Payouts.Preparing.Done.class);
        return new Prepared(id, organiser, by);
    }

    @AfterEach
    void discardWhatIsLeft() {
        for (var run : payouts.runs(20)) {
            if (run instanceof PayoutRun.Prepared) payouts.discard(run.id(), paying.somebody());
        }
    }

    private void refuses(String statement, UUID id, String why) {
        assertThatThrownBy(() -> sql.sql(statement).param("id", id).update()).hasStackTraceContaining(why);
    }

    @Test
    void whoPreparedDoesNotApprove() {
        var run = prepared();
        refuses(
                "update payout_run set state = 'approved', approved_by = prepared_by, approved_at = prepared_at where id = :id",
                run.run.value(),
                "payout_run_two_people");
        refuses("update payout_run set state = 'approved' where id = :id", run.run.value(), "payout_run_state");
    }

    @Test
    void whoIsPaidDoesNotApprove() {
        var run = prepared();
        var owner = paying.owner(run.organiser);
        assertThatThrownBy(() -> approve(run, owner)).hasStackTraceContaining("pays who approves it");
        paying.handOver(run.organiser, owner);
        assertThatThrownBy(() -> approve(run, owner)).hasStackTraceContaining("pays who approves it");
    }

    private void approve(Prepared run, MemberId by) {
        sql.sql("update payout_run set state = 'approved', approved_by = :by, approved_at = prepared_at where id = :id")
                .param("by", by.value())
                .param("id", run.run.value())
                .update();
    }

    @Test
    void whoIsPaidDoesNotPrepare() {
        var organiser = paying.owed(Money.jpy(8000), yenAccount("1234567"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        var run = prepared();
        payouts.discard(run.run, run.by);
        var id = UUID.randomUUID();
        sql.sql("""
                        insert into payout_run (id, currency, prepared_by, prepared_at, state)
                        select :id, currency, :by, prepared_at, 'prepared' from payout_run where id = :like""")
                .param("id", id)
                .param("by", paying.owner(organiser).value())
                .param("like", run.run.value())
                .update();
        assertThatThrownBy(() -> sql.sql("""
                        insert into payout (id, run, organiser, number, account, amount, fee, currency, state)
                        select gen_random_uuid(), :run, organiser, nextval('payout_number'), account, 1, 0, currency, 'prepared'
                        from payout where run = :like and organiser = :organiser""")
                        .param("run", id)
                        .param("like", run.run.value())
                        .param("organiser", organiser.value())
                        .update())
                .hasStackTraceContaining("is to who prepares its run");
    }

    @Test
    void noSecondNoticeStandsForTheSame() {
        prepared();
        discardWhatIsLeft();
        var payout = payouts.of(paying.handedIn(YEN)).getFirst().id().value();
        var add = """
                insert into payout_notice (identity, payout, what, at)
                values (gen_random_uuid()::text, :id, 'returned', '2026-01-01')""";
        sql.sql(add).param("id", payout).update();
        refuses(add, payout, "payout_notice_once");
    }

    @Test
    void aDepositThatIsKnownElsewhereIsNobodysPayment() {
        var id = UUID.randomUUID();
        sql.sql("""
                        insert into bank_deposit (id, identity, yen, booked_at, payer_sealed, known_elsewhere, heard_at)
                        values (:id, :id::text, 1, '2026-01-01', ''::bytea, true, '2026-01-01')""").param("id", id).update();
        refuses("update bank_deposit set set_aside_by = 'tsudoi' where id = :id", id, "bank_deposit_decided_once");
    }

    @Test
    void whoPreparedIsNotSomebodyElseAfterwards() {
        var run = prepared();
        assertThatThrownBy(() -> sql.sql("update payout_run set prepared_by = :other where id = :id")
                        .param("other", paying.somebody().value())
                        .param("id", run.run.value())
                        .update())
                .hasStackTraceContaining("does not change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update payout set amount = amount + 1 where id = :id",
                "update payout set fee = 0 where id = :id",
                "update payout set number = nextval('payout_number') where id = :id",
                "update payout set account = gen_random_uuid() where id = :id",
                "update payout set run = gen_random_uuid() where id = :id"
            })
    void whatIsPreparedStaysAsItIs(String statement) {
        refuses(statement, prepared().payout(), "does not change");
    }

    @Test
    void nothingIsSentOfARunThatNobodyApproved() {
        var run = prepared();
        refuses("update payout set state = 'approved' where id = :id", run.payout(), "does not follow its run");
        refuses(
                "update payout set state = 'sent', sent_at = '2026-01-01' where id = :id",
                run.payout(),
                "does not follow its run");
        payouts.approve(run.run, paying.somebody());
        refuses(
                "update payout set state = 'sent', sent_at = '2026-01-01' where id = :id",
                run.payout(),
                "does not follow its run");
    }

    @Test
    void nothingIsAddedToARunThatWasApproved() {
        var run = prepared();
        payouts.approve(run.run, paying.somebody());
        refuses("""
                        insert into payout (id, run, organiser, number, account, amount, fee, currency, state)
                        select gen_random_uuid(), run, organiser, nextval('payout_number'), account, 1, 0, currency, 'prepared'
                        from payout where id = :id""", run.payout(), "does not follow its run");
    }

    @Test
    void anotherRunWaitsUntilThisOneIsDecidedAbout() {
        var run = prepared();
        refuses("""
                        insert into payout_run (id, currency, prepared_by, prepared_at, state)
                        select gen_random_uuid(), currency, prepared_by, prepared_at, 'prepared' from payout_run where id = :id""", run.run.value(), "payout_run_undecided");
    }

    @Test
    void theFileThatWasTakenIsTheFile() {
        prepared();
        for (var left : payouts.runs(20)) {
            if (left instanceof PayoutRun.Prepared) payouts.discard(left.id(), paying.somebody());
        }
        var id = paying.handedIn(YEN);
        refuses("update payout_run set file_sha256 = repeat('0', 64) where id = :id", id.value(), "does not change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from payout_run",
                "delete from payout",
                "delete from payout_file",
                "update payout_file set made_at = '2026-01-01'",
                "update payout_event set who = 'nobody'",
                "delete from payout_event",
                "update payee_account set changed_at = '2026-01-01'",
                "delete from payee_account",
                "update payout_notice set what = 'paid'",
                "delete from payout_desk"
            })
    void nothingIsTakenAway(String statement) {
        assertThatThrownBy(() -> sql.sql(statement).update()).hasStackTraceContaining("permission denied");
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheTypes() {
        assertThat(states("payout_state")).isEqualTo(names(Payout.class));
        assertThat(states("payout_run_state")).isEqualTo(names(PayoutRun.class));
    }

    private java.util.Set<String> states(String constraint) {
        var text = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
                .param("name", constraint)
                .query(String.class)
                .single();
        return STATE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static java.util.Set<String> names(Class<?> machine) {
        return Arrays.stream(machine.getPermittedSubclasses())
                .map(state -> state.getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
