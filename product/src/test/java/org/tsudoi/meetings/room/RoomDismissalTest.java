package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.testing.ProductTest;

/// The way out: cancelled, removed, ended or fallen silent, nobody stays who may not, and nobody goes who may.
@ProductTest
class RoomDismissalTest extends RoomScene {
    RoomDismissalTest(ConfigurableApplicationContext context) {
        super(context);
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
