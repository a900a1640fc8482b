package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationId;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.applications.Applications;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.platform.Problem;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Who may take part in an event: whether the organiser decides, who waits, and who has asked.
@Controller
public class ApplicationsPage {
    private static final String PAGE = "organiser/applications";
    private static final int WORDS_MAX = 500;

    private final Applications applications;
    private final Transfers transfers;
    private final OwnEvents own;

    ApplicationsPage(Applications applications, Transfers transfers, OwnEvents own) {
        this.applications = applications;
        this.transfers = transfers;
        this.own = own;
    }

    public record ApplicationsView(
            Organiser organiser,
            Event event,
            String home,
            List<Applications.Listed> all,
            boolean transfers,
            Instant now) {
        public Event.Particulars told() {
            return event.particulars();
        }

        public String plan(Application one) {
            return told().anyPlan(one.wish().plan()).map(Plan::name).orElse("–");
        }

        public boolean isOpen(Application one) {
            return one instanceof Application.Waiting || one instanceof Application.Asked;
        }

        /// In text keys.
        public String state(Application one) {
            return one.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        public Optional<Instant> until(Application one) {
            if (one instanceof Application.Offered offered) return Optional.of(offered.until());
            return one instanceof Application.Asked asked ? Optional.of(asked.answerBy()) : Optional.empty();
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/applications")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var found = meeting(organiser, event);
        var form = Form.blank()
                .with("who", found.particulars().sale().to() == Event.SaleTo.ACCEPTED ? "accepted" : "anybody")
                .with("hours", applications.rules(found.id()).offerHours());
        return Pages.show(PAGE, "view", view(organiser, found), "form", form);
    }

    private Event meeting(Organiser organiser, String event) {
        var found = own.get(organiser, event);
        if (found.particulars().isSession()) throw Problem.notFound();
        return found;
    }

    private ApplicationsView view(Organiser organiser, Event event) {
        return new ApplicationsView(
                organiser,
                event,
                OwnEvents.home(organiser, event.id()),
                applications.ofEvent(event.id()),
                transfers.isAllowed(event.id()),
                own.now());
    }

    private static String address(Organiser organiser, Event event) {
        return OwnEvents.home(organiser, event.id()) + "/applications";
    }

    @PostMapping("/organise/{organiser}/events/{event}/applications")
    ModelAndView rules(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = meeting(organiser, event);
        var form = Form.of(typed);
        var who = form.choice("who", text -> Optional.of(text).filter(List.of("anybody", "accepted")::contains));
        var hours = form.wholeNumber("hours", 1, ApplicationRules.OFFER_HOURS_MAX);
        if (form.isGood()) {
            var rules = new ApplicationRules(hours.orElseThrow());
            if (applications.rules(found.id(), rules, who.orElseThrow().equals("accepted"))) {
                return Pages.seeOther(address(organiser, found), Flash.good("asking.manage.saved"));
            }
            form.wrong("who", whyNot(found.particulars()));
        }
        return Pages.again(PAGE, "view", view(organiser, found), "form", form);
    }

    private static String whyNot(Event.Particulars told) {
        if (told.sale().circle() != null) return "circle.error.members";
        return told.membersPlans().isEmpty() ? "asking.error.waiting" : "prices.error.approval";
    }

    @PostMapping("/organise/{organiser}/events/{event}/applications/{application}/accept")
    ModelAndView accept(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @PathVariable String application,
            @RequestParam MultiValueMap<String, String> typed) {
        var found = meeting(organiser, event);
        var flash = switch (applications.accept(found.id(), id(application), member.id(), words(typed))) {
            case OFFERED -> Flash.good("asking.manage.offered");
            case FIRST -> Flash.good("asking.manage.first");
            case NO_SEAT -> Flash.bad("asking.manage.noSeat");
            case NOT_OPEN -> Flash.note("asking.manage.gone");
        };
        return Pages.seeOther(address(organiser, found), flash);
    }

    /// Whether buyers may give their places to friends.
    @PostMapping("/organise/{organiser}/events/{event}/applications/transfers")
    ModelAndView transfers(
            Organiser organiser, @PathVariable String event, @RequestParam(defaultValue = "yes") String allowed) {
        var found = meeting(organiser, event);
        transfers.allow(found.id(), allowed.equals("yes"));
        return Pages.seeOther(address(organiser, found), Flash.good("asking.manage.saved"));
    }

    private static ApplicationId id(String application) {
        return ApplicationId.parse(application).orElseThrow(Problem::notFound);
    }

    /// What is too long is cut: it is the shorter half of a button.
    private static Optional<String> words(MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var words = form.value("words").strip();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(words.substring(
                        0, words.offsetByCodePoints(0, Math.min(WORDS_MAX, words.codePointCount(0, words.length())))));
    }

    @PostMapping("/organise/{organiser}/events/{event}/applications/{application}/refuse")
    ModelAndView refuse(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @PathVariable String application,
            @RequestParam MultiValueMap<String, String> typed) {
        var found = meeting(organiser, event);
        boolean done = applications.refuse(found.id(), id(application), member.id(), words(typed));
        return Pages.seeOther(
                address(organiser, found),
                done ? Flash.good("asking.manage.refused") : Flash.note("asking.manage.gone"));
    }
}
