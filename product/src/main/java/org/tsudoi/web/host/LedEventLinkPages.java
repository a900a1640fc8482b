package org.tsudoi.web.host;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.OwnLinkSheets;

/// The link of an event that is held elsewhere, for who leads it: they know it, and are there when it has to be
/// another. Of sessions the one that all share is the organiser's.
@Controller
class LedEventLinkPages {
    private final Events events;
    private final OwnLinkSheets sheets;

    LedEventLinkPages(Events events, OwnLinkSheets sheets) {
        this.events = events;
        this.sheets = sheets;
    }

    @GetMapping("/host/{event}/link")
    ModelAndView show(@PathVariable String event) {
        return sheets.show(place(event));
    }

    @PostMapping("/host/{event}/link")
    ModelAndView keep(Member member, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        return sheets.keep(place(event), member, typed);
    }

    private OwnLinkSheets.Place place(String shown) {
        var found = EventId.parse(shown).flatMap(events::find).orElseThrow(Problem::notFound);
        boolean led = found instanceof Event.Published || found instanceof Event.Closed;
        if (!led || found.particulars().isSession()) throw Problem.notFound();
        return OwnLinkSheets.Place.of(found, "/host/" + found.id());
    }
}
