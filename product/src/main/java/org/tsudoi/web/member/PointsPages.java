package org.tsudoi.web.member;

import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.points.Points;
import org.tsudoi.web.Pages;

/// One's own points: how many, which expire when, and what happened.
@Controller
public class PointsPages {
    private static final int SHOWN_MAX = 200;

    private final Points points;

    PointsPages(Points points) {
        this.points = points;
    }

    public record Own(Points.Wallet wallet, List<Points.Movement> statement, ZoneId zone) {}

    @GetMapping("/account/points")
    ModelAndView show(Member member) {
        var own = new Own(points.wallet(member.id()), points.statement(member.id(), SHOWN_MAX), member.zone());
        return Pages.show("member/points", "own", own);
    }
}
