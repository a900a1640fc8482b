package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.testing.ProductTest;

/// Those inside: they wait for the host, learn of each other, and reach whom they mean and nobody else.
@ProductTest
class RoomCompanyTest extends RoomScene {
    RoomCompanyTest(ConfigurableApplicationContext context) {
        super(context);
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
}
