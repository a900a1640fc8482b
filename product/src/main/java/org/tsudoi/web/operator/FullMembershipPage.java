package org.tsudoi.web.operator;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.memberships.Anchor;
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
import org.tsudoi.texts.Formats;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// Full membership, sold by the house by the month: what there is, another one, and closing one to new members.
@Controller
public class FullMembershipPage {
    private static final String HOME = "/operate/membership";

    private final MonthlyPlans plans;
    private final House house;
    private final Organisers organisers;
    private final Ids ids;

    FullMembershipPage(MonthlyPlans plans, House house, Organisers organisers, Ids ids) {
        this.plans = plans;
        this.house = house;
        this.organisers = organisers;
        this.ids = ids;
    }

    /// @param seller empty while nobody sells for the house
    public record MembershipView(List<MonthlyPlan> plans, Optional<Organiser> seller) {
        public String sign() {
            return Formats.sign(seller.map(Organiser::currency).orElseThrow());
        }

        public String price(Page page, MonthlyPlan plan) {
            return page.money(plan.priceAt(page.now()));
        }
    }

    @GetMapping(HOME)
    ModelAndView show() {
        var form = Form.blank().with("plan", new MonthlyPlanId(ids.next()));
        return Pages.show("stages/membership", "view", view(), "form", form);
    }

    private MembershipView view() {
        return new MembershipView(plans.ofPlatform(), house.seller().flatMap(organisers::find));
    }

    @PostMapping(HOME)
    ModelAndView open(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var id = MonthlyPlanId.parse(form.value("plan")).orElseThrow(Problem::notFound);
        var seller = house.seller().flatMap(organisers::find).orElseThrow(Problem::notFound);
        var name = form.line("name", MonthlyPlan.NAME_MAX);
        var about = form.optionalText("about", MonthlyPlan.ABOUT_MAX);
        var price = form.money("price", seller.currency());
        if (price.filter(it -> !LeastFee.isReachedBy(it)).isPresent()) form.wrong("price", "stages.member.little");
        if (!form.isGood()) return Pages.again("stages/membership", "view", view(), "form", form);
        var terms = new MonthlyPlan.Terms(
                new TaxRule(Tax.Category.STANDARD, seller.country()),
                FirstMonth.PRORATED,
                new Anchor.FixedDay(1),
                seller.zone(),
                LeavingRefund.PRORATED,
                Ladder.USUAL,
                null);
        plans.open(new MonthlyPlans.Wish(
                id,
                seller.id(),
                MonthlyPlan.Kind.PLATFORM,
                name,
                about,
                terms,
                price.orElseThrow(),
                operator.id().toString()));
        return Pages.seeOther(HOME, Flash.good("stages.member.opened", name));
    }

    @PostMapping(HOME + "/close")
    ModelAndView close(@RequestParam MultiValueMap<String, String> typed) {
        var plan = MonthlyPlanId.parse(Form.of(typed).value("plan"))
                .flatMap(plans::find)
                .filter(it -> it.kind() == MonthlyPlan.Kind.PLATFORM)
                .orElseThrow(Problem::notFound);
        plans.close(plan.id());
        return Pages.seeOther(HOME, Flash.good("stages.member.closed"));
    }
}
