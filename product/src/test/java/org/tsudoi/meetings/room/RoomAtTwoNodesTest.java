package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.room.People.Person;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.SecondNode;
import org.tsudoi.testing.TestClock;

/// One database, two processes of the product, people at both.
@ProductTest
class RoomAtTwoNodesTest {
    private final Meetings meetings;
    private final RoomVoice hereVoice;
    private final RoomTalk hereTalk;
    private final JdbcClient sql;
    private final TestClock clock;
    private final People people;
    private final List<TestLine> lines = new ArrayList<>();
    private final ConfigurableApplicationContext there;

    @LocalServerPort
    private int port;

    RoomAtTwoNodesTest(
            Meetings meetings,
            RoomVoice hereVoice,
            RoomTalk hereTalk,
            TransactionTemplate transaction,
            JdbcClient sql,
            TestClock clock,
            Ids ids,
            Environment environment) {
        this.meetings = meetings;
        this.hereVoice = hereVoice;
        this.hereTalk = hereTalk;
        this.sql = sql;
        this.clock = clock;
        this.people = new People(meetings, transaction, ids, clock);
        this.there = SecondNode.start(environment, clock);
    }

    @AfterEach
    void stop() {
        lines.forEach(TestLine::close);
        there.close();
    }

    private int portThere() {
        return there.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private TestLine inside(Person person, int at) {
        clock.forward(Duration.ofMillis(1));
        var line = people.line(person, at);
        lines.add(line);
        line.join();
        return line;
    }

    private void listen() {
        hereVoice.listen();
        there.getBean(RoomVoice.class).listen();
    }

    private void awaitPassedOn(MeetingId meeting, int messages) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (passedOn(meeting) < messages) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private int passedOn(MeetingId meeting) {
        return sql.sql("select count(*) from room_message where meeting = :meeting")
                .param("meeting", meeting.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void peopleAtTwoNodesMeetAndAreLetGoOfWhereverTheyAre() {
        var meeting = people.meeting();
        var hanaHerself = people.person(meeting, "Hana", Role.PARTICIPANT, port);
        var hana = inside(hanaHerself, port);
        hana.hear("welcome");
        var midoriHerself = people.person(meeting, "Midori", Role.HOST, portThere());
        var midori = inside(midoriHerself, portThere());
        assertThat(midori.hear("welcome").path("people").path(0).path("name").asString())
                .isEqualTo("Hana");
        listen();
        assertThat(hana.hear("opened").path("people")).hasSize(2);

        midori.say("{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"offer\",\"sdp\":\"v=0 from midori\"}"
                .formatted(hanaHerself.admission()));
        midori.say("{\"type\":\"chat\",\"text\":\"おはようございます\"}");
        awaitPassedOn(meeting, 3);
        listen();
        assertThat(hana.hear("signal").path("sdp").asString()).isEqualTo("v=0 from midori");
        assertThat(hana.hear("chat").path("text").asString()).isEqualTo("おはようございます");
        listen();
        assertThat(hana.hasHeard("signal")).as("once").isFalse();

        there.getBean(Meetings.class).dismiss(hanaHerself.admission(), Leaving.CANCELLED);
        hereTalk.check();
        awaitPassedOn(meeting, 4);
        assertThat(hana.hear("out").path("why").asString()).isEqualTo("cancelled");
        assertThat(hana.closedWith()).isEqualTo(4000);
        listen();
        assertThat(midori.hear("left").path("id").asString())
                .isEqualTo(hanaHerself.admission().toString());
    }

    @Test
    void whoComesBackAtAnotherNodeIsTakenOverThere() {
        var meeting = people.meeting();
        var midori = people.person(meeting, "Midori", Role.HOST, port);
        var first = inside(midori, port);
        first.hear("welcome");

        var second = inside(midori, portThere());
        second.hear("welcome");
        hereTalk.check();

        assertThat(first.closedWith()).isEqualTo(4001);
        assertThat(meetings.inside(meeting)).hasSize(1);
    }

    @Test
    void whatNodesPassOnIsSealedAndForgotten() {
        var meeting = people.meeting();
        var midori = inside(people.person(meeting, "Midori", Role.HOST, port), port);
        midori.hear("welcome");
        inside(people.person(meeting, "Hana", Role.PARTICIPANT, portThere()), portThere())
                .hear("welcome");
        midori.say("{\"type\":\"chat\",\"text\":\"a secret\"}");
        awaitPassedOn(meeting, 2);

        var kept = sql.sql("select body_sealed from room_message where meeting = :meeting")
                .param("meeting", meeting.value())
                .query(byte[].class)
                .list();
        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(body -> assertThat(new String(body, StandardCharsets.ISO_8859_1))
                        .doesNotContain("secret"));
        there.getBean(RoomMessageTable.class).forget(clock.instant().plusSeconds(1));
        assertThat(passedOn(meeting)).isZero();
    }
}
