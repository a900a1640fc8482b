package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
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
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.room.People.Person;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import tools.jackson.databind.JsonNode;

@ProductTest
class RoomTest {
    private final Meetings meetings;
    private final RoomTalk talk;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final TestClock clock;
    private final ConfigurableApplicationContext context;
    private final People people;
    private final List<TestLine> lines = new ArrayList<>();
    private final List<MeetingNews> news = new CopyOnWriteArrayList<>();
    private final NewsListener listener = new NewsListener();

    @LocalServerPort
    private int port;

    RoomTest(
            Meetings meetings,
            RoomTalk talk,
            TransactionTemplate transaction,
            JdbcClient sql,
            TestClock clock,
            Ids ids,
            ConfigurableApplicationContext context) {
        this.meetings = meetings;
        this.talk = talk;
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
        this.context = context;
        this.people = new People(meetings, transaction, ids, clock);
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

    private Person person(MeetingId meeting, String name, Role role) {
        return people.person(meeting, name, role, port);
    }

    private TestLine line(Person person) {
        var line = people.line(person, port);
        lines.add(line);
        return line;
    }

    private TestLine inside(Person person) {
        clock.forward(Duration.ofMillis(1));
        var line = line(person);
        line.join();
        return line;
    }

    private static void await(Predicate<Void> condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.test(null)) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private List<AdmissionId> whoIsInside(MeetingId meeting) {
        return meetings.inside(meeting).stream()
                .filter(one -> one.joinedAt() != null)
                .map(Meetings.Presence::admission)
                .toList();
    }

    private List<MeetingNews> newsOf(MeetingId meeting) {
        return news.stream().filter(one -> one.meeting().equals(meeting)).toList();
    }

    private static List<String> names(JsonNode told) {
        return told.path("people")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    @Test
    void aCredentialWorksOnce() {
        var meeting = people.meeting();
        var credential = people.credential(meeting, people.admission(), "山田花子", Role.PARTICIPANT);

        var first = people.follow(port, credential, "GET");
        var second = people.follow(port, credential, "GET");

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).hasValue("/room/" + meeting);
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/room");
        assertThat(second.statusCode()).isEqualTo(410);
        assertThat(second.body()).contains("works once");
    }

    @Test
    void aCredentialIsVoidAfterAMinute() {
        var credential = people.credential(people.meeting(), people.admission(), "A", Role.PARTICIPANT);
        clock.forward(Duration.ofSeconds(61));
        assertThat(people.follow(port, credential, "GET").statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkCheckerUsesNothingUp() {
        var credential = people.credential(people.meeting(), people.admission(), "A", Role.PARTICIPANT);
        assertThat(people.follow(port, credential, "HEAD").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(people.follow(port, credential, "GET").statusCode()).isEqualTo(303);
    }

    @Test
    void theRoomIsShownToWhoeverHoldsItsKeyAndToNobodyElse() {
        var meeting = people.meeting();
        var hana = person(meeting, "山田 <花子>", Role.PARTICIPANT);
        var page = people.ask("GET", port, "/room/" + meeting, hana.cookie());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("朝のヨガ", "山田 &lt;花子>", "room.js").doesNotContain("onclick", "style=");
        assertThat(people.ask("GET", port, "/room/" + meeting, "").statusCode()).isEqualTo(403);
        assertThat(people.ask("GET", port, "/room/" + people.meeting(), hana.cookie())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void withoutAKeyThereIsNoLine() {
        var stranger = new Person(people.admission(), people.meeting(), "room-x=y");
        assertThatThrownBy(() -> line(stranger)).hasStackTraceContaining("403");
    }

    @Test
    void aPageOfAnotherSiteGetsNoLine() {
        var hana = person(people.meeting(), "Hana", Role.PARTICIPANT);
        assertThatThrownBy(() -> new TestLine(
                        people.http, port, hana.meeting().toString(), hana.cookie(), "https://evil.example"))
                .hasStackTraceContaining("403");
    }

    @Test
    void whoComesBeforeTheHostWaitsAndIsIntroducedWhenTheHostComes() {
        var meeting = people.meeting();
        var hana = inside(person(meeting, "Hana", Role.PARTICIPANT));
        var ken = inside(person(meeting, "Ken", Role.PARTICIPANT));
        assertThat(hana.hear("welcome").path("waiting").asBoolean()).isTrue();
        assertThat(names(ken.hear("welcome"))).isEmpty();
        assertThat(hana.hasHeard("joined")).isFalse();

        var host = inside(person(meeting, "Midori", Role.HOST));

        assertThat(names(host.hear("welcome"))).containsExactly("Hana", "Ken");
        assertThat(names(hana.hear("opened"))).containsExactly("Hana", "Ken", "Midori");
        assertThat(names(ken.hear("opened"))).hasSize(3);
        var mai = inside(person(meeting, "Mai", Role.PARTICIPANT));
        assertThat(mai.hear("welcome").path("waiting").asBoolean()).isFalse();
        assertThat(ken.hear("joined").path("person").path("name").asString()).isEqualTo("Mai");
    }

    @Test
    void whoIsInsideIsKeptAndTold() {
        var meeting = people.meeting();
        var midori = person(meeting, "Midori", Role.HOST);
        assertThat(meetings.inside(meeting)).singleElement().satisfies(one -> {
            assertThat(one.displayName()).isEqualTo("Midori");
            assertThat(one.joinedAt()).isNull();
        });

        var line = inside(midori);
        line.hear("welcome");
        assertThat(whoIsInside(meeting)).containsExactly(midori.admission());
        clock.forward(Duration.ofSeconds(1));
        line.say("{\"type\":\"leave\"}");
        assertThat(line.closedWith()).isEqualTo(1000);

        await(_ -> meetings.inside(meeting).isEmpty());
        assertThat(newsOf(meeting))
                .hasExactlyElementsOfTypes(MeetingNews.SomeoneJoined.class, MeetingNews.SomeoneLeft.class);
    }

    @Test
    void signalsReachTheOneNamedAndNobodyInAnotherMeeting() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hanaHerself = person(meeting, "Hana", Role.PARTICIPANT);
        var hana = inside(hanaHerself);
        var ken = inside(person(meeting, "Ken", Role.PARTICIPANT));
        ken.hear("welcome");
        var elsewhere = inside(person(people.meeting(), "Eve", Role.HOST));
        elsewhere.hear("welcome");
        var offer = "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"offer\",\"sdp\":\"v=0 %s\"}";

        elsewhere.say(offer.formatted(hanaHerself.admission(), "eve"));
        assertThat(elsewhere.hasHeard("signal")).isFalse();
        ken.say(offer.formatted(hanaHerself.admission(), "ken"));

        assertThat(hana.hear("signal").path("sdp").asString()).isEqualTo("v=0 ken");
        assertThat(hana.hasHeard("signal")).isFalse();
        assertThat(midori.hasHeard("signal")).isFalse();
    }

    @Test
    void aCandidateIsPassedOnAsItIs() {
        var meeting = people.meeting();
        var host = person(meeting, "Midori", Role.HOST);
        var midori = inside(host);
        midori.hear("welcome");
        var hana = inside(person(meeting, "Hana", Role.PARTICIPANT));
        hana.hear("welcome");

        hana.say(
                "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"candidate\",\"candidate\":\"candidate:1 1 udp\",\"mid\":\"0\",\"line\":1}"
                        .formatted(host.admission()));

        var heard = midori.hear("signal");
        assertThat(heard.path("candidate").asString()).isEqualTo("candidate:1 1 udp");
        assertThat(heard.path("mid").asString()).isEqualTo("0");
        assertThat(heard.path("line").asInt()).isEqualTo(1);
    }

    @Test
    void aDismissedPersonIsOutAtOnceAndTheOthersLetGo() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hanaHerself = person(meeting, "Hana", Role.PARTICIPANT);
        var hana = inside(hanaHerself);
        hana.hear("welcome");

        transaction.executeWithoutResult(_ -> meetings.dismiss(hanaHerself.admission(), Leaving.CANCELLED));

        assertThat(hana.hear("out").path("why").asString()).isEqualTo("cancelled");
        assertThat(hana.closedWith()).isEqualTo(4000);
        assertThat(midori.hear("left").path("id").asString())
                .isEqualTo(hanaHerself.admission().toString());
        assertThat(whoIsInside(meeting)).doesNotContain(hanaHerself.admission());
        var page = people.ask("GET", port, "/room/" + meeting, hanaHerself.cookie());
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("This booking was cancelled");
        assertThat(line(hanaHerself).hear("out").path("why").asString()).isEqualTo("cancelled");
        assertThat(people.admit(meeting, hanaHerself.admission(), "Hana", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.NotReady.class);
    }

    @Test
    void aDismissalThatIsRolledBackPutsNobodyOut() {
        var hanaHerself = person(people.meeting(), "Hana", Role.HOST);
        var hana = inside(hanaHerself);
        hana.hear("welcome");

        transaction.executeWithoutResult(status -> {
            meetings.dismiss(hanaHerself.admission(), Leaving.CANCELLED);
            status.setRollbackOnly();
        });
        talk.check();

        assertThat(hana.hasHeard("out")).isFalse();
    }

    @Test
    void aDismissalByAnotherNodeIsFoundByTheCheck() {
        var hanaHerself = person(people.meeting(), "Hana", Role.HOST);
        var hana = inside(hanaHerself);
        hana.hear("welcome");
        sql.sql("insert into meeting_dismissal (admission, why, at) values (:id, 'moved_to_another_device', now())")
                .param("id", hanaHerself.admission().value())
                .update();

        talk.check();

        assertThat(hana.hear("out").path("why").asString()).isEqualTo("moved");
        assertThat(hana.closedWith()).isEqualTo(4000);
    }

    @Test
    void aDismissalThatComesBeforeTheAdmissionEndsItAllTheSame() {
        var meeting = people.meeting();
        var early = people.admission();
        meetings.dismiss(early, Leaving.CANCELLED);
        assertThat(people.admit(meeting, early, "Hana", Role.PARTICIPANT)).isInstanceOf(Meetings.Entry.NotReady.class);
    }

    @Test
    void aCancelledMeetingPutsEverybodyOutAndLetsNobodyIn() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");

        transaction.executeWithoutResult(_ -> meetings.cancel(meeting));

        assertThat(midori.hear("out").path("why").asString()).isEqualTo("cancelled");
        assertThat(people.admit(meeting, people.admission(), "Hana", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.NotReady.class);
    }

    @Test
    void aLostLineIsTakenUpAgainWithTheSameAdmission() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hanaHerself = person(meeting, "Hana", Role.PARTICIPANT);
        var hana = inside(hanaHerself);
        long turn = hana.hear("welcome").path("you").path("turn").asLong();
        midori.hear("joined");

        hana.close();
        assertThat(midori.hear("left").path("id").asString())
                .isEqualTo(hanaHerself.admission().toString());
        var again = inside(hanaHerself);

        assertThat(again.hear("welcome").path("you").path("turn").asLong()).isGreaterThan(turn);
        midori.hear("joined");
        assertThat(whoIsInside(meeting)).contains(hanaHerself.admission());
    }

    @Test
    void aSecondTabTakesTheSeatAndNobodySeesThemLeave() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hanaHerself = person(meeting, "Hana", Role.PARTICIPANT);
        var first = inside(hanaHerself);
        first.hear("welcome");

        var second = inside(hanaHerself);

        second.hear("welcome");
        assertThat(first.closedWith()).isEqualTo(4001);
        midori.hear("joined");
        assertThat(midori.hasHeard("left")).isFalse();
        assertThat(whoIsInside(meeting)).contains(hanaHerself.admission());
    }

    @Test
    void theHostRemovesSomebodyAndOnlyTheHostMay() {
        var meeting = people.meeting();
        var host = person(meeting, "Midori", Role.HOST);
        var midori = inside(host);
        midori.hear("welcome");
        var hanaHerself = person(meeting, "Hana", Role.PARTICIPANT);
        var hana = inside(hanaHerself);
        hana.hear("welcome");
        var ken = inside(person(meeting, "Ken", Role.PARTICIPANT));
        ken.hear("welcome");
        var remove = "{\"type\":\"remove\",\"id\":\"%s\"}";

        ken.say(remove.formatted(hanaHerself.admission()));
        ken.say(remove.formatted(host.admission()));
        assertThat(ken.hasHeard("left")).isFalse();
        midori.say(remove.formatted(hanaHerself.admission()));

        assertThat(hana.hear("out").path("why").asString()).isEqualTo("removed");
        assertThat(ken.hear("left").path("why").asString()).isEqualTo("removed");
        assertThat(newsOf(meeting))
                .filteredOn(MeetingNews.HostRemoved.class::isInstance)
                .singleElement()
                .satisfies(one ->
                        assertThat(((MeetingNews.HostRemoved) one).admission()).isEqualTo(hanaHerself.admission()));
    }

    @Test
    void theHostEndsItForEverybodyAndOnlyTheHostMay() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hana = inside(person(meeting, "Hana", Role.PARTICIPANT));
        hana.hear("welcome");

        hana.say("{\"type\":\"end\"}");
        assertThat(hana.hasHeard("out")).isFalse();
        midori.say("{\"type\":\"end\"}");

        assertThat(hana.hear("out").path("why").asString()).isEqualTo("ended");
        assertThat(midori.hear("out").path("why").asString()).isEqualTo("ended");
        assertThat(meetings.inside(meeting)).isEmpty();
        var back = inside(person(meeting, "Ken", Role.PARTICIPANT));
        assertThat(back.hear("welcome").path("waiting").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{}",
                "{\"type\":\"shout\"}",
                "{\"type\":\"join\",\"microphone\":\"yes\"}",
                "{\"type\":\"chat\",\"text\":\"\"}",
                "{\"type\":\"chat\",\"text\":{\"a\":1}}",
                "{\"type\":\"remove\",\"id\":\"1 or 1=1\"}",
                "{\"type\":\"signal\",\"to\":\"adm_00000000000000000000000000\",\"kind\":\"offer\",\"sdp\":\"<script>\"}",
                "{\"type\":\"signal\",\"to\":\"adm_00000000000000000000000000\",\"kind\":\"candidate\",\"candidate\":5}"
            })
    void nonsenseEndsTheLine(String nonsense) {
        var line = line(person(people.meeting(), "Eve", Role.HOST));
        line.say(nonsense);
        assertThat(line.closedWith()).isEqualTo(4002);
    }

    @Test
    void whatIsTooLongEndsTheLine() {
        var chat = line(person(people.meeting(), "Eve", Role.HOST));
        chat.say("{\"type\":\"chat\",\"text\":\"" + "あ".repeat(1001) + "\"}");
        assertThat(chat.closedWith()).isEqualTo(4002);
        var huge = line(person(people.meeting(), "Eve", Role.HOST));
        huge.say("{\"type\":\"chat\",\"text\":\"" + "a".repeat(60_000) + "\"}");
        assertThat(huge.closedWith()).isEqualTo(1009);
    }

    @Test
    void whoeverTalksTooMuchLosesTheLine() {
        var flood = line(person(people.meeting(), "Eve", Role.HOST));
        flood.shout("{\"type\":\"ping\"}", 5_000);
        assertThat(flood.closedWith()).isEqualTo(4003);
    }

    @Test
    void chatIsPassedOnAsItIsAndTooMuchOfItIsNot() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hana = inside(person(meeting, "Hana", Role.PARTICIPANT));
        hana.hear("welcome");

        hana.say("{\"type\":\"chat\",\"text\":\"<b>hello</b>\"}");

        var heard = midori.hear("chat");
        assertThat(heard.path("text").asString()).isEqualTo("<b>hello</b>");
        assertThat(heard.path("name").asString()).isEqualTo("Hana");
        for (int i = 0; i < 20; i++) {
            hana.say("{\"type\":\"chat\",\"text\":\"again\"}");
        }
        hana.hear("slower");
    }

    @Test
    void nobodyTalksBeforeSittingDown() {
        var meeting = people.meeting();
        var host = person(meeting, "Midori", Role.HOST);
        var midori = inside(host);
        midori.hear("welcome");
        var lurking = line(person(meeting, "Eve", Role.PARTICIPANT));

        lurking.say("{\"type\":\"chat\",\"text\":\"hi\"}");
        lurking.say(
                "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"offer\",\"sdp\":\"v=0\"}".formatted(host.admission()));
        assertThat(lurking.hasHeard("chat")).isFalse();

        assertThat(midori.hasHeard("chat")).isFalse();
        assertThat(midori.hasHeard("signal")).isFalse();
    }

    @Test
    void oneOfEightPlacesIsKeptForTheHost() {
        var meeting = people.meeting();
        for (int i = 0; i < 7; i++) {
            inside(person(meeting, "P" + i, Role.PARTICIPANT)).hear("welcome");
        }
        assertThat(people.admit(meeting, people.admission(), "P8", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.Full.class);
        assertThat(names(inside(person(meeting, "Midori", Role.HOST)).hear("welcome")))
                .hasSize(7);
    }

    @Test
    void theCapacityOfTheMeetingHoldsInTheRoom() {
        var meeting = people.meeting(1);
        var hana = people.admission();
        people.credential(meeting, hana, "Hana", Role.PARTICIPANT);
        assertThat(people.admit(meeting, people.admission(), "Ken", Role.PARTICIPANT))
                .isInstanceOf(Meetings.Entry.Full.class);
        clock.forward(Duration.ofSeconds(61));
        assertThat(people.admit(meeting, people.admission(), "Ken", Role.PARTICIPANT))
                .as("Hana never came")
                .isInstanceOf(Meetings.Entry.Enter.class);
    }

    @Test
    void aSilentLineIsLetGo() {
        var meeting = people.meeting();
        var midoriHerself = person(meeting, "Midori", Role.HOST);
        var midori = inside(midoriHerself);
        midori.hear("welcome");
        clock.forward(Duration.ofSeconds(31));

        talk.check();

        await(_ -> meetings.inside(meeting).isEmpty());
    }

    @Test
    void seatsOfADeadNodeAreEmptied() {
        var meeting = people.meeting();
        var midori = inside(person(meeting, "Midori", Role.HOST));
        midori.hear("welcome");
        var hana = inside(person(meeting, "Hana", Role.PARTICIPANT));
        var dead = hana.hear("welcome").path("you").path("id").asString();
        sql.sql(
                        "update room_seat set last_seen = last_seen - interval '1 minute', node = gen_random_uuid(), connection = gen_random_uuid() where admission = :id")
                .param("id", AdmissionId.parse(dead).orElseThrow().value())
                .update();

        talk.keepAlive();

        assertThat(midori.hear("left").path("id").asString()).isEqualTo(dead);
    }
}
