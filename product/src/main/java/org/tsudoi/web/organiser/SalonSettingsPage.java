package org.tsudoi.web.organiser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What a salon is called and how it is held: for everybody what it says, for those who join from now on the rest. A
/// member keeps what they agreed to.
@Controller
public class SalonSettingsPage {
    private static final String PAGE = "organiser/salonSettings";

    private final OwnSalons own;
    private final MonthlyPlans plans;

    SalonSettingsPage(OwnSalons own, MonthlyPlans plans) {
        this.own = own;
        this.plans = plans;
    }

    public record SettingsView(MonthlyPlan plan, String home) {}

    @GetMapping("/organise/{organiser}/salons/{plan}/settings")
    ModelAndView show(Organiser organiser, @PathVariable String plan) {
        var found = own.get(organiser, plan);
        var terms = found.terms();
        var ladder = terms.ladder();
        var form = Form.blank()
                .with("name", found.name())
                .with("about", found.about())
                .with("capacity", terms.capacity() == null ? "" : terms.capacity())
                .with("first", terms.firstMonth().word())
                .with("leaving", terms.leaving().word())
                .with(
                        "retries",
                        ladder.retries().stream()
                                .map(day -> Integer.toString(day))
                                .collect(Collectors.joining(", ")))
                .with("access", ladder.access())
                .with("end", ladder.end());
        return Pages.show(PAGE, "view", view(organiser, found), "form", form);
    }

    private static SettingsView view(Organiser organiser, MonthlyPlan plan) {
        return new SettingsView(plan, OwnSalons.home(organiser, plan));
    }

    @PostMapping("/organise/{organiser}/salons/{plan}/settings")
    ModelAndView change(
            Organiser organiser, @PathVariable String plan, @RequestParam MultiValueMap<String, String> typed) {
        var found = own.get(organiser, plan);
        var form = Form.of(typed);
        var name = form.line("name", MonthlyPlan.NAME_MAX);
        var about = form.optionalText("about", MonthlyPlan.ABOUT_MAX);
        @Nullable
        Integer capacity = form.value("capacity").isBlank()
                ? null
                : form.wholeNumber("capacity", 1, MonthlyPlan.Terms.CAPACITY_MAX)
                        .orElse(null);
        var first = form.choice("first", text -> word(FirstMonth.values(), text));
        var leaving = form.choice("leaving", text -> word(LeavingRefund.values(), text));
        var ladder = ladder(form);
        if (!form.isGood()) return Pages.again(PAGE, "view", view(organiser, found), "form", form);
        var before = found.terms();
        plans.change(
                found.id(),
                name,
                about,
                new MonthlyPlan.Terms(
                        before.tax(),
                        first.orElseThrow(),
                        before.anchor(),
                        before.zone(),
                        leaving.orElseThrow(),
                        ladder.orElseThrow(),
                        capacity));
        return Pages.seeOther(OwnSalons.home(organiser, found) + "/settings", Flash.good("circle.saved"));
    }

    private static <E extends Enum<E>> Optional<E> word(E[] all, String text) {
        return Stream.of(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Optional<Ladder> ladder(Form form) {
        var retries = retries(form);
        var end = form.wholeNumber("end", 1, Ladder.END_MAX);
        var access = form.wholeNumber("access", 0, end.orElse(Ladder.END_MAX));
        if (retries.isEmpty() || end.isEmpty() || access.isEmpty()) return Optional.empty();
        if (retries.get().stream().anyMatch(day -> day >= end.get())) {
            form.wrong("retries", "salonowner.error.retries", Ladder.RETRIES_MAX);
            return Optional.empty();
        }
        return Optional.of(new Ladder(retries.get(), access.get(), end.get()));
    }

    /// Days, each later than the one before; none at all is fine.
    private static Optional<List<Integer>> retries(Form form) {
        var days = new ArrayList<Integer>();
        for (var typed : form.value("retries").strip().split("[,、\\s]+")) {
            if (typed.isEmpty()) continue;
            int before = days.isEmpty() ? 0 : days.getLast();
            if (!typed.matches("\\d{1,2}") || Integer.parseInt(typed) <= before || days.size() == Ladder.RETRIES_MAX) {
                form.wrong("retries", "salonowner.error.retries", Ladder.RETRIES_MAX);
                return Optional.empty();
            }
            days.add(Integer.parseInt(typed));
        }
        return Optional.of(days);
    }
}
