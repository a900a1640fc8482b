package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.room.People.Person;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.TestClock;
import tools.jackson.databind.JsonNode;

/// People in rooms, what they hear, and what the rest of the product is told of it.
class RoomScene {
    final Meetings meetings;
    final RoomTalk talk;
    final TransactionTemplate transaction;
    final JdbcClient sql;
    final TestClock clock;
    final People people;
    final int port;
    private final ConfigurableApplicationContext context;
    private final List<TestLine> lines = new ArrayList<>();
    private final List<MeetingNews> news = new CopyOnWriteArrayList<>();
    private final NewsListener listener = new NewsListener();

    RoomScene(ConfigurableApplicationContext context) {
        this.context = context;
        this.meetings = context.getBean(Meetings.class);
        this.talk = context.getBean(RoomTalk.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.sql = context.getBean(JdbcClient.class);
        this.clock = context.getBean(TestClock.class);
        this.people = new People(meetings, transaction, context.getBean(Ids.class), clock);
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private final class NewsListener implements ApplicationListener<ApplicationEvent> {
        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> told && told.getPayload() instanceof MeetingNews one) {
                assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isTrue();
                news.add(one);
            }
        }
    }

    @BeforeEach
    void listen() {
        context.addApplicationListener(listener);
    }

    @AfterEach
    void hangUp() {
        context.removeApplicationListener(listener);
        lines.forEach(TestLine::close);
    }

    Person person(MeetingId meeting, String name, Role role) {
        return people.person(meeting, name, role, port);
    }

    TestLine line(Person person) {
        var line = people.line(person, port);
        lines.add(line);
        return line;
    }

    TestLine inside(Person person) {
        clock.forward(Duration.ofMillis(1));
        var line = line(person);
        line.join();
        return line;
    }

    static void await(Predicate<Void> condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.test(null)) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    List<AdmissionId> whoIsInside(MeetingId meeting) {
        return meetings.inside(meeting).stream()
                .filter(one -> one.joinedAt() != null)
                .map(Meetings.Presence::admission)
                .toList();
    }

    List<MeetingNews> newsOf(MeetingId meeting) {
        return news.stream().filter(one -> one.meeting().equals(meeting)).toList();
    }

    static List<String> names(JsonNode told) {
        return told.path("people")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }
}
