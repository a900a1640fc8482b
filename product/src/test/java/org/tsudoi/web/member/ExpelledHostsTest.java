package org.tsudoi.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Whoever is expelled does not go on reading who came to their sessions.
@ProductTest
class ExpelledHostsTest {
    private static final String GUEST = "山田 花子";

    private final SessionMarket selling;
    private final Sanctions sanctions;
    private final StageSetting people;
    private final SignedIn signedIn;
    private final Ids ids;
    private final TestClock clock;

    ExpelledHostsTest(
            SessionMarket selling,
            Sanctions sanctions,
            StageSetting people,
            SignedIn signedIn,
            Ids ids,
            TestClock clock) {
        this.selling = selling;
        this.sanctions = sanctions;
        this.people = people;
        this.signedIn = signedIn;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private void expel(SessionMarket.Two two) {
        var id = new SanctionId(ids.next());
        var now = clock.instant();
        sanctions.decide(
                id,
                new Sanction.Decision(
                        two.host(),
                        Sanction.Kind.EXPULSION,
                        "pretended",
                        now,
                        Optional.empty(),
                        true,
                        true,
                        people.somebody().id(),
                        now));
        sanctions.confirm(id, people.somebody().id());
    }

    @Test
    void guestsAreNamedToTheirHostOnlyUntilTheHostIsExpelled() {
        var two = selling.two();
        var place = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, place, selling.free(two).getFirst().startsAt());
        var page = "/account/bookings/" + booking.id();
        try (var host = signedIn.as(selling.mail(two.host()));
                var guest = signedIn.as(two.buyer().email())) {
            assertThat(host.get("/account/bookings").body()).contains(GUEST);
            assertThat(host.get(page + "/conversation").statusCode()).isEqualTo(200);
            expel(two);
            for (var address : new String[] {"/account/bookings", page}) {
                var shown = host.get(address).body();
                assertThat(PageRules.broken(shown)).isEmpty();
                assertThat(shown).doesNotContain(GUEST);
            }
            assertThat(host.get("/account/bookings").body()).as("still listed").contains(page);
            assertThat(host.get(page + "/conversation").statusCode()).isEqualTo(404);
            assertThat(host.get(page + "/conversation/thread").statusCode()).isEqualTo(404);
            assertThat(guest.get(page + "/conversation").statusCode())
                    .as("the guest's own letters")
                    .isEqualTo(200);
        }
    }
}
