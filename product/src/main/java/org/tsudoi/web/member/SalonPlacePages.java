package org.tsudoi.web.member;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.PersonName;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberplaces.MemberPlaces.Taking;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;
import org.tsudoi.web.participant.MembersDoor;

/// A member takes a place by one tap on the salon's page.
@Controller
public class SalonPlacePages {
    private static final int KEY_MIN = 16;
    private static final int KEY_MAX = 64;

    private final Events events;
    private final MemberPlaces places;
    private final Orders orders;

    SalonPlacePages(Events events, MemberPlaces places, Orders orders) {
        this.events = events;
        this.places = places;
        this.orders = orders;
    }

    @GetMapping("/salons/{plan}/events/{event}/place")
    ModelAndView back(@PathVariable String plan, @PathVariable String event) {
        return salon(of(circle(plan), event).orElseThrow(Problem::notFound).circle);
    }

    private static CircleId circle(String plan) {
        return MonthlyPlanId.parse(plan).map(id -> new CircleId(id.value())).orElseThrow(Problem::notFound);
    }

    private static ModelAndView salon(CircleId circle, Flash... flashes) {
        return Pages.seeOther("/salons/" + circle, flashes);
    }

    private record Offer(Event event, CircleId circle) {}

    /// One that has nothing for the members of this plan is not there.
    private Optional<Offer> of(CircleId circle, String event) {
        return EventId.parse(event)
                .flatMap(events::find)
                .filter(one -> one.particulars().isListed()
                        && !one.particulars().plansFor(circle).isEmpty())
                .map(one -> new Offer(one, circle));
    }

    @PostMapping("/salons/{plan}/events/{event}/place")
    ModelAndView take(
            @PathVariable String plan,
            @PathVariable String event,
            @RequestParam(defaultValue = "") String key,
            Member member,
            Language language) {
        var offer = of(circle(plan), event).orElseThrow(Problem::notFound);
        var found = offer.event;
        var tapped = MembersDoor.tapped(found, offer.circle);
        var name = member.displayName();
        if (tapped.isEmpty() || name.isEmpty() || key.length() < KEY_MIN || key.length() > KEY_MAX) {
            return Pages.seeOther(MembersDoor.apply(found, offer.circle));
        }
        var request = new Orders.Request(
                key, found.id(), tapped.get().id(), List.of(name.get()), buyer(member, name.get(), language));
        return answer(places.take(request), offer);
    }

    private static Order.Buyer buyer(Member member, PersonName name, Language language) {
        return new Order.Buyer(member.id(), name, member.email(), language.locale());
    }

    private ModelAndView answer(Taking taking, Offer offer) {
        var event = offer.event;
        var circle = offer.circle;
        return switch (taking) {
            case Taking.Already(var order) -> order(order, event);
            case Taking.NotLetIn _, Taking.AnotherAddress _ ->
                Pages.seeOther("/events/" + event.particulars().slug());
            case Taking.Answered(var placing) ->
                switch (placing) {
                    case Placing.Placed(var order) -> order(order, event);
                    case Placing.ToConfirm(var order) -> order(order, event);
                    case Placing.SoldOut _ -> salon(circle, Flash.bad("circle.full"));
                    case Placing.TrialUsed _ -> salon(circle, Flash.bad("apply.error.trial"));
                    case Placing.NotOnSale _, Placing.NoSuchPlan _ -> salon(circle, Flash.bad("circle.gone"));
                    case Placing.TooManyPlaces _, Placing.ExtraGone _ -> salon(circle, Flash.bad("circle.gone"));
                };
        };
    }

    /// Never the link of one that is to be confirmed: only whoever reads that mail may have it.
    private ModelAndView order(Order order, Event event) {
        return order instanceof Order.Unconfirmed
                ? Pages.seeOther("/events/" + event.particulars().slug())
                : Pages.seeOther("/orders/" + orders.link(order.id()));
    }
}
