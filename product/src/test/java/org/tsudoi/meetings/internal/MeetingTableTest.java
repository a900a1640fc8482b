package org.tsudoi.meetings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Entry;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class MeetingTableTest {
    private final Meetings meetings;
    private final BudgetTable budgets;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final TestClock clock;

    MeetingTableTest(
            Meetings meetings,
            BudgetTable budgets,
            JdbcClient sql,
            TransactionTemplate transaction,
            Ids ids,
            TestClock clock) {
        this.meetings = meetings;
        this.budgets = budgets;
        this.sql = sql;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    private MeetingId inTheRoom() {
        var id = new MeetingId(ids.next());
        var plan = new Meetings.Plan(
                "room", "org", "Yoga", clock.instant(), Duration.ofHours(1), ZoneId.of("Asia/Tokyo"), 20);
        transaction.executeWithoutResult(_ -> meetings.schedule(id, plan));
        return id;
    }

    @Test
    void theTableKnowsExactlyTheStatesOfTheType() {
        var rule = sql.sql("select pg_get_constraintdef(oid) from pg_constraint where conname = 'meeting_state'")
                .query(String.class)
                .single();
        assertThat(Pattern.compile("WHEN '(\\w+)'::text")
                        .matcher(rule)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Meeting.class.getPermittedSubclasses())
                        .map(state -> state.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void theDatabaseRefusesAReadyMeetingWithoutAReference() {
        var id = inTheRoom();
        assertThatThrownBy(() -> sql.sql("update meeting set reference = null where id = :id")
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("meeting_state");
    }

    @Test
    void whatHappenedToAMeetingCannotBeRewritten() {
        inTheRoom();
        assertThatThrownBy(() -> sql.sql("update meeting_event set what = 'x'").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aDayOfAHostIsNeverOverdrawn() throws InterruptedException {
        var host = "host-" + UUID.randomUUID();
        var day = LocalDate.of(2030, 1, 1);
        try (var many = Executors.newFixedThreadPool(8)) {
            var taken = many
                    .invokeAll(IntStream.range(0, 40)
                            .<Callable<Boolean>>mapToObj(_ -> () -> budgets.take("zoom", host, day, 25))
                            .toList())
                    .stream()
                    .filter(Future::resultNow)
                    .count();
            assertThat(taken).isEqualTo(25);
        }
    }

    /// Whichever comes first: in the end the dismissed person has no way in.
    @Test
    void whoIsDismissedWhileBeingAdmittedIsNotInside() throws Exception {
        var meeting = inTheRoom();
        for (int round = 0; round < 20; round++) {
            var admission = new AdmissionId(ids.next());
            try (var two = Executors.newFixedThreadPool(2)) {
                var admitting = two.submit(() -> meetings.admit(meeting, admission, "Hana", Role.PARTICIPANT));
                var dismissing = two.submit(() -> meetings.dismiss(admission, Leaving.CANCELLED));
                admitting.get();
                dismissing.get();
            }
            assertThat(meetings.inside(meeting))
                    .noneMatch(one -> one.admission().equals(admission));
            assertThat(meetings.admit(meeting, admission, "Hana", Role.PARTICIPANT))
                    .isInstanceOf(Entry.NotReady.class);
        }
    }
}
