package org.tsudoi.web.member;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.notices.Reminders;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Whether one is reminded of events by mail.
@Controller
public class ReminderPages {
    private final Reminders reminders;

    ReminderPages(Reminders reminders) {
        this.reminders = reminders;
    }

    @GetMapping("/account/reminders")
    ModelAndView show(Member member) {
        return Pages.show("member/reminders", "wanted", reminders.areWanted(member.id(), member.email()));
    }

    @PostMapping("/account/reminders")
    ModelAndView change(Member member, @RequestParam MultiValueMap<String, String> typed) {
        boolean wanted = !Form.of(typed).has("wanted", "no");
        reminders.want(member.id(), member.email(), wanted);
        return Pages.seeOther("/account/reminders", Flash.good(wanted ? "soon.isOn" : "soon.isOff"));
    }
}
