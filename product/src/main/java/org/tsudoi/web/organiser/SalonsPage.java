package org.tsudoi.web.organiser;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.BillingCalendar;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeastFee;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.TaxRule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Hindrance;
import org.tsudoi.stages.Teaching;
import org.tsudoi.texts.Formats;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.member.Choices;

/// What an organiser is paid for by the month: what there is, and something new.
@Controller
public class SalonsPage {
    private final MonthlyPlans plans;
    private final Ids ids;
    private final Clock clock;
    private final Teaching teaching;

    SalonsPage(MonthlyPlans plans, Ids ids, Clock clock, Teaching teaching) {
        this.plans = plans;
        this.ids = ids;
        this.clock = clock;
        this.teaching = teaching;
    }

    public record SalonsView(
            Organiser organiser,
            List<MonthlyPlan> plans,
            List<Tax> taxes,
            Map<String, String> zones,
            @Nullable Hindrance hindrance) {}

    @GetMapping("/organise/{organiser}/salons")
    ModelAndView show(Organiser organiser, Member member, HttpServletRequest request) {
        var form = Form.blank()
                .with("plan", new MonthlyPlanId(ids.next()))
                .with("kind", MonthlyPlan.Kind.SALON.word())
                .with("first", FirstMonth.PRORATED.word())
                .with("anchor", "fixed")
                .with("day", 1)
                .with("zone", member.zone().getId())
                .with("leaving", LeavingRefund.NONE.word())
                .with("tax", Tax.Category.STANDARD.word());
        return Pages.show("organiser/salons", "view", view(organiser, form, request), "form", form);
    }

    private SalonsView view(Organiser organiser, Form form, HttpServletRequest request) {
        var taxes = Tax.categories(organiser.country()).stream()
                .map(category -> Tax.of(category, organiser.country()))
                .toList();
        var zones = Choices.zones(form.value("zone"), ReaderPreferences.language(request), clock.instant());
        return new SalonsView(
                organiser,
                plans.of(organiser.id()),
                taxes,
                zones,
                teaching.hinders(organiser.id()).orElse(null));
    }

    @PostMapping("/organise/{organiser}/salons")
    ModelAndView open(
            Organiser organiser,
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        var form = Form.of(typed);
        var formats = new Formats(ReaderPreferences.language(request));
        var id = MonthlyPlanId.parse(form.value("plan")).orElseThrow(Problem::notFound);
        var kind = form.choice("kind", SalonsPage::kind);
        var name = form.line("name", MonthlyPlan.NAME_MAX);
        var about = form.optionalText("about", MonthlyPlan.ABOUT_MAX);
        var price = form.money("price", organiser.currency());
        price.filter(it -> !LeastFee.isReachedBy(it))
                .ifPresent(it -> form.wrong("price", "salons.error.little", formats.money(LeastFee.of(it.currency()))));
        var zone = form.zone("zone");
        var first = form.choice("first", text -> word(FirstMonth.class, text));
        var anchor = anchor(form);
        var leaving = form.choice("leaving", text -> word(LeavingRefund.class, text));
        var tax = form.choice(
                "tax", text -> word(Tax.Category.class, text).filter(Tax.categories(organiser.country())::contains));
        @Nullable Integer capacity = capacity(form);
        teaching.hinders(organiser.id()).ifPresent(it -> form.wrong("name", "stages.error." + it.word()));
        if (!form.isGood()) {
            return Pages.again("organiser/salons", "view", view(organiser, form, request), "form", form);
        }
        var terms = new MonthlyPlan.Terms(
                new TaxRule(tax.orElseThrow(), organiser.country()),
                first.orElseThrow(),
                anchor.orElseThrow(),
                zone.orElseThrow(),
                leaving.orElseThrow(),
                Ladder.USUAL,
                capacity);
        var plan = plans.open(new MonthlyPlans.Wish(
                id,
                organiser.id(),
                kind.orElseThrow(),
                name,
                about,
                terms,
                price.orElseThrow(),
                member.id().toString()));
        return Pages.seeOther(
                "/organise/" + organiser.slug() + "/salons/" + plan.id(), Flash.good("salons.opened", plan.name()));
    }

    /// Full membership of the instance is not an organiser's to sell by themselves.
    private static Optional<MonthlyPlan.Kind> kind(String text) {
        return word(MonthlyPlan.Kind.class, text).filter(it -> it != MonthlyPlan.Kind.PLATFORM);
    }

    private static Optional<Anchor> anchor(Form form) {
        return switch (form.value("anchor")) {
            case "joining" -> Optional.of(new Anchor.DayOfJoining());
            case "fixed" -> form.wholeNumber("day", 1, BillingCalendar.DAY_MAX).map(Anchor.FixedDay::new);
            default -> {
                form.wrong("anchor", "form.choose");
                yield Optional.empty();
            }
        };
    }

    private static @Nullable Integer capacity(Form form) {
        return form.value("capacity").isBlank()
                ? null
                : form.wholeNumber("capacity", 1, MonthlyPlan.Terms.CAPACITY_MAX)
                        .orElse(null);
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, String text) {
        for (var one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(text)) return Optional.of(one);
        }
        return Optional.empty();
    }
}
