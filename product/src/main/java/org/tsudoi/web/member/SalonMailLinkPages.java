package org.tsudoi.web.member;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.notices.SalonPostMails;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// The same as [SalonMailPages] for whoever has the link of such a mail, without signing in.
@Controller
public class SalonMailLinkPages {
    private static final String HOME = "/salon-mails/";

    private final SalonPostMails mails;
    private final MonthlyPlans plans;
    private final Memberships memberships;

    SalonMailLinkPages(SalonPostMails mails, MonthlyPlans plans, Memberships memberships) {
        this.mails = mails;
        this.plans = plans;
        this.memberships = memberships;
    }

    /// A mail scanner that opens the link changes nothing.
    @GetMapping("/salon-mails/{link}")
    ModelAndView show(@PathVariable String link) {
        var reader = reader(link);
        return Pages.show(
                "member/salonmails",
                "plan",
                plans.find(reader.plan()).orElseThrow(Problem::notFound),
                "action",
                HOME + link,
                "wanted",
                mails.areWanted(reader.plan(), reader.member()),
                "inside",
                isInside(reader));
    }

    private SalonPostMails.Reader reader(String link) {
        return mails.byLink(link).orElseThrow(Problem::notFound);
    }

    private boolean isInside(SalonPostMails.Reader reader) {
        return memberships.running(reader.plan(), reader.member()).isPresent();
    }

    @PostMapping("/salon-mails/{link}")
    ModelAndView change(@PathVariable String link, @RequestParam(defaultValue = "yes") String wanted) {
        var reader = reader(link);
        boolean wants = !wanted.equals("no");
        if (wants && !isInside(reader)) throw Problem.notFound();
        mails.want(reader.plan(), reader.member(), wants);
        return Pages.seeOther(HOME + link, Flash.good(wants ? "salonowner.mails.isOn" : "salonowner.mails.isOff"));
    }

    /// By the button of a mail program, which brings no cookie and follows no other address (RFC 8058 §3.1).
    @PostMapping("/salon-mails/{link}/off")
    ResponseEntity<String> off(@PathVariable String link) {
        var reader = reader(link);
        mails.want(reader.plan(), reader.member(), false);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("off");
    }
}
