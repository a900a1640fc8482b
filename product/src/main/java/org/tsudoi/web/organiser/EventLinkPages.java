package org.tsudoi.web.organiser;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.OwnLinkSheets;

/// The link of an event that is held elsewhere, until and while it is held.
@Controller
class EventLinkPages {
    private final OwnEvents own;
    private final OwnLinkSheets sheets;

    EventLinkPages(OwnEvents own, OwnLinkSheets sheets) {
        this.own = own;
        this.sheets = sheets;
    }

    @GetMapping("/organise/{organiser}/events/{event}/link")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        return sheets.show(place(organiser, event));
    }

    @PostMapping("/organise/{organiser}/events/{event}/link")
    ModelAndView keep(
            Organiser organiser,
            Member member,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed) {
        return sheets.keep(place(organiser, event), member, typed);
    }

    private OwnLinkSheets.Place place(Organiser organiser, String event) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Cancelled) throw Problem.notFound();
        return OwnLinkSheets.Place.of(found, OwnEvents.home(organiser, found.id()));
    }
}
