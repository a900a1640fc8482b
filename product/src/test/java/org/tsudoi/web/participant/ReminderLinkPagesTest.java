package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsudoi.notices.Reminders;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

@ProductTest
class ReminderLinkPagesTest {
    private final Reminders reminders;
    private final StageSetting people;
    private final SignedIn signedIn;

    ReminderLinkPagesTest(Reminders reminders, StageSetting people, SignedIn signedIn) {
        this.reminders = reminders;
        this.people = people;
        this.signedIn = signedIn;
    }

    @Test
    void aMemberIsToldTheTruthAndTurnsOnWhatTheyTurnedOffInTheirAccount() {
        var member = people.somebody();
        reminders.want(member.id(), member.email(), false);
        reminders.want(member.email(), false);
        var page = "/reminders/" + reminders.link(member.email());
        try (var person = signedIn.nobody()) {
            var off = person.get(page + "?lang=en").body();
            assertThat(PageRules.broken(off)).isEmpty();
            assertThat(off).contains("Reminders are off");
            assertThat(person.post(page, Map.of("wanted", "yes")).statusCode()).isEqualTo(303);
            assertThat(person.get(page + "?lang=en").body()).contains("Reminders are on");
        }
        assertThat(reminders.areWanted(member.id(), member.email())).isTrue();
    }
}
