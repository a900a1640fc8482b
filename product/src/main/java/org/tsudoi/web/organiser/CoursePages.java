package org.tsudoi.web.organiser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Moves;
import org.tsudoi.texts.Formats;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// The dates of a course, its rules for joining and leaving, and who came to which of them.
@Controller
public class CoursePages {
    private final Events events;
    private final Orders orders;
    private final Door door;
    private final OwnEvents own;
    private final Moves moves;
    private final Making making;

    /// New dates, and who has sold their time already.
    @Component
    record Making(Ids ids, BookedHosts booked) {}

    CoursePages(Events events, Orders orders, Door door, OwnEvents own, Moves moves, Making making) {
        this.events = events;
        this.orders = orders;
        this.door = door;
        this.own = own;
        this.moves = moves;
        this.making = making;
    }

    /// What the form needs besides what is typed into it.
    ///
    /// @param live whether people can see the course already
    /// @param sign of the currency that a fee is in
    public record Sheet(
            Event event, Schedule.Course course, String home, boolean live, String sign, int rows, Instant now) {
        public boolean isFixed(int row) {
            return live
                    && row < course.dates().size()
                    && course.dates().get(row).isFixed(now);
        }

        /// The kinds of courses that the law knows: words and keys.
        public Map<String, String> services() {
            return CourseForm.services();
        }

        /// What the fields are called where something is wrong with them.
        public Map<String, String> labels(Page page) {
            var labels = new LinkedHashMap<String, String>();
            labels.put("dates", page.t("course.manage"));
            for (int row = 0; row < rows; row++) {
                var number = page.t("course.number", row + 1);
                labels.put("d" + row + "Date", number);
                labels.put("d" + row + "Time", number);
                labels.put("d" + row + "-minutes", number + " " + page.t("organise.form.length"));
                labels.put("d" + row + "-title", number + " " + page.t("course.form.title"));
            }
            labels.put("more", page.t("course.form.more"));
            labels.put("every", page.t("course.form.every"));
            labels.put("joining", page.t("course.form.joining"));
            labels.put("missed", page.t("course.form.missed"));
            labels.put("leaving", page.t("course.form.leaving"));
            labels.put("fee", page.t("course.form.fee"));
            labels.put("service", page.t("course.form.service"));
            return labels;
        }

        /// All that is typed.
        public List<String> fields() {
            var fields = new ArrayList<>(List.of("rows", "joining", "missed", "leaving", "fee", "service"));
            for (int row = 0; row < rows; row++) {
                for (var part : List.of("-id", "Date", "Time", "-minutes", "-title")) fields.add("d" + row + part);
            }
            return fields;
        }

        public boolean mayHaveMore() {
            return !live && rows < Schedule.Course.DATES_MAX;
        }

        public boolean mayHaveLess() {
            return !live && rows > Schedule.Course.DATES_MIN;
        }
    }

    @GetMapping("/organise/{organiser}/events/{event}/dates")
    ModelAndView dates(Organiser organiser, @PathVariable String event) {
        var found = changeable(organiser, event);
        var form = CourseForm.of(courseOf(found));
        return Pages.show("organiser/course", "sheet", sheet(organiser, found, form), "form", form);
    }

    /// Where people would be asked it says so at first; with `sure` it happens.
    @PostMapping("/organise/{organiser}/events/{event}/dates")
    ModelAndView change(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var found = changeable(organiser, event);
        boolean live = !(found instanceof Event.Draft);
        var form = Form.of(typed);
        if (!live && changesRows(form)) return again(organiser, found, form);
        var before = courseOf(found);
        var read = CourseForm.read(form, before, organiser.currency(), live, own.now(), making.ids);
        if (read.isEmpty()) return again(organiser, found, form);
        var prospect = live && !form.has("sure", "yes")
                ? moves.weigh(found.id(), read.get())
                : Optional.<Moves.Prospect>empty();
        if (prospect.isPresent()) {
            var sheet = sheet(organiser, found, form);
            return Pages.show(
                    "organiser/dates",
                    "sheet",
                    sheet,
                    "prospect",
                    prospect.get(),
                    "booked",
                    making.booked.at(found, read.get(), own.now()),
                    "form",
                    form);
        }
        try {
            events.change(found.id(), found.particulars().with(read.get()));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            problem.fields().forEach(form::wrong);
            return again(organiser, found, form);
        }
        var home = OwnEvents.home(organiser, found.id());
        return live
                ? Pages.seeOther(home, Flash.good("organise.changed"))
                : Pages.seeOther(home + "/preview", Flash.good("organise.saved"));
    }

    /// Whether a button was pressed that only changes the form.
    private static boolean changesRows(Form form) {
        var pressed = form.value("do");
        if (pressed.equals("more")) {
            var more = form.wholeNumber("more", 1, Schedule.Course.DATES_MAX);
            var every = form.wholeNumber("every", 1, CourseForm.DAYS_MAX);
            if (form.isGood()) CourseForm.extend(form, more.orElseThrow(), every.orElseThrow());
            return true;
        }
        if (!pressed.matches("remove\\d{1,2}")) return false;
        CourseForm.remove(form, Integer.parseInt(pressed.substring("remove".length())));
        return true;
    }

    private Event changeable(Organiser organiser, String shown) {
        var event = own.get(organiser, shown);
        courseOf(event);
        if (event instanceof Event.Cancelled) throw Problem.of(ProblemCode.GONE, "event.error.cancelled");
        return event;
    }

    private static Schedule.Course courseOf(Event event) {
        return event.particulars().course().orElseThrow(Problem::notFound);
    }

    private ModelAndView again(Organiser organiser, Event event, Form form) {
        var sheet = sheet(organiser, event, form);
        return form.isGood()
                ? Pages.show("organiser/course", "sheet", sheet, "form", form)
                : Pages.again("organiser/course", "sheet", sheet, "form", form);
    }

    private Sheet sheet(Organiser organiser, Event event, Form form) {
        boolean live = !(event instanceof Event.Draft);
        var course = courseOf(event);
        return new Sheet(
                event,
                course,
                OwnEvents.home(organiser, event.id()),
                live,
                Formats.sign(organiser.currency()).strip(),
                live ? course.dates().size() : CourseForm.rows(form),
                own.now());
    }

    /// @param here those who came, by their names
    /// @param of   how many had a place
    public record Came(CourseDate date, int number, List<Someone> here, int of) {}

    public record Someone(String name, String label, Meetings.Stay stay) {}

    /// @param told whether somebody tells who is inside; else those came who went through the door
    public record Attendance(Event event, String home, List<Came> dates, boolean told, Instant now) {}

    @GetMapping("/organise/{organiser}/events/{event}/attendance")
    ModelAndView attendance(Organiser organiser, @PathVariable String event) {
        var found = own.get(organiser, event);
        if (found instanceof Event.Draft) throw Problem.notFound();
        var course = courseOf(found);
        var came = door.attendance(course);
        var sold = sold(found);
        var lines = new ArrayList<Came>();
        for (var date : course.dates()) {
            var here = came.getOrDefault(date.id(), Map.of()).entrySet().stream()
                    .flatMap(one -> orders.ticket(one.getKey()).map(ticket -> someone(ticket, one.getValue())).stream())
                    .sorted(Comparator.comparing(Someone::label))
                    .toList();
            int of = (int) sold.values().stream()
                    .filter(bought -> bought.has(date.id()))
                    .count();
            lines.add(new Came(date, course.numberOf(date.id()), here, of));
        }
        return Pages.show(
                "organiser/attendance",
                "attendance",
                new Attendance(found, OwnEvents.home(organiser, found.id()), lines, door.tells(found), own.now()));
    }

    private static Someone someone(Ticket ticket, Meetings.Stay stay) {
        return new Someone(ticket.attendee().value(), ticket.label(), stay);
    }

    /// Places that are valid, and what they are for.
    private Map<TicketId, Order.When.Course> sold(Event event) {
        var sold = new HashMap<TicketId, Order.When.Course>();
        for (var order : orders.all(orders.paidOf(event.id()))) {
            var bought = order.terms().course().orElseThrow();
            for (var ticket : orders.tickets(order.id())) {
                if (ticket instanceof Ticket.Valid) sold.put(ticket.id(), bought);
            }
        }
        return sold;
    }
}
