package org.tsudoi.meetings.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.testing.ProductTest;

/// Whoever sends what no page of ours sends loses the line.
@ProductTest
class RoomNonsenseTest extends RoomScene {
    RoomNonsenseTest(ConfigurableApplicationContext context) {
        super(context);
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

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\u0000", "\\u202e"})
    void whatCannotBeSaidIsLeftOutAndClosesNobodysLine(String unspeakable) {
        var meeting = people.meeting();
        var host = person(meeting, "Midori", Role.HOST);
        var midori = inside(host);
        midori.hear("welcome");
        var eve = inside(person(meeting, "Eve", Role.PARTICIPANT));
        eve.hear("welcome");

        eve.say("{\"type\":\"chat\",\"text\":\"a" + unspeakable + "b 🍵\\n\"}");
        eve.say("{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"candidate\",\"candidate\":\"candidate:%s1\",\"line\":1}"
                .formatted(host.admission(), unspeakable));

        assertThat(midori.hear("chat").path("text").asString()).isEqualTo("ab 🍵");
        assertThat(midori.hear("signal").path("candidate").asString()).isEqualTo("candidate:1");
        assertThat(eve.hasHeard("chat")).isTrue();
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
}
