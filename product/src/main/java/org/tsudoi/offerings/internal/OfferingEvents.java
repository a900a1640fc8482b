package org.tsudoi.offerings.internal;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.PictureId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Seats;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.Teaching;

@Component
@Transactional
class OfferingEvents implements Events {
    private static final int SLUG_MAX = 60;

    private final EventTable table;
    private final PictureTable pictures;
    private final SeatBook seats;
    private final Organisers organisers;
    private final OfferingTools tools;
    private final ApplicationEventPublisher news;

    /// Where ids and the time come from, and who may make something public.
    @Component
    record OfferingTools(Ids ids, Clock clock, Teaching teaching) {}

    OfferingEvents(
            EventTable table,
            PictureTable pictures,
            SeatBook seats,
            Organisers organisers,
            OfferingTools tools,
            ApplicationEventPublisher news) {
        this.table = table;
        this.pictures = pictures;
        this.seats = seats;
        this.organisers = organisers;
        this.tools = tools;
        this.news = news;
    }

    @Override
    public EventId draft(Event.Particulars particulars) {
        var id = new EventId(tools.ids.next());
        table.insert(new Event.Draft(id, particulars), now());
        return id;
    }

    @Override
    public Event change(EventId id, Event.Particulars asked) {
        var event = locked(id);
        var before = event.particulars();
        var wished = withOwnPlans(id, asked);
        if (!wished.membersPlans().isEmpty()) mayHaveMembersPlans(before.sale().to());
        switch (event) {
            case Event.Draft _ -> table.save(id, wished, wished.sequence());
            case Event.Published _, Event.Closed _ -> {
                boolean moved = ChangedTimes.areOthers(before.schedule(), wished.schedule(), now());
                if (wished.capacity() != before.capacity()
                        && !seats.resize(id, wished.capacity() - before.capacity())) {
                    throw Problem.inFields(Map.of("capacity", "event.error.capacity-taken"));
                }
                int sequence = moved ? before.sequence() + 1 : before.sequence();
                table.save(id, wished, sequence);
                if (moved
                        && before.schedule() instanceof Schedule.Fixed from
                        && wished.schedule() instanceof Schedule.Fixed to) {
                    news.publishEvent(new EventNews.EventMoved(id, from, to, sequence));
                }
                if (moved
                        && before.schedule() instanceof Schedule.Course from
                        && wished.schedule() instanceof Schedule.Course to) {
                    news.publishEvent(new EventNews.DatesMoved(id, EventNews.DatesMoved.between(from, to), sequence));
                }
                news.publishEvent(new EventNews.EventChanged(id, moved, sequence));
            }
            case Event.Cancelled _ -> throw Problem.of(ProblemCode.GONE, "event.error.cancelled");
        }
        return get(id);
    }

    /// What was sold by a plan stays under its rules: for other people than before it is another plan, and one that is
    /// not offered any more never comes back by a form that was open since then.
    private Event.Particulars withOwnPlans(EventId id, Event.Particulars asked) {
        var circles = table.circles(id);
        var plans = asked.sale().plans().stream()
                .map(plan -> circles.getOrDefault(plan.id(), plan.circle()).equals(plan.circle())
                        ? plan
                        : plan.withId(new PlanId(tools.ids.next())))
                .toList();
        return asked.with(asked.sale().withPlans(plans));
    }

    private static void mayHaveMembersPlans(Event.SaleTo to) {
        switch (to) {
            case ANYBODY, WAITING -> {}
            case MEMBERS -> throw Problem.inFields(Map.of("plans", "prices.error.alone"));
            // Members take their places by themselves.
            case ACCEPTED -> throw Problem.inFields(Map.of("plans", "prices.error.accepted"));
        }
    }

    @Override
    public void publish(EventId id) {
        switch (locked(id)) {
            case Event.Draft draft -> {
                if (draft.particulars().plans().isEmpty()) {
                    throw Problem.inFields(Map.of("plans", "event.error.no-plan"));
                }
                if (draft.particulars().hasEnded(now()) || hasMissedDates(draft.particulars())) {
                    throw Problem.inFields(Map.of("start", "event.error.in-the-past"));
                }
                tools.teaching.require(draft.particulars().organiser());
                move(draft, draft.published(now()));
                seats.open(id, draft.particulars().capacity());
                news.publishEvent(new EventNews.EventPublished(id));
            }
            case Event.Published _ -> {}
            case Event.Closed _, Event.Cancelled _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-a-draft");
        }
    }

    /// Whoever buys a course buys all of its dates.
    private boolean hasMissedDates(Event.Particulars told) {
        return told.isCourse() && told.hasBegun(now());
    }

    @Override
    public Event.Published monthly(EventId id, Event.Particulars told) {
        if (!told.isMonthly()) throw new IllegalArgumentException("not by the month: " + id);
        return asked(id, told);
    }

    @Override
    public Event.Published atOnce(EventId id, Event.Particulars told) {
        if (!(told.schedule() instanceof Schedule.AtOnce)) throw new IllegalArgumentException("not at once: " + id);
        return asked(id, told);
    }

    private Event.Published asked(EventId id, Event.Particulars told) {
        // Nearly always it is as it was: nobody waits for its row then.
        if (table.find(id).orElse(null) instanceof Event.Published it
                && it.particulars().presentation().equals(told.presentation())) {
            return it;
        }
        table.insertOnce(new Event.Draft(id, told), now());
        return switch (locked(id)) {
            case Event.Draft draft -> {
                move(draft, draft.published(now()));
                yield draft.published(now());
            }
            case Event.Published it when it.particulars().presentation().equals(told.presentation()) -> it;
            case Event.Published it -> {
                var renamed = it.particulars().with(told.presentation());
                table.save(id, renamed, renamed.sequence());
                yield new Event.Published(id, renamed, it.publishedAt());
            }
            case Event.Closed _, Event.Cancelled _ -> throw new IllegalStateException("ended by somebody: " + id);
        };
    }

    @Override
    public void close(EventId id) {
        switch (locked(id)) {
            case Event.Published published -> move(published, published.closed(now()));
            case Event.Closed _ -> {}
            case Event.Draft _, Event.Cancelled _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-on-sale");
        }
    }

    @Override
    public void reopen(EventId id) {
        switch (locked(id)) {
            case Event.Closed closed -> {
                tools.teaching.require(closed.particulars().organiser());
                move(closed, closed.reopened());
            }
            case Event.Published _ -> {}
            case Event.Draft _, Event.Cancelled _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-closed");
        }
    }

    @Override
    public void cancel(EventId id, String reason) {
        switch (locked(id)) {
            case Event.Published published -> cancelled(published, published.cancelled(now(), reason));
            case Event.Closed closed -> cancelled(closed, closed.cancelled(now(), reason));
            case Event.Cancelled _ -> {}
            case Event.Draft _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-on-sale");
        }
    }

    @Override
    public void callDateOff(EventId id, DateId dateId) {
        var event = locked(id);
        var course = event.particulars().course().orElseThrow(Problem::notFound);
        var date = course.date(dateId).orElseThrow(Problem::notFound);
        switch (event) {
            case Event.Published _, Event.Closed _ -> {}
            case Event.Draft _, Event.Cancelled _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-on-sale");
        }
        if (date.calledOff()) return;
        if (date.hasBegun(now())) throw Problem.inFields(Map.of("dates", "dates.error.begun"));
        long held = course.dates().stream().filter(one -> !one.calledOff()).count();
        if (held < 2) throw Problem.inFields(Map.of("dates", "dates.error.last"));
        if (table.callDateOff(id, dateId, now())) news.publishEvent(new EventNews.DateCalledOff(id, dateId));
    }

    private void cancelled(Event from, Event.Cancelled to) {
        move(from, to);
        news.publishEvent(new EventNews.EventCancelled(to.id(), to.reason()));
    }

    private void move(Event from, Event to) {
        if (!table.move(from, to)) throw new IllegalStateException("event " + from.id() + " moved although locked");
    }

    @Override
    public EventId duplicate(EventId id) {
        var schedule = get(id).particulars().schedule();
        return copy(id, ChangedTimes.weekLater(schedule, () -> new DateId(tools.ids.next())), false);
    }

    @Override
    public EventId duplicate(EventId id, Schedule.Fixed at) {
        return copy(id, at, true);
    }

    private EventId copy(EventId id, Schedule at, boolean repeated) {
        var told = get(id).particulars();
        var plans = told.sale().plans().stream()
                .map(plan -> plan.withId(new PlanId(tools.ids.next())))
                .toList();
        var copy = draft(new Event.Particulars(
                told.organiser(),
                freeSlug(told.title()),
                told.presentation(),
                at,
                told.sale().withPlans(plans),
                told.venue(),
                0));
        table.hosts(copy, repeated ? table.named(id) : table.hosts(id));
        news.publishEvent(new EventNews.EventCopied(copy, id, repeated));
        return copy;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Event> find(EventId id) {
        return table.find(id);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Event> holdStill(EventId id) {
        return table.holdStill(id);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Event> holdAlone(EventId id) {
        return table.lock(id);
    }

    @Override
    public void sellTo(EventId id, Event.SaleTo whom) {
        var event = locked(id);
        if (whom == Event.SaleTo.MEMBERS) throw new IllegalArgumentException("whose members? " + id);
        if (!event.particulars().hasLines()) throw Problem.notFound();
        var before = event.particulars().sale().to();
        if (before == whom) return;
        if (before == Event.SaleTo.MEMBERS) sellByOtherPlans(event, true);
        table.sellTo(id, whom, null);
    }

    /// What was sold by a plan stays under its rules: for other people than before it is another plan.
    ///
    /// @param wereMembers whether it was for members as a whole
    private void sellByOtherPlans(Event event, boolean wereMembers) {
        if (event instanceof Event.Draft) return;
        if (wereMembers) table.wereForMembers(event.id());
        table.replacePlans(event.id(), withNewPlans(event.particulars()));
    }

    private Event.Particulars withNewPlans(Event.Particulars told) {
        var sale = told.sale();
        return told.with(sale.withPlans(sale.plans().stream()
                .map(plan -> plan.withId(new PlanId(tools.ids.next())))
                .toList()));
    }

    @Override
    public void sellToMembers(EventId id, CircleId circle) {
        var event = locked(id);
        if (!event.particulars().hasLines()) throw Problem.notFound();
        if (event.particulars().sale().to() != Event.SaleTo.MEMBERS) sellByOtherPlans(event, false);
        table.sellTo(id, Event.SaleTo.MEMBERS, circle);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Event get(EventId id) {
        return table.find(id).orElseThrow(Problem::notFound);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public boolean isForMembers(Event event, PlanId plan) {
        var told = event.particulars();
        return told.circle(plan).isPresent() || (told.anyPlan(plan).isEmpty() && table.isForMembers(plan));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Event> bySlug(String slug) {
        return table.bySlug(slug);
    }

    @Override
    @Transactional(readOnly = true)
    public String freeSlug(String title) {
        var latin = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var stem = latin.length() < 3 ? "event" : latin.substring(0, Math.min(SLUG_MAX, latin.length()));
        stem = stem.replaceAll("-+$", "");
        if (latin.length() >= 3 && !table.slugTaken(stem)) return stem;
        var shown = new EventId(tools.ids.next()).toString();
        return stem + "-" + shown.substring(shown.length() - 8);
    }

    @Override
    @Transactional(readOnly = true)
    public Seats seats(EventId id) {
        return seats.of(get(id));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Seats seats(Event event) {
        return seats.of(event);
    }

    @Override
    public List<EventId> endingAfter(Instant moment) {
        return table.endingAfter(moment);
    }

    @Override
    public List<EventId> endingAfter(OrganiserId organiser, Instant moment) {
        return table.endingAfter(organiser, moment);
    }

    @Override
    @Transactional(readOnly = true)
    public List<EventId> datesBeginning(Instant from, Instant until) {
        return table.datesBeginning(from, until);
    }

    @Override
    @Transactional(readOnly = true)
    public List<EventId> starting(Instant after, Instant until) {
        return table.starting(after, until);
    }

    @Override
    @Transactional(readOnly = true)
    public List<EventId> ended(Instant from, Instant until) {
        return table.ended(from, until);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Listed> search(Search search) {
        return listed(table.search(search));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Listed> sessions(@Nullable String text, int limit) {
        return listed(table.sessions(text, limit));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Listed> listed(Collection<EventId> ids) {
        return listed(table.published(ids));
    }

    private List<Listed> listed(List<Event> events) {
        var free = seats.of(events);
        return events.stream()
                .map(event -> new Listed(event, Objects.requireNonNull(free.get(event.id()))))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Event> ofOrganiser(OrganiserId organiser) {
        return table.ofOrganiser(organiser);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Listed> ofCircle(CircleId circle, Instant moment, int max) {
        return listed(table.ofCircle(circle, moment, max));
    }

    @Override
    @Transactional(readOnly = true)
    public Set<MemberId> hosts(EventId id) {
        var all = new HashSet<>(table.hosts(id));
        for (var acting : organisers.people(get(id).particulars().organiser())) all.add(acting.member());
        return Set.copyOf(all);
    }

    @Override
    public void hosts(EventId id, Set<MemberId> hosts) {
        table.hosts(id, hosts);
    }

    @Override
    public void letLead(EventId id, MemberId host) {
        table.letLead(id, host);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Event> hostedBy(MemberId member) {
        return Stream.concat(
                        table.hostedBy(member).stream(),
                        organisers.of(member, Standing.HOST).stream()
                                .flatMap(organiser -> table.ofOrganiser(organiser.id()).stream()))
                .distinct()
                .toList();
    }

    @Override
    public PictureId storePicture(OrganiserId organiser, Picture picture) {
        var id = new PictureId(tools.ids.next());
        pictures.insert(id, organiser, picture, now());
        return id;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Picture> picture(PictureId id) {
        return pictures.find(id);
    }

    private Event locked(EventId id) {
        return table.lock(id).orElseThrow(Problem::notFound);
    }

    private Instant now() {
        return tools.clock.instant();
    }
}
