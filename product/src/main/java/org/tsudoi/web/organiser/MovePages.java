package org.tsudoi.web.organiser;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.Problem;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.member.Choices;

/// Another time for a meeting that is on sale: what it means for whoever has a place, and what they said.
@Controller
public class MovePages {
    private static final List<String> FIELDS =
            List.of(Form.dateOf("start"), Form.timeOf("start"), Form.zoneOf("start"), "length");
    /// Shown one by one; the sums count all of them.
    private static final int NAMES_MAX = 200;

    private final Moves moves;
    private final BookedHosts booked;
    private final OwnEvents own;

    MovePages(Moves moves, BookedHosts booked, OwnEvents own) {
        this.moves = moves;
        this.booked = booked;
        this.own = own;
    }

    public record Moving(Event event, String home, Map<String, String> zones) {
        public Event.Particulars told() {
            return event.particulars();
        }
    }

    /// The page with these times filled in.
    static String address(String home, Form form) {
        var address = UriComponentsBuilder.fromPath(home + "/move");
        for (var field : FIELDS) address.queryParam(field, form.value(field));
        return address.encode().toUriString();
    }

    @GetMapping("/organise/{organiser}/events/{event}/move")
    ModelAndView show(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> wished,
            Language language) {
        var found = movable(organiser, event);
        if (found.particulars().isCourse()) return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/dates");
        var form = EventForm.of(found.particulars(), "");
        for (var field : FIELDS) {
            if (wished.getFirst(field) != null) form.with(field, Form.of(wished).value(field));
        }
        return Pages.show("organiser/move", "moving", moving(organiser, found, form, language), "form", form);
    }

    /// At first it says what would come of it; with `sure` it happens.
    @PostMapping("/organise/{organiser}/events/{event}/move")
    ModelAndView move(
            Organiser organiser,
            @PathVariable String event,
            @RequestParam MultiValueMap<String, String> typed,
            Language language) {
        var found = movable(organiser, event);
        if (found.particulars().isCourse()) throw Problem.notFound();
        var form = Form.of(typed);
        form.with("kind", "meeting");
        var read = EventForm.schedule(form);
        var moving = moving(organiser, found, form, language);
        if (!(read.orElse(null) instanceof Schedule.Fixed to)) {
            return Pages.again("organiser/move", "moving", moving, "form", form);
        }
        try {
            if (!form.has("sure", "yes")) {
                var prospect = moves.weigh(found.id(), to);
                return Pages.show(
                        "organiser/move-sure",
                        "moving",
                        moving,
                        "prospect",
                        prospect,
                        "booked",
                        booked.at(found, to, own.now()),
                        "form",
                        form);
            }
            moves.move(found.id(), to);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            problem.fields().forEach(form::wrong);
            return Pages.again("organiser/move", "moving", moving, "form", form);
        }
        return Pages.seeOther(OwnEvents.home(organiser, found.id()) + "/moves", Flash.good("promises.movedNow"));
    }

    private Event movable(Organiser organiser, String shown) {
        var event = own.get(organiser, shown);
        if (event instanceof Event.Draft || event.particulars().isSession()) throw Problem.notFound();
        return event;
    }

    private Moving moving(Organiser organiser, Event event, Form form, Language language) {
        return new Moving(
                event,
                OwnEvents.home(organiser, event.id()),
                Choices.zones(form.value(Form.zoneOf("start")), language, own.now()));
    }

    /// @param open whether people may still leave with all of it back
    public record Told(Move move, boolean open, List<Person> people, int staying, int left, int silent) {
        public boolean isShortened() {
            return people.size() < staying + left + silent;
        }
    }

    /// @param answer `stays`, `left` or `silent`
    public record Person(String order, String name, int places, String answer) {}

    @GetMapping("/organise/{organiser}/events/{event}/moves")
    ModelAndView moves(Organiser organiser, @PathVariable String event, Language language) {
        var found = movable(organiser, event);
        var told = moves.of(found.id()).stream().map(this::told).toList();
        return Pages.show("organiser/moves", "moving", moving(organiser, found, Form.blank(), language), "told", told);
    }

    private Told told(Move move) {
        if (!move.matters()) return new Told(move, false, List.of(), 0, 0, 0);
        var answers = moves.answers(move);
        var people = Stream.of(
                        people(answers.left(), "left"),
                        people(answers.silent(), "silent"),
                        people(answers.staying(), "stays"))
                .flatMap(list -> list)
                .limit(NAMES_MAX)
                .toList();
        return new Told(
                move,
                move.isOpen(own.now()),
                people,
                answers.staying().size(),
                answers.left().size(),
                answers.silent().size());
    }

    private static Stream<Person> people(List<Order> orders, String answer) {
        return orders.stream()
                .map(order -> new Person(
                        order.id().toString(),
                        order.terms().buyer().name().value(),
                        order.terms().places(),
                        answer));
    }
}
