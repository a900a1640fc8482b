package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingOversight;
import org.tsudoi.members.Member;
import org.tsudoi.web.Pages;

/// Meetings that are not made yet, and what the providers still allow today.
@Controller
public class MeetingsPage {
    private final MeetingOversight oversight;

    MeetingsPage(MeetingOversight oversight) {
        this.oversight = oversight;
    }

    public record Sight(
            List<MeetingOversight.Unmade> unmade,
            List<MeetingOversight.Budget> budgets,
            List<MeetingOversight.Stray> strays,
            ZoneId zone) {
        public static boolean isUnknown(MeetingOversight.Unmade unmade) {
            return unmade.meeting() instanceof Meeting.Unknown;
        }
    }

    @GetMapping("/operate/meetings")
    ModelAndView show(Member member) {
        return Pages.show(
                "operator/meetings",
                "sight",
                new Sight(oversight.unmade(), oversight.budgets(), oversight.strays(), member.zone()));
    }
}
