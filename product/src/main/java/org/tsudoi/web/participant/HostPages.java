package org.tsudoi.web.participant;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.door.Door;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.EventId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// The way in for somebody who was named to lead an event without acting for its organiser.
@Controller
class HostPages {
    private final Door door;

    HostPages(Door door) {
        this.door = door;
    }

    @PostMapping("/host/{event}/enter")
    ModelAndView enter(@PathVariable String event, Member member) {
        var id = EventId.parse(event).orElseThrow(Problem::notFound);
        return switch (door.enterAsHost(id, member.id())) {
            case Door.Entering.Welcome welcome -> new ModelAndView("redirect:" + welcome.url());
            case Door.Entering.NotNow _ -> Pages.seeOther("/tickets", Flash.note("mine.notNow"));
        };
    }
}
