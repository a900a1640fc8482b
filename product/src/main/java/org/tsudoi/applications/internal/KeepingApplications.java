package org.tsudoi.applications.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationId;
import org.tsudoi.applications.ApplicationNews;
import org.tsudoi.applications.ApplicationNews.What;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.applications.Applications;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Event.SaleTo;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.OfferedOrders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

/// The face. Whatever is decided about an application is decided while its event is held alone.
@Component
class KeepingApplications implements Applications {
    /// What people look at.
    private static final int LISTED_MAX = 1_000;

    private final ApplicationTable applications;
    private final RulesTable rules;
    private final TendingLines lines;
    private final Events events;
    private final TendingLines.Around around;
    private final Tools tools;

    @Component
    record Tools(Ids ids, TransactionTemplate transaction) {}

    KeepingApplications(
            ApplicationTable applications,
            RulesTable rules,
            TendingLines lines,
            Events events,
            TendingLines.Around around,
            Tools tools) {
        this.applications = applications;
        this.rules = rules;
        this.lines = lines;
        this.events = events;
        this.around = around;
        this.tools = tools;
    }

    @Override
    public Optional<Application.Kind> open(Event event) {
        if (!event.particulars().hasLines() || !TendingLines.isOnSale(event, around.now())) return Optional.empty();
        return switch (event.particulars().sale().to()) {
            case WAITING -> Optional.of(Application.Kind.WAITING);
            case ACCEPTED -> Optional.of(Application.Kind.APPROVAL);
            case ANYBODY ->
                events.seats(event).unoccupied() == 0 ? Optional.of(Application.Kind.WAITING) : Optional.empty();
            case MEMBERS -> Optional.empty();
        };
    }

    @Override
    public Asking ask(Request request, boolean isProven) {
        return inTransaction(request.event(), event -> {
            var plan = event.particulars().plan(request.plan());
            if (plan.isEmpty()) return new Asking.NoSuchPlan();
            if (!plan.get().sells(request.attendees().size())) {
                return new Asking.TooManyPlaces(plan.get().placesMax());
            }
            var kind = open(event);
            if (kind.isEmpty()) return notNeeded(event);
            var now = around.now();
            var unproven = new Application.Unproven(
                    new ApplicationId(tools.ids.next()),
                    new Application.Wish(
                            event.id(),
                            request.plan(),
                            kind.get(),
                            request.person(),
                            request.attendees(),
                            request.message(),
                            now),
                    now.plus(PROVE_WITHIN));
            var before = isProven
                    ? applications.openOf(event.id(), request.person().email())
                    : Optional.<Application>empty();
            if (before.isPresent()) return new Asking.Entered(before.get());
            applications.insert(unproven);
            if (isProven) return enter(unproven, event);
            tell(unproven, What.TO_PROVE);
            return new Asking.ToProve(unproven);
        });
    }

    private Asking notNeeded(Event event) {
        boolean canBeBought = event.sellsToAnybody() && event.onSale(around.now());
        return canBeBought && events.seats(event).free() > 0 ? new Asking.FreePlaces() : new Asking.NotOpen();
    }

    private Asking enter(Application.Unproven one, Event event) {
        var now = around.now();
        var to = switch (one.wish().kind()) {
            case WAITING -> one.waiting(now);
            case APPROVAL -> one.asked(now, ApplicationRules.answerBy(event, now));
        };
        applications.move(one, to, now, null, Optional.empty());
        if (one.wish().kind() == Application.Kind.WAITING) events.sellTo(event.id(), SaleTo.WAITING);
        tell(to, one.wish().kind() == Application.Kind.WAITING ? What.ON_LIST : What.ASKED);
        return new Asking.Entered(to);
    }

    private void tell(Application one, What what) {
        around.news().publishEvent(new ApplicationNews(one.id(), one.wish().event(), what));
    }

    @Override
    public Asking prove(ApplicationId id) {
        return inTransaction(eventOf(id), event -> {
            var found = get(id);
            if (!(found instanceof Application.Unproven unproven)) return new Asking.Entered(found);
            var before =
                    applications.openOf(event.id(), unproven.wish().person().email());
            if (before.isPresent()) return new Asking.Entered(before.get());
            var kind = open(event);
            if (!around.now().isBefore(unproven.until())) return new Asking.NotOpen();
            return kind.filter(unproven.wish().kind()::equals).isPresent() ? enter(unproven, event) : notNeeded(event);
        });
    }

    private EventId eventOf(ApplicationId id) {
        return get(id).wish().event();
    }

    private Application get(ApplicationId id) {
        return applications.find(id).orElseThrow(Problem::notFound);
    }

    @Override
    public Optional<Application> byLink(String secret) {
        return applications.byLink(secret);
    }

    @Override
    public String link(ApplicationId id) {
        return applications.link(id);
    }

    @Override
    public Optional<Application> find(ApplicationId id) {
        return applications.find(id);
    }

    @Override
    public List<Application> ofMember(MemberId member, EmailAddress verified) {
        return applications.ofMember(member, verified);
    }

    @Override
    public int position(Application application) {
        return application instanceof Application.Waiting waiting ? 1 + applications.waitingBefore(waiting) : 0;
    }

    @Override
    public Application leave(ApplicationId id) {
        return inTransaction(eventOf(id), event -> {
            var now = around.now();
            var found = get(id);
            var left = switch (found) {
                case Application.Waiting waiting -> Optional.of(waiting.left(now));
                case Application.Asked asked -> Optional.of(asked.left(now));
                case Application.Unproven _, Application.Offered _, Application.Accepted _, Application.Lapsed _ ->
                    Optional.<Application.Left>empty();
                case Application.Left _, Application.Refused _, Application.Closed _ ->
                    Optional.<Application.Left>empty();
            };
            left.ifPresent(to -> applications.move(found, to, now, null, Optional.empty()));
            lines.tend(event);
            return get(id);
        });
    }

    @Override
    public Optional<Application> comeBack(ApplicationId id) {
        return inTransaction(eventOf(id), event -> {
            var now = around.now();
            if (!(get(id) instanceof Application.Left left)
                    || left.wish().kind() != Application.Kind.WAITING
                    || !now.isBefore(left.at().plus(UNDO_WITHIN))
                    || open(event).filter(Application.Kind.WAITING::equals).isEmpty()
                    || applications
                            .openOf(event.id(), left.wish().person().email())
                            .isPresent()) {
                return Optional.<Application>empty();
            }
            var back = left.back();
            applications.move(left, back, now, null, Optional.empty());
            events.sellTo(event.id(), SaleTo.WAITING);
            return Optional.<Application>of(back);
        });
    }

    @Override
    public List<Listed> ofEvent(EventId event) {
        return applications.listed(event, LISTED_MAX);
    }

    @Override
    public ApplicationRules rules(EventId event) {
        return rules.of(event);
    }

    @Override
    public boolean rules(EventId id, ApplicationRules wished, boolean approval) {
        return inTransaction(id, event -> {
            rules.keep(id, wished);
            if (!event.particulars().hasLines()) return !approval;
            // Members take their places by themselves.
            if (approval && !event.particulars().membersPlans().isEmpty()) return false;
            return switch (event.particulars().sale().to()) {
                case WAITING, MEMBERS -> !approval;
                case ANYBODY, ACCEPTED -> {
                    events.sellTo(id, approval ? SaleTo.ACCEPTED : SaleTo.ANYBODY);
                    yield true;
                }
            };
        });
    }

    @Override
    public Deciding accept(EventId of, ApplicationId id, MemberId who, Optional<String> words) {
        return inTransaction(of, event -> {
            if (!TendingLines.isOnSale(event, around.now())) return Deciding.NOT_OPEN;
            return switch (ofEvent(of, id)) {
                case Application.Waiting waiting -> first(waiting, event, who, words);
                case Application.Asked asked ->
                    switch (lines.offer(asked, event, who, words)) {
                        case OfferedOrders.Offering.Offered _ -> Deciding.OFFERED;
                        case OfferedOrders.Offering.NotEnoughSeats _ -> Deciding.NO_SEAT;
                        case OfferedOrders.Offering.NotOnSale _ -> Deciding.NOT_OPEN;
                    };
                case Application.Offered _, Application.Accepted _ -> Deciding.OFFERED;
                case Application.Unproven _, Application.Lapsed _, Application.Left _ -> Deciding.NOT_OPEN;
                case Application.Refused _, Application.Closed _ -> Deciding.NOT_OPEN;
            };
        });
    }

    /// One of another event is not there at all.
    private Application ofEvent(EventId event, ApplicationId id) {
        return applications
                .find(id)
                .filter(one -> one.wish().event().equals(event))
                .filter(one -> !(one instanceof Application.Unproven))
                .orElseThrow(Problem::notFound);
    }

    private Deciding first(Application.Waiting waiting, Event event, MemberId who, Optional<String> words) {
        var head = lines.open(event).stream()
                .filter(Application.Waiting.class::isInstance)
                .map(Application.Waiting.class::cast)
                .findFirst()
                .orElse(waiting);
        if (!head.id().equals(waiting.id())) {
            applications.move(waiting, waiting.before(head.since()), around.now(), who, words);
        }
        lines.tend(event);
        return get(waiting.id()) instanceof Application.Offered ? Deciding.OFFERED : Deciding.FIRST;
    }

    @Override
    public boolean refuse(EventId of, ApplicationId id, MemberId who, Optional<String> words) {
        return inTransaction(of, event -> {
            var now = around.now();
            var found = ofEvent(of, id);
            var to = switch (found) {
                case Application.Waiting waiting -> Optional.of(waiting.refused(now, words));
                case Application.Asked asked -> Optional.of(asked.refused(now, words));
                case Application.Unproven _, Application.Offered _, Application.Accepted _, Application.Lapsed _ ->
                    Optional.<Application.Refused>empty();
                case Application.Left _, Application.Refused _, Application.Closed _ ->
                    Optional.<Application.Refused>empty();
            };
            to.ifPresent(refused -> {
                applications.move(found, refused, now, who, Optional.empty());
                tell(refused, What.REFUSED);
                lines.tend(event);
            });
            return to.isPresent();
        });
    }

    @Override
    public int tend(EventId id) {
        return inTransaction(id, lines::tend);
    }

    @Override
    public List<EventId> eventsToTend() {
        return applications.eventsWithOpen();
    }

    private interface Deed<T> {
        T with(Event event);
    }

    private <T> T inTransaction(EventId id, Deed<T> deed) {
        return Objects.requireNonNull(
                tools.transaction.execute(_ -> deed.with(events.holdAlone(id).orElseThrow(Problem::notFound))));
    }
}
