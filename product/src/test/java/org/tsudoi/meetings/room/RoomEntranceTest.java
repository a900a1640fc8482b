package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.room.People.Person;
import org.tsudoi.testing.ProductTest;

/// The way in: a credential that works once, a key, a place, and nothing for strangers.
@ProductTest
class RoomEntranceTest extends RoomScene {
    RoomEntranceTest(ConfigurableApplicationContext context) {
        super(context);
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
}
