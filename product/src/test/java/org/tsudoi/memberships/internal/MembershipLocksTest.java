package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;

/// What the database refuses by itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembershipLocksTest {
    private static final Pattern STATE = Pattern.compile("state = '(\\w+)'");

    private final Club club = new Club("2027-01-31T03:00:00Z");

    @BeforeAll
    void somebodyIsInAndPaid() {
        club.join(club.plan(FirstMonth.FULL, new Anchor.DayOfJoining()));
    }

    @Test
    void theDatabaseKnowsTheStatesOfTheTypes() {
        assertThat(inTheDatabase("membership_state_holds_what_is_known")).isEqualTo(inTheCode(Membership.class));
        assertThat(inTheDatabase("membership_charge_state_holds_what_is_known")).isEqualTo(inTheCode(Charge.class));
    }

    private Set<String> inTheDatabase(String constraint) {
        var text = club.sql
                .sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
                .param("name", constraint)
                .query(String.class)
                .single();
        return STATE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inTheCode(Class<?> states) {
        return Arrays.stream(states.getPermittedSubclasses())
                .map(state -> state.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update membership_event set why = 'other'",
                "delete from membership_event",
                "update membership_charge_event set why = 'other'",
                "delete from membership_charge_event",
                "update membership_charge set amount = 1",
                "update membership_charge set period = 7",
                "update membership_charge set membership = gen_random_uuid()",
                "delete from membership_charge",
                "update membership_try set pay_by = 'points'",
                "delete from membership_try",
                "update monthly_price set amount = 1",
                "delete from monthly_price",
                "delete from membership",
                "update membership set agreed = 'nothing'",
                "update membership set joined_on = joined_on + 1",
                "update membership set leaving = 'none'",
                "update monthly_plan set organiser = gen_random_uuid()",
                "delete from monthly_plan",
                "update monthly_price_told set told_at = now()",
                "delete from monthly_price_told",
                "update monthly_post set body = 'other'",
                "delete from monthly_post",
                "update monthly_post_file set name = 'other'",
                "delete from monthly_post_file",
            })
    void whatHappenedIsNeverChanged(String statement) {
        refused(statement, "permission denied");
    }

    private void refused(String statement, String because) {
        assertThatThrownBy(() -> club.sql.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "membership_one_running | id = gen_random_uuid()",
                "membership_one_free_month | id = gen_random_uuid(), first_month = 'free', state = 'ended', at = now(), why = 'left'",
                "membership_stored_means_is_named | id = gen_random_uuid(), pay_reference = null",
                "membership_state_holds_what_is_known | id = gen_random_uuid(), state = 'past_due'",
                "membership_state_holds_what_is_known | id = gen_random_uuid(), state = 'paused', resumes = 0",
                "membership_state_holds_what_is_known | id = gen_random_uuid(), state = 'paused'",
                "membership_state_holds_what_is_known | id = gen_random_uuid(), state = 'suspended', at = now(), why = 'spam'",
                "membership_state_holds_what_is_known | id = gen_random_uuid(), state = 'suspended', at = now(), why = 'spam', course = 'pausing'",
            })
    void aSecondRowOfTheSameMemberIsRefused(String because, String changes) {
        if (because.equals("membership_one_free_month")) again("membership", changes);
        refusedAgain("membership", changes, because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "membership_charge_one_a_period | id = gen_random_uuid()",
                "membership_charge_gives_back_what_was_paid | id = gen_random_uuid(), period = 1, back = amount + 1",
                "membership_charge_gives_back_what_was_paid | id = gen_random_uuid(), period = 1, state = 'dropped', back = 1",
                "membership_charge_state_holds_what_is_known | id = gen_random_uuid(), period = 1, reference = null",
                "membership_charge_state_holds_what_is_known | id = gen_random_uuid(), period = 1, state = 'free'",
            })
    void aChargeIsOneAPeriodAndGivesBackNoMoreThanItTook(String because, String changes) {
        refusedAgain("membership_charge", changes, because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "membership_try_one_payment | attempt = 2",
                "membership_try_one_payment | attempt = 2, outcome = 'open', answered_at = null",
                "membership_try_is_answered | attempt = 2, outcome = 'open'",
            })
    void ofTriesOneIsTaken(String because, String changes) {
        refusedAgain("membership_try", changes, because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "monthly_price_follows_the_last | id = gen_random_uuid(), valid_from = valid_from + 1",
                "monthly_price_is_noticed | id = gen_random_uuid(), amount = amount + 1, previous_from = valid_from, valid_from = valid_from + 400, announced_on = valid_from + 371",
                "monthly_price_holds_for_a_year | id = gen_random_uuid(), amount = amount + 1, previous_from = valid_from, valid_from = valid_from + 364",
                "monthly_price_is_to_come | id = gen_random_uuid(), amount = amount - 1, previous_from = valid_from, valid_from = valid_from + 1, announced_on = valid_from + 1",
            })
    void aPriceIsNoticedAndHolds(String because, String changes) {
        refusedAgain("monthly_price", changes, because);
    }

    /// A copy of a row with changes, made by one statement.
    private void refusedAgain(String table, String changes, String because) {
        assertThatThrownBy(() -> again(table, changes))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(because);
    }

    private void again(String table, String changes) {
        var columns =
                club.sql.sql("""
                        select column_name from information_schema.columns where table_name = :table order by ordinal_position
                        """).param("table", table).query(String.class).list();
        var changed = Arrays.stream(changes.split(", (?=\\w+ = )"))
                .map(change -> change.split(" = ", 2))
                .collect(Collectors.toMap(change -> change[0], change -> change[1]));
        var values = columns.stream()
                .map(column -> changed.getOrDefault(column, column))
                .collect(Collectors.joining(", "));
        club.sql
                .sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from "
                        + table + " limit 1")
                .update();
    }

    @Test
    void whatIsOverStaysOver() {
        again("membership", "id = gen_random_uuid(), state = 'ended', at = now(), why = 'left'");
        refused("update membership set state = 'active', last_period = 7 where state = 'ended'", "membership_is_over");
        refused(
                "update monthly_price set withdrawn_on = valid_from, withdrawn_by = 'owner'",
                "monthly_price_is_withdrawn_before_its_day");
    }

    @Test
    void moreThanTheCapacityIsNeverIn() {
        refused("update monthly_plan set running = -1", "monthly_plan_running_check");
        refused("update monthly_plan set capacity = 1, running = 2", "monthly_plan_is_full");
    }
}
