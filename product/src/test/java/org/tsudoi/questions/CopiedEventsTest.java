package org.tsudoi.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Ids;
import org.tsudoi.series.Repetition;
import org.tsudoi.series.Rhythm;
import org.tsudoi.series.SeriesOfEvents;
import org.tsudoi.testing.ProductTest;

/// A copy of an event asks and sells what the event does.
@ProductTest
class CopiedEventsTest {
    private final Market market;
    private final Events events;
    private final Questions questions;
    private final AddOns addOns;
    private final SeriesOfEvents series;
    private final Ledger ledger;
    private final Ids ids;

    private Event event;

    CopiedEventsTest(
            Market market,
            Events events,
            Questions questions,
            AddOns addOns,
            SeriesOfEvents series,
            Ledger ledger,
            Ids ids) {
        this.market = market;
        this.events = events;
        this.questions = questions;
        this.addOns = addOns;
        this.series = series;
        this.ledger = ledger;
        this.ids = ids;
    }

    @BeforeEach
    void anEventThatAsksAndSells() {
        event = market.event(market.organiser(), 10, Duration.ofDays(3));
        ask("Size?", Question.Kind.ONE_OF, List.of("S", "M"), true);
        ask("Allergies?", Question.Kind.SHORT_TEXT, List.of(), false);
        var gone = ask("Old?", Question.Kind.TICK, List.of(), false);
        questions.remove(event.id(), gone.id());
        questions.changeable(event.id(), false);
        sell("Book", 800, Optional.of(3), Optional.of(Duration.ofDays(1)));
        sell("Recording", 500, Optional.empty(), Optional.empty());
        addOns.withdraw(event.id(), sell("Nothing any more", 1, Optional.empty(), Optional.empty()).id());
    }

    private Question ask(String label, Question.Kind kind, List<String> options, boolean eachPlace) {
        var question = new Question(
                new QuestionId(ids.next()), event.id(), kind, label, "Help", options, eachPlace, true, false);
        assertThat(questions.add(question)).isTrue();
        return question;
    }

    private AddOn sell(String name, long price, Optional<Integer> stock, Optional<Duration> endsBefore) {
        var start = event.particulars().startsAt().orElseThrow().truncatedTo(ChronoUnit.MICROS);
        var addOn = new AddOn(
                new AddOnId(ids.next()),
                name,
                "About it",
                AddOn.Per.ORDER,
                Money.jpy(price),
                Tax.of(Tax.Category.STANDARD, "JP"),
                2,
                stock,
                endsBefore.map(start::minus));
        assertThat(addOns.add(event.id(), addOn)).isTrue();
        return addOn;
    }

    private void asksAndSellsTheSame(EventId copy) {
        assertThat(questions.asked(copy))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id", "event")
                .containsExactlyElementsOf(questions.asked(event.id()));
        assertThat(questions.all(copy)).as("nothing that was archived").hasSize(2);
        assertThat(questions.asked(copy)).noneMatch(questions.asked(event.id())::contains);
        assertThat(questions.isChangeable(copy)).isFalse();
        assertThat(addOns.of(copy))
                .extracting(one -> one.addOn().name())
                .as("nothing that was withdrawn")
                .containsExactly("Book", "Recording");
        var book = addOns.of(copy).getFirst();
        assertThat(book.left()).as("as many as there were in all").isEqualTo(3);
        assertThat(ledger.balance(AddOns.available(book.addOn().id())).available()).isEqualTo(3);
        assertThat(book.addOn().soldUntil())
                .as("as long before the start")
                .hasValue(events.get(copy)
                        .particulars()
                        .startsAt()
                        .orElseThrow()
                        .minus(Duration.ofDays(1))
                        .truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void aDuplicateDoes() {
        asksAndSellsTheSame(events.duplicate(event.id()));
    }

    @Test
    void eachTimeOfASeriesDoes() {
        var made = series.begin(event.id(), new Repetition(Rhythm.WEEKLY, 3, null), true);
        var others = series.parts(made.id()).stream()
                .map(part -> part.event())
                .filter(id -> !id.equals(event.id()))
                .toList();
        assertThat(others).hasSize(2).allSatisfy(this::asksAndSellsTheSame);
    }
}
