package org.tsudoi.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Moves;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

@ProductTest
class SeriesOfEventsTest {
    private static final Repetition FOUR_WEEKS = new Repetition(Rhythm.WEEKLY, 4, null);

    private final SeriesOfEvents series;
    private final Market market;
    private final Events events;
    private final Moves moves;
    private final Salon salon;
    private final MemberPlaces memberPlaces;
    private final TestClock clock;

    private Event first;

    SeriesOfEventsTest(
            SeriesOfEvents series,
            Market market,
            Events events,
            Moves moves,
            Salon salon,
            MemberPlaces memberPlaces,
            TestClock clock) {
        this.series = series;
        this.market = market;
        this.events = events;
        this.moves = moves;
        this.salon = salon;
        this.memberPlaces = memberPlaces;
        this.clock = clock;
    }

    @BeforeEach
    void anEvent() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        clock.forward(Duration.ofMinutes(1));
        first = market.event(
                market.organiser(), 10, Duration.ofDays(2), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
    }

    private List<EventId> parts(Series made) {
        return series.parts(made.id()).stream().map(SeriesOfEvents.Part::event).toList();
    }

    private static Schedule.Fixed times(Event event) {
        return (Schedule.Fixed) event.particulars().schedule();
    }

    @Test
    void eachDateIsAnEventOfItsOwn() {
        var made = series.begin(first.id(), FOUR_WEEKS, true);
        var all = parts(made);
        assertThat(all).hasSize(4).startsWith(first.id());
        for (int week = 0; week < 4; week++) {
            var event = events.get(all.get(week));
            assertThat(event).isInstanceOf(Event.Published.class);
            assertThat(times(event).start()).isEqualTo(times(first).start().plusWeeks(week));
            assertThat(event.particulars().title())
                    .isEqualTo(first.particulars().title());
            assertThat(series.of(event.id())).contains(made);
        }
        assertThat(series.bySlug(made.slug())).contains(made);
        market.paid(all.get(2), 3);
        assertThat(events.seats(all.get(2)).free()).isEqualTo(7);
        assertThat(events.seats(all.get(1)).free()).isEqualTo(10);
        assertThatThrownBy(() -> series.begin(first.id(), FOUR_WEEKS, true)).isInstanceOf(Problem.class);
    }

    @Test
    void draftsStayDrafts() {
        var all = parts(series.begin(first.id(), FOUR_WEEKS, false));
        assertThat(events.get(all.getLast())).isInstanceOf(Event.Draft.class);
    }

    @Test
    void whatFollowsIsChangedTogetherAndWhoHasAPlaceIsAsked() {
        var all = parts(series.begin(first.id(), FOUR_WEEKS, true));
        var buyer = market.paid(all.get(3), 1);
        clock.forward(Duration.ofSeconds(1));
        var second = events.get(all.get(1)).particulars();
        var later = times(events.get(all.get(1)));
        events.change(
                all.get(1),
                second.with(new Event.Presentation("夜のヨガ", "静かに。", null, "hills/1"))
                        .with(new Schedule.Fixed(
                                later.start().plusDays(1).plusHours(2), Duration.ofMinutes(90), later.zone())));

        assertThat(series.weigh(all.get(1)))
                .extracting(SeriesOfEvents.Following::people)
                .containsExactly(0, 1);
        var applied = series.apply(all.get(1));

        assertThat(applied).isEqualTo(new SeriesOfEvents.Applied(2, List.of()));
        var last = events.get(all.get(3));
        assertThat(last.particulars().title()).isEqualTo("夜のヨガ");
        assertThat(times(last).start())
                .isEqualTo(times(first).start().plusWeeks(3).plusDays(1).plusHours(2));
        assertThat(times(last).length()).isEqualTo(Duration.ofMinutes(90));
        assertThat(last.particulars().plans()).extracting(Plan::name).containsExactly("1 回参加");
        assertThat(moves.concerning(buyer)).isPresent();
        assertThat(events.get(first.id()).particulars()).isEqualTo(first.particulars());
    }

    @Test
    void aPriceForMembersStaysForThemOnAllDates() {
        var all = parts(series.begin(first.id(), FOUR_WEEKS, true));
        var told = first.particulars();
        var plan = salon.plan(told.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var circle = Optional.of(new CircleId(plan.id().value()));
        var free = new Plan(
                        new PlanId(UUID.randomUUID()),
                        "会員",
                        Plan.Kind.ONCE,
                        Money.jpy(0),
                        1,
                        told.plans().getFirst().tax())
                .forMembersOf(circle);
        events.change(
                first.id(), told.with(told.sale().withPlans(List.of(told.plans().getFirst(), free))));
        series.apply(first.id());
        for (var date : all) {
            assertThat(events.get(date).particulars().membersPlans())
                    .extracting(Plan::circle)
                    .containsExactly(circle);
        }
        events.change(
                first.id(),
                told.with(
                        told.sale().withPlans(List.of(told.plans().getFirst(), free.forMembersOf(Optional.empty())))));
        series.apply(first.id());
        assertThat(events.get(all.getLast()).particulars().plans())
                .extracting(Plan::name)
                .containsExactly("1 回参加", "会員");
    }

    @Test
    void aPriceOfWhatIsForMembersAloneIsNotGivenToWhatIsForEverybody() {
        var all = parts(series.begin(first.id(), FOUR_WEEKS, true));
        var told = first.particulars();
        var plan = salon.plan(told.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        assertThat(memberPlaces.reserve(first.id(), plan.id())).isTrue();
        assertThat(memberPlaces.reserve(all.get(2), plan.id())).isTrue();
        events.change(
                first.id(), told.with(told.sale().withPlans(List.of(market.plan(Plan.Kind.ONCE, Money.jpy(0), 1)))));

        assertThat(series.weigh(first.id()))
                .extracting(SeriesOfEvents.Following::forOthers)
                .containsExactly(true, false, true);
        assertThat(series.apply(first.id())).isEqualTo(new SeriesOfEvents.Applied(1, List.of(all.get(1), all.get(3))));
        assertThat(prices(all.get(1))).containsExactly(Money.jpy(1500));
        assertThat(prices(all.get(2))).containsExactly(Money.jpy(0));
        assertThat(prices(all.get(3))).containsExactly(Money.jpy(1500));

        assertThat(memberPlaces.reserve(all.get(1), plan.id())).isTrue();
        assertThat(series.apply(first.id())).isEqualTo(new SeriesOfEvents.Applied(2, List.of(all.get(3))));
        assertThat(prices(all.get(1))).containsExactly(Money.jpy(0));
    }

    private List<Money> prices(EventId date) {
        return events.get(date).particulars().plans().stream().map(Plan::price).toList();
    }

    @Test
    void ofTwoPricesOfTheSameNameEachStaysForWhomItIs() {
        var told = first.particulars();
        var plan = salon.plan(told.organiser(), FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var everybodys = told.plans().getFirst();
        var members = market.plan(Plan.Kind.ONCE, Money.jpy(0), 1)
                .forMembersOf(Optional.of(new CircleId(plan.id().value())));
        assertThat(members.name()).isEqualTo(everybodys.name());
        events.change(first.id(), told.with(told.sale().withPlans(List.of(everybodys, members))));
        var last = parts(series.begin(first.id(), FOUR_WEEKS, true)).getLast();
        var before = events.get(last).particulars();
        events.change(first.id(), told.with(told.sale().withPlans(List.of(members, everybodys))));
        series.apply(first.id());
        var after = events.get(last).particulars();
        assertThat(after.membersPlans()).isEqualTo(before.membersPlans());
        assertThat(after.plans()).isEqualTo(before.plans());
    }

    @Test
    void theEndCallsOffWhatNobodyHasOrdered() {
        var made = series.begin(first.id(), FOUR_WEEKS, true);
        var all = parts(made);
        market.paid(all.get(1), 1);
        market.held(all.get(2), 1);
        assertThat(series.end(made.id())).isEqualTo(2);
        assertThat(events.get(all.get(0))).isInstanceOf(Event.Cancelled.class);
        assertThat(events.get(all.get(1))).isInstanceOf(Event.Published.class);
        assertThat(events.get(all.get(2))).isInstanceOf(Event.Published.class);
        assertThat(series.of(all.get(1)).orElseThrow().endedAt()).isNotNull();
    }
}
