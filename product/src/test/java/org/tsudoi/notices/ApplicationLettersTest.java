package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationId;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.applications.Applications;
import org.tsudoi.applications.Line;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxItem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What those who ask for a place are told, and when.
@ProductTest
class ApplicationLettersTest {
    private final Market market;
    private final Line line;
    private final Applications applications;
    private final ApplicationLetters letters;
    private final Orders orders;
    private final Organisers organisers;
    private final Outbox outbox;
    private final TestClock clock;

    ApplicationLettersTest(
            Market market,
            Line line,
            Applications applications,
            ApplicationLetters letters,
            Orders orders,
            Organisers organisers,
            Outbox outbox,
            TestClock clock) {
        this.market = market;
        this.line = line;
        this.applications = applications;
        this.letters = letters;
        this.orders = orders;
        this.organisers = organisers;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private List<String> noted(ApplicationId id) {
        return outbox.openAbout("application", List.of(id.toString())).stream()
                .map(OutboxItem::payload)
                .map(payload -> payload.get("what").asString())
                .sorted()
                .toList();
    }

    @Test
    void theOfferSaysUntilWhenByTheReadersClockAndLeadsToTheOrder() {
        var event = market.event(1);
        var sold = line.soldOut(event);
        var waiting = line.enters(event.id(), 1);
        assertThat(noted(waiting)).containsExactly("ON_LIST");
        assertThat(letters.write(ApplicationNotices.What.ON_LIST, line.of(waiting))
                        .text())
                .contains("いま 1 番目です", "/asked/" + applications.link(waiting));
        line.cancels(sold.getFirst().id());
        applications.tend(event.id());
        assertThat(noted(waiting)).containsExactly("ENDS_SOON", "OFFERED", "ON_LIST");
        var offered = (Application.Offered) line.of(waiting);
        for (var what : List.of(ApplicationNotices.What.OFFERED, ApplicationNotices.What.ENDS_SOON)) {
            assertThat(letters.write(what, offered).text())
                    .contains("日本時間", "/orders/" + orders.link(offered.order()), "朝のやさしいヨガ");
        }
    }

    @Test
    void whatAStrangerTypedReachesNobodysMailbox() {
        var event = market.event(1);
        line.soldOut(event);
        var asked = (Applications.Asking.ToProve) line.asks(event.id(), 0, 1, market.mail("typed"), false);
        assertThat(letters.write(ApplicationNotices.What.TO_PROVE, asked.application())
                        .text())
                .contains("/asked/" + applications.link(asked.application().id()))
                .doesNotContain("さくら", "はじめまして");
    }

    @Test
    void whoIsRefusedReadsTheHostsWordsAndOwnersAreToldWhoAsks() {
        var event = market.event(3);
        applications.rules(event.id(), ApplicationRules.USUAL, true);
        var asked = line.enters(event.id(), 1);
        var owner =
                organisers.people(event.particulars().organiser()).getFirst().member();
        assertThat(outbox.openAbout("member", List.of(owner.toString())))
                .extracting(OutboxItem::topic)
                .contains("notices.applicants-to-decide");
        applications.refuse(event.id(), asked, owner, Optional.of("今回は経験者だけです"));
        assertThat(letters.write(ApplicationNotices.What.REFUSED, line.of(asked))
                        .text())
                .contains("今回は経験者だけです");
    }

    @Test
    void everyEndOfAListHasItsWords() {
        var event = market.event(1);
        line.soldOut(event);
        var waiting = (Application.Waiting) line.of(line.enters(event.id(), 1));
        assertThat(Arrays.stream(Application.ClosedWhy.values())
                        .map(why -> letters.write(ApplicationNotices.What.CLOSED, waiting.closed(clock.instant(), why)))
                        .map(Letter::subject)
                        .distinct())
                .hasSize(Application.ClosedWhy.values().length);
    }
}
