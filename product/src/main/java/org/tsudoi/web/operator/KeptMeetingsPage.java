package org.tsudoi.web.operator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conduct.KeptMeetings;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Who leads the meetings that were left to a member who is suspended.
@Controller
public class KeptMeetingsPage {
    private static final String HOME = ConductPages.HOME + "/{id}/meetings";
    private static final String PAGE = "stages/kept";

    private final Sanctions sanctions;
    private final KeptMeetings kept;
    private final Members members;

    KeptMeetingsPage(Sanctions sanctions, KeptMeetings kept, Members members) {
        this.sanctions = sanctions;
        this.kept = kept;
        this.members = members;
    }

    /// @param leaders their mail addresses
    public record Line(Event event, Instant begins, List<String> leaders, Instant calledOffAt) {
        public String field() {
            return KeptMeetingsPage.field(event.id());
        }
    }

    public record KeptView(SanctionId sanction, String mail, List<Line> lines, ZoneId zone) {}

    private static String field(EventId event) {
        return "mail-" + event;
    }

    @GetMapping(HOME)
    ModelAndView show(Member operator, @PathVariable String id) {
        return Pages.show(PAGE, "view", view(inForce(id), operator), "form", Form.blank());
    }

    private Sanction.InForce inForce(String id) {
        return SanctionId.parse(id)
                .flatMap(sanctions::find)
                .filter(Sanction.InForce.class::isInstance)
                .map(Sanction.InForce.class::cast)
                .orElseThrow(Problem::notFound);
    }

    private KeptView view(Sanction.InForce sanction, Member operator) {
        var lines = kept.of(sanction).stream()
                .map(one -> new Line(
                        one.event(),
                        one.begins(),
                        members.findAll(one.leaders()).values().stream()
                                .map(it -> it.email().value())
                                .sorted()
                                .toList(),
                        one.calledOffAt()))
                .toList();
        var mail = members.find(sanction.decision().member())
                .map(it -> it.email().value())
                .orElse("");
        return new KeptView(sanction.id(), mail, lines, operator.zone());
    }

    @PostMapping(HOME)
    ModelAndView name(Member operator, @PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        var sanction = inForce(id);
        var form = Form.of(typed);
        var event = EventId.parse(form.value("event")).orElseThrow(Problem::notFound);
        var field = field(event);
        var host = form.read(field, "points.error.mail", EmailAddress::read).flatMap(members::findByMail);
        if (form.isGood() && host.isEmpty()) form.wrong(field, "points.error.nobody");
        if (!form.isGood()) return Pages.again(PAGE, "view", view(sanction, operator), "form", form);
        var home = ConductPages.HOME + "/" + sanction.id() + "/meetings";
        return switch (kept.name(sanction.id(), event, host.orElseThrow().id(), operator.id())) {
            case NAMED -> Pages.seeOther(home, Flash.good("standing.kept.named"));
            case NOT_KEPT -> Pages.seeOther(home, Flash.bad("standing.kept.gone"));
            case BARRED ->
                Pages.again(PAGE, "view", view(sanction, operator), "form", form.wrong(field, "standing.kept.barred"));
        };
    }
}
