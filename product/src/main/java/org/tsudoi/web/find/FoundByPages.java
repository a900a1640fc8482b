package org.tsudoi.web.find;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.finding.Finding;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Themes;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// By what an offering is found, for whoever offers it.
@Controller
public class FoundByPages {
    private final Finding finding;
    private final Themes themes;
    private final Events events;
    private final MonthlyPlans salons;

    FoundByPages(Finding finding, Themes themes, Events events, MonthlyPlans salons) {
        this.finding = finding;
        this.themes = themes;
        this.events = events;
        this.salons = salons;
    }

    /// @param home its page for its organiser
    /// @param isChosen whether something was chosen; else what is usual holds
    public record Sheet(
            String title, String home, boolean isChosen, Map<String, String> themes, Map<String, String> languages) {}

    /// What is found, what it is called, and where its organiser manages it.
    private record Own(Subject subject, String title, String home) {}

    @GetMapping("/organise/{organiser}/events/{event}/found")
    ModelAndView ofEvent(Organiser organiser, @PathVariable String event, Language language) {
        return show(event(organiser, event), language);
    }

    @PostMapping("/organise/{organiser}/events/{event}/found")
    ModelAndView ofEvent(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        return keep(event(organiser, event), Form.of(typed), language);
    }

    @GetMapping("/organise/{organiser}/salons/{plan}/found")
    ModelAndView ofSalon(Organiser organiser, @PathVariable String plan, Language language) {
        return show(salon(organiser, plan), language);
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/found")
    ModelAndView ofSalon(
            Organiser organiser,
            @PathVariable String plan,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        return keep(salon(organiser, plan), Form.of(typed), language);
    }

    private Own event(Organiser organiser, String shown) {
        var event = EventId.parse(shown)
                .flatMap(events::find)
                .filter(one -> one.particulars().organiser().equals(organiser.id()))
                .filter(one -> !one.particulars().isMonthly() && !(one instanceof Event.Cancelled))
                .orElseThrow(Problem::notFound);
        var subject = Subject.of(event);
        return new Own(subject, event.particulars().title(), "/organise/" + organiser.slug() + "/events/" + event.id());
    }

    private Own salon(Organiser organiser, String shown) {
        var salon = MonthlyPlanId.parse(shown)
                .flatMap(salons::find)
                .filter(one -> one.organiser().equals(organiser.id()))
                .orElseThrow(Problem::notFound);
        return new Own(
                new Subject.Salon(salon.id()), salon.name(), "/organise/" + organiser.slug() + "/salons/" + salon.id());
    }

    private ModelAndView show(Own own, Language language) {
        var by = finding.chosen(own.subject).orElseGet(() -> finding.usual(own.subject));
        var form = Form.blank().with("words", String.join(", ", by.words()));
        by.themes().forEach(theme -> form.ticked("themes", theme));
        by.languages().forEach(tag -> form.ticked("speaks", tag));
        return Pages.show("find/found-by", "sheet", sheet(own, language), "form", form);
    }

    private Sheet sheet(Own own, Language language) {
        var reader = language.locale();
        return new Sheet(
                own.title,
                own.home,
                finding.chosen(own.subject).isPresent(),
                OwnPage.names(themes, reader),
                SearchPages.languages(reader));
    }

    private ModelAndView keep(Own own, Form form, Language language) {
        Optional<FoundBy> by = OwnPage.foundBy(form, themes);
        if (by.isEmpty()) return Pages.again("find/found-by", "sheet", sheet(own, language), "form", form);
        finding.choose(own.subject, by.get());
        return Pages.seeOther(own.home + "/found", Flash.good("finding.by.kept"));
    }
}
