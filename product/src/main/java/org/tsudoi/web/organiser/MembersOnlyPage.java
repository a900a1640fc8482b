package org.tsudoi.web.organiser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Whether an event is for anybody, or for the members of a salon or of monthly lessons alone.
@Controller
public class MembersOnlyPage {
    private static final String PAGE = "organiser/circle";
    private static final String ANYBODY = "anybody";

    private final MonthlyPlans plans;
    private final MemberPlaces places;
    private final OwnEvents own;

    MembersOnlyPage(MonthlyPlans plans, MemberPlaces places, OwnEvents own) {
        this.plans = plans;
        this.places = places;
        this.own = own;
    }

    /// @param choices of the plans by id, in this order
    public record MembersView(Organiser organiser, Event event, String home, Map<String, String> choices) {
        /// Whether a place costs something besides the monthly fee.
        public boolean isPaidFor() {
            return event.particulars().plans().stream().anyMatch(plan -> !plan.isFree());
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/members")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var found = meeting(organiser, event);
        var form = Form.blank()
                .with(
                        "who",
                        places.plan(found).map(plan -> plan.id().toString()).orElse(ANYBODY));
        return Pages.show(PAGE, "view", view(organiser, found), "form", form);
    }

    private Event meeting(Organiser organiser, String event) {
        var found = own.get(organiser, event);
        if (found.particulars().isSession()) throw Problem.notFound();
        return found;
    }

    private MembersView view(Organiser organiser, Event event) {
        var choices = new LinkedHashMap<String, String>();
        for (var plan : plans.of(organiser.id())) choices.put(plan.id().toString(), plan.name());
        return new MembersView(organiser, event, OwnEvents.home(organiser, event.id()), choices);
    }

    @PostMapping("/organise/{organiser}/events/{event}/members")
    ModelAndView choose(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = meeting(organiser, event);
        var form = Form.of(typed);
        var view = view(organiser, found);
        var who = form.choice(
                "who", text -> Optional.of(text).filter(it -> it.equals(ANYBODY) || view.choices.containsKey(it)));
        if (form.isGood()) {
            var home = Pages.seeOther(view.home + "/members", Flash.good("circle.saved"));
            if (who.orElseThrow().equals(ANYBODY)) {
                places.open(found.id());
                return home;
            }
            if (places.reserve(found.id(), MonthlyPlanId.parse(who.get()).orElseThrow(Problem::notFound))) return home;
            boolean priced = !found.particulars().membersPlans().isEmpty();
            form.wrong("who", priced ? "prices.error.reserved" : "circle.error.asked");
        }
        return Pages.again(PAGE, "view", view, "form", form);
    }
}
