package org.tsudoi.web.host;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.OwnLinkSheets;

/// The link of an event that is held elsewhere, for who leads it: they know it, and are there when it has to be
/// another. Of sessions the one that all share is the organiser's.
@Controller("ownLinkPagesOfHosts")
class OwnLinkPages {
    private final Events events;
    private final OwnLinkSheets sheets;

    OwnLinkPages(Events events, OwnLinkSheets sheets) {
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
        var told = found.particulars();
        boolean led = found instanceof Event.Published || found instanceof Event.Closed;
        if (!led || told.isSession() || !told.provider().equals(OwnLinks.PROVIDER)) throw Problem.notFound();
        return new OwnLinkSheets.Place(
                new MeetingId(found.id().value()),
                told.title(),
                "/host/" + found.id(),
                told.zone(),
                OwnLinkSheets.use(told));
    }
}
