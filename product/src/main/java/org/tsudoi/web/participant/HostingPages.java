package org.tsudoi.web.participant;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHost;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Whoever is named to lead a meeting says whether they want to, and later that they do not any more.
@Controller
public class HostingPages {
    private static final String HOME = "/tickets/hosting/{event}";

    private final Events events;
    private final NamedHosts hosts;
    private final Organisers organisers;
    private final Clock clock;

    HostingPages(Events events, NamedHosts hosts, Organisers organisers, Clock clock) {
        this.events = events;
        this.hosts = hosts;
        this.organisers = organisers;
        this.clock = clock;
    }

    /// @param over  whether it was called off
    /// @param ended whether it has taken place, so that nobody can agree to lead it
    public record Hosting(Event event, Organiser organiser, NamedHost host, boolean over, boolean ended) {
        public Event.Particulars told() {
            return event.particulars();
        }

        public boolean mayAccept() {
            return !over && !ended && host.answer().mayBecome(NamedHost.Answer.ACCEPTED);
        }

        public boolean mayLeave() {
            return !over
                    && !ended
                    && (host.answer() == NamedHost.Answer.ASKED || host.answer() == NamedHost.Answer.ACCEPTED);
        }
    }

    @GetMapping(HOME)
    ModelAndView look(Member member, @PathVariable String event) {
        return Pages.show("participant/hosting", "hosting", hosting(member, event));
    }

    /// A draft is its organiser's alone.
    private Hosting hosting(Member member, String shown) {
        var event = EventId.parse(shown)
                .flatMap(events::find)
                .filter(found -> !(found instanceof Event.Draft))
                .orElseThrow(Problem::notFound);
        var host = hosts.find(event.id(), member.id()).orElseThrow(Problem::notFound);
        var organiser = organisers.find(event.particulars().organiser()).orElseThrow(Problem::notFound);
        return new Hosting(
                event,
                organiser,
                host,
                event instanceof Event.Cancelled,
                event.particulars().hasEnded(clock.instant()));
    }

    @PostMapping(HOME + "/accept")
    ModelAndView accept(Member member, @PathVariable String event) {
        return answered(hosting(member, event), NamedHost.Answer.ACCEPTED);
    }

    @PostMapping(HOME + "/leave")
    ModelAndView leave(Member member, @PathVariable String event) {
        var hosting = hosting(member, event);
        boolean accepted = hosting.host.answer() == NamedHost.Answer.ACCEPTED;
        return answered(hosting, accepted ? NamedHost.Answer.WITHDRAWN : NamedHost.Answer.DECLINED);
    }

    private ModelAndView answered(Hosting hosting, NamedHost.Answer answer) {
        var id = hosting.event.id();
        boolean said = !hosting.over && hosts.answer(id, hosting.host.member(), answer);
        return Pages.seeOther(
                "/tickets/hosting/" + id, said ? Flash.good("hosting.said") : Flash.note("hosting.saidBefore"));
    }
}
