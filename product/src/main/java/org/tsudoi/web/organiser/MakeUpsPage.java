package org.tsudoi.web.organiser;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.makeups.MakeUps;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Which of an event's dates are open to those who miss another one, and what of a course may be missed.
@Controller
public class MakeUpsPage {
    private final MakeUps makeUps;
    private final Orders orders;
    private final Meetings meetings;
    private final OwnEvents own;

    MakeUpsPage(MakeUps makeUps, Orders orders, Meetings meetings, OwnEvents own) {
        this.makeUps = makeUps;
        this.orders = orders;
        this.meetings = meetings;
        this.own = own;
    }

    /// @param guests who come to it instead of another date, by name
    public record Row(OtherDate date, MakeUps.Places places, List<String> guests) {
        public String field() {
            return "places-" + date.id();
        }
    }

    public record Sheet(Event event, String home, List<Row> rows, Instant now) {}

    @GetMapping("/organise/{organiser}/events/{event}/make-ups")
    ModelAndView show(Organiser organiser, @PathVariable String event) {
        var sheet = sheet(organiser, found(organiser, event));
        var rules = makeUps.rules(sheet.event.id());
        var form = Form.blank()
                .with("most", rules.most())
                .with("hours", rules.before().toHours())
                .with("gives", rules.gives() ? "yes" : "");
        for (var row : sheet.rows) form.with(row.field(), row.places.open());
        return Pages.show("organiser/make-ups", "sheet", sheet, "form", form);
    }

    private Event found(Organiser organiser, String shown) {
        var event = own.get(organiser, shown);
        if (event instanceof Event.Draft
                || event instanceof Event.Cancelled
                || OtherDate.of(event).isEmpty()) {
            throw Problem.notFound();
        }
        return event;
    }

    private Sheet sheet(Organiser organiser, Event event) {
        var places = makeUps.places(event.id());
        var guests = makeUps.at(event.id());
        var rows = new ArrayList<Row>();
        for (var date : OtherDate.of(event)) {
            var names = guests.stream()
                    .filter(one -> one.occasion().equals(date.id()))
                    .flatMap(one -> orders.ticket(one.ticket()).stream())
                    .map(ticket -> ticket.attendee().value())
                    .toList();
            rows.add(new Row(date, places.getOrDefault(date.id(), MakeUps.Places.NONE), names));
        }
        return new Sheet(event, OwnEvents.home(organiser, event.id()), rows, own.now());
    }

    @PostMapping("/organise/{organiser}/events/{event}/make-ups")
    ModelAndView save(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = found(organiser, event);
        var sheet = sheet(organiser, found);
        var form = Form.of(typed);
        boolean course = found.particulars().isCourse();
        var most = course ? form.wholeNumber("most", 0, MakeUps.MOST_MAX) : Optional.of(0);
        var hours = course ? form.wholeNumber("hours", 0, (int) MakeUps.BEFORE_MAX.toHours()) : Optional.of(0);
        int placesMax = Math.min(MakeUps.PLACES_MAX, spare(found));
        var ahead =
                sheet.rows.stream().filter(row -> !row.date.hasBegun(sheet.now)).toList();
        for (var row : ahead) form.wholeNumber(row.field(), 0, Math.max(0, placesMax));
        if (!form.isGood() || most.isEmpty() || hours.isEmpty()) return again(sheet, form);
        for (var row : ahead) {
            int wanted = Integer.parseInt(Normalizer.normalize(form.value(row.field()), Normalizer.Form.NFKC)
                    .strip());
            if (wanted == row.places.open()) continue;
            if (!makeUps.open(found.id(), row.date.id(), wanted)) form.wrong(row.field(), "makeups.error.taken");
        }
        if (course) {
            makeUps.rule(
                    found.id(), new MakeUps.Rules(most.get(), Duration.ofHours(hours.get()), form.has("gives", "yes")));
        }
        return form.isGood()
                ? Pages.seeOther(sheet.home, Flash.good("organise.changed"))
                : again(sheet(organiser, found), form);
    }

    /// What the room holds besides those who buy a place.
    private int spare(Event event) {
        var told = event.particulars();
        return meetings.places().getOrDefault(told.provider(), Integer.MAX_VALUE) - told.capacity();
    }

    private static ModelAndView again(Sheet sheet, Form form) {
        return Pages.again("organiser/make-ups", "sheet", sheet, "form", form);
    }
}
