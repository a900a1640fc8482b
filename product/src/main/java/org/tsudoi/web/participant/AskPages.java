package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.Applications;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.FeeTerms;
import org.tsudoi.fees.Fees;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.TooOften;
import org.tsudoi.web.security.BarredAddresses;

/// The form by which somebody asks for a place that they cannot simply buy.
@Controller
public class AskPages {
    private static final String PAGE = "participant/ask";

    /// Nobody's mailbox is filled through us: as for orders of strangers.
    private static final RateLimits.Limit TO_PROVE = new RateLimits.Limit("ask.mail", 5, Duration.ofHours(1));

    private static final RateLimits.Limit FROM_EVERYWHERE =
            new RateLimits.Limit("ask.everywhere", 20, Duration.ofHours(1));

    private static final RateLimits.Limit BY_ADDRESS = new RateLimits.Limit("ask.address", 30, Duration.ofHours(1));

    private final Events events;
    private final Organisers organisers;
    private final Fees fees;
    private final Applications applications;
    private final Bounds bounds;
    private final Clock clock;

    /// Who may not ask, or not so often.
    @Component
    record Bounds(RateLimits limits, BarredAddresses barred) {}

    AskPages(Events events, Organisers organisers, Fees fees, Applications applications, Bounds bounds, Clock clock) {
        this.events = events;
        this.organisers = organisers;
        this.fees = fees;
        this.applications = applications;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// @param offerHours how long an offer is good at most
    public record AskView(
            Event.Particulars told, Organiser organiser, Application.Kind kind, FeeTerms fees, int offerHours) {
        public boolean isForApproval() {
            return kind == Application.Kind.APPROVAL;
        }

        public Money asked(Plan plan) {
            return fees.asked(plan.price());
        }

        /// More than one, for any of the prices.
        public int placesMax() {
            return told.plans().stream().mapToInt(Plan::placesMax).max().orElse(1);
        }
    }

    @GetMapping("/events/{slug}/ask")
    ModelAndView form(@PathVariable String slug, Optional<Member> member) {
        var event = shown(slug);
        var kind = applications.open(event);
        if (kind.isEmpty()) return Pages.seeOther("/events/" + slug);
        var form = Form.blank();
        member.ifPresent(one -> {
            form.with("email", one.email().value());
            one.displayName().ifPresent(name -> form.with("name", name.value()));
        });
        return Pages.show(PAGE, "view", view(event, kind.get()), "form", form);
    }

    private Event shown(String slug) {
        return events.bySlug(slug)
                .filter(event -> !(event instanceof Event.Draft))
                .orElseThrow(Problem::notFound);
    }

    private AskView view(Event event, Application.Kind kind) {
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow(Problem::notFound);
        return new AskView(
                event.particulars(),
                organiser,
                kind,
                fees.terms(event, organiser.currency(), clock.instant()),
                applications.rules(event.id()).offerHours());
    }

    @PostMapping("/events/{slug}/ask")
    ModelAndView ask(
            @PathVariable String slug,
            @RequestParam MultiValueMap<String, String> typed,
            Optional<Member> member,
            Language language,
            HttpServletRequest asking) {
        var event = shown(slug);
        var kind = applications.open(event);
        if (kind.isEmpty()) return Pages.seeOther("/events/" + slug);
        var view = view(event, kind.get());
        var form = Form.of(typed);
        var plan = form.choice("plan", text -> PlanId.parse(text).flatMap(event.particulars()::plan));
        var name = form.read("name", "apply.error.name", PersonName::read);
        var email = form.read("email", "apply.error.email", EmailAddress::read);
        var friends = friends(form);
        plan.ifPresent(one -> {
            if (!one.sells(1 + friends.size())) form.wrong("friends", "asking.error.places", one.placesMax());
        });
        var message = form.optionalText("message", Application.Wish.MESSAGE_MAX);
        if (!form.isGood()) return Pages.again(PAGE, "view", view, "form", form);
        var mail = email.orElseThrow();
        boolean own = member.filter(one -> one.email().lookUpKey().equals(mail.lookUpKey()))
                .isPresent();
        var attendees = new ArrayList<>(List.of(name.orElseThrow()));
        attendees.addAll(friends);
        var person = new Application.Person(
                own ? member.orElseThrow().id() : null,
                name.orElseThrow(),
                mail,
                language.locale(),
                ReaderPreferences.zone(asking)
                        .or(() -> member.map(Member::zone))
                        .orElse(event.particulars().zone()));
        var request = new Applications.Request(
                event.id(),
                plan.orElseThrow().id(),
                person,
                attendees,
                Optional.of(message).filter(text -> !text.isEmpty()));
        try {
            if (!own) {
                bounds.limits.take(BY_ADDRESS, RateLimits.address(asking));
                bounds.limits.take(
                        TO_PROVE,
                        RateLimits.address(asking) + ' ' + mail.lookUpKey(),
                        FROM_EVERYWHERE,
                        mail.lookUpKey());
                if (bounds.barred.keepsOut(mail)) throw bounds.limits.asIfTaken(TO_PROVE);
            }
            return answer(applications.ask(request, own), slug, view, form);
        } catch (TooOften often) {
            var page = Pages.again(
                    PAGE, "view", view, "form", form.wrong("email", "apply.error.tooOften", often.minutes()));
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            return page;
        }
    }

    /// One name a line, each of somebody who comes along.
    private static List<PersonName> friends(Form form) {
        var names = new ArrayList<PersonName>();
        for (var line : form.optionalText("friends", Plan.PLACES_MAX * PersonName.LENGTH_MAX)
                .lines()
                .toList()) {
            if (!line.isBlank()) {
                PersonName.read(line).ifPresentOrElse(names::add, () -> form.wrong("friends", "apply.error.name"));
            }
        }
        return names;
    }

    private ModelAndView answer(Applications.Asking asked, String slug, AskView view, Form form) {
        return switch (asked) {
            case Applications.Asking.Entered(var application) ->
                Pages.seeOther("/asked/" + applications.link(application.id()));
            // Never the link: only whoever reads that address may have it.
            case Applications.Asking.ToProve(var application) ->
                Pages.seeOther(
                        "/events/" + slug,
                        Flash.good(
                                "asking.sent",
                                application.wish().person().email().value()));
            case Applications.Asking.FreePlaces _ -> Pages.seeOther("/events/" + slug, Flash.good("asking.free"));
            case Applications.Asking.NotOpen _ -> Pages.seeOther("/events/" + slug, Flash.note("asking.notOpen"));
            case Applications.Asking.NoSuchPlan _ ->
                Pages.again(PAGE, "view", view, "form", form.wrong("plan", "form.choose"));
            case Applications.Asking.TooManyPlaces(var most) ->
                Pages.again(PAGE, "view", view, "form", form.wrong("friends", "asking.error.places", most));
        };
    }
}
