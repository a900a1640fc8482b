package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;

/// What the database refuses by itself.
@ProductTest
class CaseLocksTest {
    private static final Pattern STATE = Pattern.compile("state = '(\\w+)'");

    private final MemberId operator = new MemberId(UUID.randomUUID());
    private final Collusion collusion;
    private final PlantedDealings planted;
    private final TransactionTemplate transactions;
    private final JdbcClient sql;

    CaseLocksTest(Collusion collusion, PlantedDealings planted, TransactionTemplate transactions, JdbcClient sql) {
        this.collusion = collusion;
        this.planted = planted;
        this.transactions = transactions;
        this.sql = sql;
    }

    @AfterEach
    void clear() {
        planted.clear();
    }

    private List<MemberId> opened(int rounds) {
        var pair = planted.strangers(2);
        planted.ring(pair, rounds, Set.of());
        collusion.look();
        return pair;
    }

    private void move(CaseId id, String set, String state, String who) {
        transactions.executeWithoutResult(_ -> {
            sql.sql("update collusion_case set step = step + 1, state = :state" + set + " where id = :id")
                    .param("state", state)
                    .param("id", id.value())
                    .update();
            event(id, state, who, 0);
        });
    }

    private void event(CaseId id, String state, String who, int ahead) {
        sql.sql("""
                insert into collusion_case_event (id, case_id, step, at, to_state, who, why_sealed)
                select gen_random_uuid(), id, step + :ahead, now(), :state, :who, 'x'
                from collusion_case where id = :id""")
                .param("ahead", ahead)
                .param("state", state)
                .param("who", who)
                .param("id", id.value())
                .update();
    }

    private static void refused(String constraint, Runnable what) {
        assertThatThrownBy(what::run).rootCause().hasMessageContaining(constraint);
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheTypes() {
        var text = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
                .param("name", "collusion_case_state_holds_what_is_known")
                .query(String.class)
                .single();
        assertThat(STATE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Case.class.getPermittedSubclasses())
                        .map(state -> state.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theDatabaseShowsIdsAsTheProgramDoes() {
        for (int time = 0; time < 50; time++) {
            var id = time == 0 ? new UUID(0, 0) : time == 1 ? new UUID(-1, -1) : UUID.randomUUID();
            assertThat(sql.sql("select collusion_shown('mem', :id)")
                            .param("id", id)
                            .query(String.class)
                            .single())
                    .isEqualTo(Ids.show("mem", id));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update collusion_suspicion set score = 1",
                "delete from collusion_suspicion",
                "update collusion_case_event set who = 'tsudoi'",
                "delete from collusion_case_event",
                "update collusion_look set found = 0",
                "delete from collusion_case"
            })
    void whatWasFoundAndDoneIsNeverChanged(String statement) {
        refused("permission denied", () -> sql.sql(statement).update());
    }

    @ParameterizedTest
    @CsvSource({"points_held, 'hold'", "suspended, 'suspension'", "earning_stopped, 'no-earn'"})
    void noStepOfTheLadderIsLeftOut(String state, String measure) {
        var id = CaseId.derive(opened(6), 0);
        refused(
                "does not go from opened",
                () -> move(
                        id,
                        ", measure = '%s', measured_by = '%s'".formatted(measure, operator),
                        state,
                        operator.toString()));
    }

    @Test
    void nothingHappensWithoutAnEvent() {
        var id = CaseId.derive(opened(6), 0);
        refused(
                "nobody said why",
                () -> sql.sql("update collusion_case set state = 'dismissed', step = 1 where id = :id")
                        .param("id", id.value())
                        .update());
    }

    @Test
    void whoIsPartOfItOnlyAppeals() {
        var pair = opened(6);
        var id = CaseId.derive(pair, 0);
        refused(
                "is not who may bring",
                () -> move(id, "", "dismissed", pair.getFirst().toString()));
        refused("collusion_by_a_person", () -> move(id, "", "dismissed", "tsudoi"));
        collusion.act(id, Step.LOOK_AT, "why", operator);
        collusion.act(id, Step.STOP_EARNING, "why", operator);
        refused("is not who may bring", () -> move(id, "", "appealed", operator.toString()));
    }

    @Test
    void whoTookAMeasureDoesNotUpholdIt() {
        var pair = opened(6);
        var id = CaseId.derive(pair, 0);
        collusion.act(id, Step.LOOK_AT, "why", operator);
        collusion.act(id, Step.STOP_EARNING, "why", operator);
        collusion.appeal(id, "why", pair.getFirst());
        refused("took the measure", () -> move(id, "", "upheld", operator.toString()));
        refused(
                "collusion_appealed_once",
                () -> event(id, "appealed", pair.getFirst().toString(), 1));
        refused("changes the measure", () -> move(id, ", measured_by = 'another'", "upheld", operator.toString()));
    }

    @Test
    void aLevelIsNeverLoweredAndCarriesWhatItCarries() {
        var id = CaseId.derive(opened(2), 0);
        collusion.act(id, Step.LOOK_AT, "why", operator);
        collusion.act(id, Step.STOP_EARNING, "why", operator);
        refused(
                "collusion_case_level_carries_measure",
                () -> move(
                        id,
                        ", measure = 'hold', measured_by = '%s'".formatted(operator),
                        "points_held",
                        operator.toString()));
        var other = CaseId.derive(opened(6), 0);
        refused(
                "is not forgotten",
                () -> sql.sql("update collusion_case set level = 'look' where id = :id")
                        .param("id", other.value())
                        .update());
    }

    @Test
    void aGroupHasOneOpenCase() {
        var pair = opened(6);
        var another = sql.sql("""
                        insert into collusion_case (id, members, closed_before, level, state, opened_at, moved_at)
                        select gen_random_uuid(), members, 7, level, 'opened', now(), now()
                        from collusion_case where id = :id""").param("id", CaseId.derive(pair, 0).value());
        refused("collusion_case_open", another::update);
    }
}
