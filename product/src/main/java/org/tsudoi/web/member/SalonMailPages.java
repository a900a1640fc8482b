package org.tsudoi.web.member;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.notices.SalonPostMails;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Whether one is told by mail of what is posted in a salon. Whoever left can only turn it off.
@Controller
public class SalonMailPages {
    private final MonthlyPlans plans;
    private final Memberships memberships;
    private final SalonPostMails mails;

    SalonMailPages(MonthlyPlans plans, Memberships memberships, SalonPostMails mails) {
        this.plans = plans;
        this.memberships = memberships;
        this.mails = mails;
    }

    @GetMapping("/salons/{plan}/mails")
    ModelAndView show(@PathVariable String plan, Member member) {
        var found = plan(plan, member);
        return Pages.show(
                "member/salonmails",
                "plan",
                found,
                "action",
                "/salons/" + found.id() + "/mails",
                "wanted",
                mails.areWanted(found.id(), member.id()),
                "inside",
                isInside(found, member));
    }

    /// Nobody was ever written to who never was in it.
    private MonthlyPlan plan(String shown, Member member) {
        return MonthlyPlanId.parse(shown)
                .flatMap(plans::find)
                .filter(plan -> memberships.of(member.id()).stream()
                        .anyMatch(one -> one.agreement().plan().equals(plan.id())))
                .orElseThrow(Problem::notFound);
    }

    private boolean isInside(MonthlyPlan plan, Member member) {
        return memberships.running(plan.id(), member.id()).isPresent();
    }

    @PostMapping("/salons/{plan}/mails")
    ModelAndView change(@PathVariable String plan, Member member, @RequestParam(defaultValue = "yes") String wanted) {
        var found = plan(plan, member);
        boolean wants = !wanted.equals("no");
        if (wants && !isInside(found, member)) throw Problem.notFound();
        mails.want(found.id(), member.id(), wants);
        return Pages.seeOther(
                "/salons/" + found.id() + "/mails",
                Flash.good(wants ? "salonowner.mails.isOn" : "salonowner.mails.isOff"));
    }
}
