package org.tsudoi.web.member;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.dues.Dues;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.Offered;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Teaching;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Joining a salon: all that is agreed to is read on one page, and what was read is kept; paying follows on the page of
/// the first fee's order.
@Controller
public class JoiningPages {
    private static final String PAGE = "member/joining";
    private static final String POINTS = "points";
    private static final String HAND = "hand";

    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final Organisers organisers;
    private final Orders orders;
    private final Teaching teaching;
    private final Ids ids;

    JoiningPages(
            MonthlyPlans plans,
            Memberships memberships,
            Organisers organisers,
            Orders orders,
            Teaching teaching,
            Ids ids) {
        this.plans = plans;
        this.memberships = memberships;
        this.organisers = organisers;
        this.orders = orders;
        this.teaching = teaching;
        this.ids = ids;
    }

    /// @param mayUsePoints whether fees are in yen
    public record JoiningView(MonthlyPlan plan, Organiser organiser, Offered offered, boolean mayUsePoints) {
        public Money first() {
            return offered.fees().getFirst().amount();
        }

        public Money price() {
            return plan.prices().on(offered.agreement().calendar().joinedOn());
        }

        public Tax tax() {
            return offered.tax().on(offered.agreement().calendar().joinedOn());
        }

        public int day() {
            return offered.agreement().calendar().day();
        }
    }

    @GetMapping("/salons/{plan}/join")
    ModelAndView show(@PathVariable String plan, Member member) {
        var found = plan(plan);
        if (memberships.running(found.id(), member.id()).isPresent() || isOver(found)) {
            return Pages.seeOther("/salons/" + found.id());
        }
        if (isHeld(found)) return Pages.seeOther("/salons/" + found.id(), Flash.note("salons.isClosed"));
        var form = Form.blank().with("key", new MembershipId(ids.next())).with("by", HAND);
        return Pages.show(PAGE, "view", view(found, memberships.preview(found.id(), member.id())), "form", form);
    }

    private MonthlyPlan plan(String shown) {
        return MonthlyPlanId.parse(shown).flatMap(plans::find).orElseThrow(Problem::notFound);
    }

    /// Whoever may not teach takes nobody in.
    private boolean isHeld(MonthlyPlan plan) {
        return plan.kind() != MonthlyPlan.Kind.PLATFORM
                && teaching.hinders(plan.organiser()).isPresent();
    }

    private static boolean isOver(MonthlyPlan plan) {
        return plan.closedAt() != null || plan.isFull();
    }

    private JoiningView view(MonthlyPlan plan, Offered offered) {
        boolean yen = plan.prices()
                .steps()
                .getFirst()
                .price()
                .currency()
                .getCurrencyCode()
                .equals("JPY");
        return new JoiningView(plan, organisers.find(plan.organiser()).orElseThrow(Problem::notFound), offered, yen);
    }

    @PostMapping("/salons/{plan}/join")
    ModelAndView join(@PathVariable String plan, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var found = plan(plan);
        var form = Form.of(typed);
        var id = MembershipId.parse(form.value("key")).orElseThrow(Problem::notFound);
        var by = form.choice("by", JoiningPages::by);
        if (isHeld(found)) return Pages.seeOther("/salons/" + found.id(), Flash.bad("salons.isClosed"));
        if (by.isEmpty()) return again(found, memberships.preview(found.id(), member.id()), form);
        var home = "/salons/" + found.id();
        return switch (memberships.join(id, found.id(), member.id(), by.get(), form.value("shown"))) {
            case Memberships.Joined.In(var membership) -> joined(home, membership, by.get());
            case Memberships.Joined.Already _ -> Pages.seeOther(home);
            case Memberships.Joined.Full _ -> Pages.seeOther(home, Flash.bad("dues.full"));
            case Memberships.Joined.Closed _ -> Pages.seeOther(home, Flash.bad("salons.isClosed"));
            case Memberships.Joined.Changed(var now) -> again(found, now, form.wrong("by", "confirm.changed"));
        };
    }

    private static Optional<PayBy> by(String word) {
        return switch (word) {
            case HAND -> Optional.of(new PayBy.Invoice());
            case POINTS -> Optional.of(new PayBy.Points());
            default -> Optional.empty();
        };
    }

    private ModelAndView again(MonthlyPlan plan, Offered now, Form form) {
        return Pages.again(PAGE, "view", view(plan, now), "form", form);
    }

    /// To where the first fee is paid, unless nothing is to be paid, or it was.
    private ModelAndView joined(String home, Membership membership, PayBy by) {
        if (!(membership instanceof Membership.Joining)) {
            // Nothing was paid that could have kept a card: how the next fees are paid is chosen there.
            return by instanceof PayBy.Points
                    ? Pages.seeOther(home, Flash.good("dues.welcome"))
                    : Pages.seeOther("/account/memberships/" + membership.id(), Flash.good("dues.welcome"));
        }
        var order = orders.find(Dues.order(ChargeId.of(membership.id(), 0)));
        if (order.isEmpty() || !isOpen(order.get())) {
            return Pages.seeOther("/account/memberships/" + membership.id());
        }
        var page = "/orders/" + orders.link(order.get().id());
        return by instanceof PayBy.Points
                ? Pages.seeOther(page, Flash.note("dues.notEnoughPoints"))
                : Pages.seeOther(page);
    }

    static boolean isOpen(Order order) {
        return order instanceof Order.Held || order instanceof Order.Paying;
    }
}
