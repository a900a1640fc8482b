package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.conversations.Writing;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class ExpelledReadersTest {
    private final ConversationNotices.People readers;
    private final Writing writing;
    private final Sanctions sanctions;
    private final StageSetting people;
    private final Ids ids;
    private final TestClock clock;

    ExpelledReadersTest(
            ConversationNotices.People readers,
            Writing writing,
            Sanctions sanctions,
            StageSetting people,
            Ids ids,
            TestClock clock) {
        this.readers = readers;
        this.writing = writing;
        this.sanctions = sanctions;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @Test
    void whoIsExpelledIsMailedNothingThatCustomersWrite() {
        var order = writing.booked();
        var owner = writing.ownerOf(order.terms().organiser());
        assertThat(readers.page(order, owner)).isPresent();
        var now = clock.instant();
        var id = new SanctionId(ids.next());
        sanctions.decide(
                id,
                new Sanction.Decision(
                        owner,
                        Sanction.Kind.EXPULSION,
                        "pretended",
                        now,
                        Optional.empty(),
                        true,
                        true,
                        people.somebody().id(),
                        now));
        sanctions.confirm(id, people.somebody().id());
        assertThat(readers.page(order, owner)).isEmpty();
    }
}
