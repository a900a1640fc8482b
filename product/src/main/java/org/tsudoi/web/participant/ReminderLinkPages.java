package org.tsudoi.web.participant;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.notices.Reminders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Whether an address is reminded, for whoever has the link of a mail to it: guests have no account to say so in.
@Controller
public class ReminderLinkPages {
    private final Reminders reminders;

    ReminderLinkPages(Reminders reminders) {
        this.reminders = reminders;
    }

    /// A mail scanner that opens the link changes nothing.
    @GetMapping("/reminders/{link}")
    ModelAndView show(@PathVariable String link) {
        return Pages.show("participant/reminded", "link", link, "wanted", reminders.areWanted(mail(link)));
    }

    private EmailAddress mail(String link) {
        return reminders.byLink(link).orElseThrow(Problem::notFound);
    }

    @PostMapping("/reminders/{link}")
    ModelAndView change(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        boolean wanted = !Form.of(typed).has("wanted", "no");
        reminders.want(mail(link), wanted);
        return Pages.seeOther("/reminders/" + link, Flash.good(wanted ? "soon.isOn" : "soon.isOff"));
    }

    /// By the button of a mail program, which brings no cookie and follows no other address (RFC 8058 §3.1).
    @PostMapping("/reminders/{link}/off")
    ResponseEntity<String> off(@PathVariable String link) {
        reminders.want(mail(link), false);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("off");
    }
}
