package org.tsudoi.web.member;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.notices.SalonPostMails;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Whether one is told by mail of what is posted in a salon.
@Controller
public class SalonMailPages {
    private final MonthlyPlans plans;
    private final SalonPostMails mails;

    SalonMailPages(MonthlyPlans plans, SalonPostMails mails) {
        this.plans = plans;
        this.mails = mails;
    }

    @GetMapping("/salons/{plan}/mails")
    ModelAndView show(@PathVariable String plan, Member member) {
        var found = plan(plan);
        return Pages.show("member/salonmails", "plan", found, "wanted", mails.areWanted(found.id(), member.id()));
    }

    private MonthlyPlan plan(String shown) {
        return MonthlyPlanId.parse(shown).flatMap(plans::find).orElseThrow(Problem::notFound);
    }

    @PostMapping("/salons/{plan}/mails")
    ModelAndView change(@PathVariable String plan, Member member, @RequestParam(defaultValue = "yes") String wanted) {
        var found = plan(plan);
        boolean wants = !wanted.equals("no");
        mails.want(found.id(), member.id(), wants);
        return Pages.seeOther(
                "/salons/" + found.id() + "/mails",
                Flash.good(wants ? "salonowner.mails.isOn" : "salonowner.mails.isOff"));
    }
}
