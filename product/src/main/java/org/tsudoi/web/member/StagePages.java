package org.tsudoi.web.member;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.orders.Orders;
import org.tsudoi.registrations.Registrations;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.stages.Hindrance;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;
import org.tsudoi.stages.Teaching;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// One's own stage: what it lets one do, what is missing for the next one, and full membership. Every page on which
/// somebody is stopped leads here.
@Controller
public class StagePages {
    private static final String HOME = "/account/stage";

    private final Stages stages;
    private final Teaching teaching;
    private final Guidelines guidelines;
    private final Memberships memberships;
    private final MonthlyPlans plans;
    private final Registering registering;
    private final Clock clock;

    @Component
    record Registering(Registrations registrations, Orders orders) {}

    StagePages(
            Stages stages,
            Teaching teaching,
            Guidelines guidelines,
            Memberships memberships,
            MonthlyPlans plans,
            Registering registering,
            Clock clock) {
        this.stages = stages;
        this.teaching = teaching;
        this.guidelines = guidelines;
        this.memberships = memberships;
        this.plans = plans;
        this.registering = registering;
        this.clock = clock;
    }

    /// @param running theirs; null when they are not in it
    public record FullMembership(MonthlyPlan plan, @Nullable Membership running, boolean open) {}

    /// @param hindrance what keeps them from publishing; null: nothing
    /// @param accepted  the version; zero: none
    /// @param inForce   the version; zero: there are no guidelines
    /// @param sold      whether the fee can be paid
    /// @param toPay     whether an order for it is open
    public record StageView(
            Stage stage,
            StageRules rules,
            @Nullable Hindrance hindrance,
            List<Stages.Change> history,
            List<FullMembership> full,
            int accepted,
            int inForce,
            boolean sold,
            boolean toPay,
            ZoneId zone) {
        public boolean isFull() {
            return full.stream().anyMatch(FullMembership::open);
        }
    }

    @GetMapping(HOME)
    ModelAndView show(Member member) {
        return Pages.show("stages/own", "view", view(member));
    }

    private StageView view(Member member) {
        var full = plans.ofPlatform().stream()
                .map(plan -> full(plan, member))
                .filter(one -> one.running() != null || one.plan().closedAt() == null)
                .toList();
        return new StageView(
                stages.of(member.id()),
                stages.rules(),
                teaching.hinders(member.id()).orElse(null),
                stages.history(member.id()),
                full,
                guidelines.accepted(member.id()).map(it -> it.guideline().version()).orElse(0),
                guidelines.inForce().map(it -> it.version()).orElse(0),
                registering.registrations.isSold(),
                registering.registrations.open(member.id()).isPresent(),
                member.zone());
    }

    /// To the page of the order, which takes every means that fits.
    @PostMapping("/account/stage/register")
    ModelAndView register(Member member) {
        return switch (registering.registrations.ask(member)) {
            case Registrations.Asking.ToPay(var order) ->
                Pages.seeOther("/orders/" + registering.orders.link(order.id()));
            case Registrations.Asking.Free _ -> Pages.seeOther(HOME, Flash.good("stages.register.done"));
            case Registrations.Asking.TeachesAlready _ -> Pages.seeOther(HOME, Flash.note("stages.wasSo"));
            case Registrations.Asking.NotSold _ -> Pages.seeOther(HOME, Flash.bad("stages.register.notSold"));
        };
    }

    private FullMembership full(MonthlyPlan plan, Member member) {
        Optional<Membership> running = memberships.running(plan.id(), member.id());
        boolean open = running.filter(it -> it.isOpenOn(it.agreement().day(clock.instant())))
                .isPresent();
        return new FullMembership(plan, running.orElse(null), open);
    }
}
