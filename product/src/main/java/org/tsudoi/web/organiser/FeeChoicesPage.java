package org.tsudoi.web.organiser;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.fees.Fees;
import org.tsudoi.fees.OfferingKind;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What selling costs an organiser, and their choice of who bears the platform's fee: for all that they sell, or for
/// one event.
@Controller
public class FeeChoicesPage {
    private static final String AS_USUAL = "usual";

    private final Fees fees;
    private final Events events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FeeChoicesPage(Fees fees, Events events, TransactionTemplate transaction, Clock clock) {
        this.fees = fees;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param rate   empty where the platform asks nothing
    /// @param events that places are still sold for
    public record ChoicesView(Organiser organiser, Optional<FeeRate> rate, List<Event> events) {}

    @GetMapping("/organise/{organiser}/fees")
    ModelAndView show(Organiser organiser) {
        var view = view(organiser);
        var chosen = fees.chosen(organiser.id());
        var form = Form.blank().with(AS_USUAL, fees.usual(organiser.id()).word());
        for (var event : view.events()) {
            form.with(
                    field(event),
                    Optional.ofNullable(chosen.get(event.id()))
                            .map(Bearer::word)
                            .orElse(AS_USUAL));
        }
        return Pages.show("organiser/fees", "view", view, "form", form);
    }

    private ChoicesView view(Organiser organiser) {
        var now = clock.instant();
        var open = events.ofOrganiser(organiser.id()).stream()
                .filter(event -> !(event instanceof Event.Cancelled)
                        && !event.particulars().isSession()
                        && event.particulars().soldUntil().filter(now::isBefore).isPresent())
                .sorted(Event.BY_START)
                .toList();
        var rate = fees.rate(OfferingKind.MEETING, organiser.currency(), now).filter(it -> !it.isNothing());
        return new ChoicesView(organiser, rate, open);
    }

    public static String field(Event event) {
        return "bearer-" + event.id();
    }

    @PostMapping("/organise/{organiser}/fees")
    ModelAndView choose(Organiser organiser, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var view = view(organiser);
        var usual = form.choice(AS_USUAL, Bearer::of);
        for (var event : view.events()) {
            // One that was drafted while the page was open is left as it is.
            if (typed.containsKey(field(event)))
                form.choice(
                        field(event),
                        word -> Optional.of(word)
                                .filter(it ->
                                        it.equals(AS_USUAL) || Bearer.of(it).isPresent()));
        }
        if (!form.isGood()) return Pages.again("organiser/fees", "view", view, "form", form);
        transaction.executeWithoutResult(_ -> {
            fees.bear(organiser.id(), usual.orElseThrow(), member.id());
            for (var event : view.events()) {
                if (typed.containsKey(field(event)))
                    fees.bear(organiser.id(), event.id(), Bearer.of(form.value(field(event))), member.id());
            }
        });
        return Pages.seeOther("/organise/" + organiser.slug() + "/fees", Flash.good("fees.chosen"));
    }
}
