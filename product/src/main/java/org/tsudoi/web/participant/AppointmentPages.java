package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.member.ChosenTime;
import org.tsudoi.web.member.ProposedTimes;

/// Where whoever bought a session chooses its time: one that is free, or some that they ask the host for.
@Controller
public class AppointmentPages {
    private static final int SHOWN_DAYS = 14;
    private static final Duration AHEAD = Duration.ofDays(180);

    private final OrderViews views;
    private final Appointments appointments;
    private final FreeTimes times;
    private final People people;
    private final Clock clock;

    /// Who meets whom.
    @Component
    record People(Members members, Ids ids) {}

    AppointmentPages(OrderViews views, Appointments appointments, FreeTimes times, People people, Clock clock) {
        this.views = views;
        this.appointments = appointments;
        this.times = times;
        this.people = people;
        this.clock = clock;
    }

    /// @param hosts  by their id, with the name that is shown; of one there is nothing to choose
    /// @param free   of the chosen host, by the reader's days
    /// @param bookable whether somebody has said when they are free
    /// @param later  the first of the days after these
    /// @param reader whose clock is shown; null when nobody is signed in, who can only be asked to
    public record Choosing(
            OrderView order,
            Appointment appointment,
            Map<String, String> hosts,
            String host,
            boolean bookable,
            SortedMap<LocalDate, List<Slot>> free,
            LocalDate later,
            @Nullable Member reader) {
        public String home() {
            return "/orders/" + order.link() + "/appointments/"
                    + appointment.ticket().id();
        }

        public ZoneId zone() {
            return reader == null ? order.told().zone() : reader.zone();
        }
    }

    @GetMapping("/orders/{link}/appointments/{ticket}")
    ModelAndView show(
            @PathVariable String link,
            @PathVariable String ticket,
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "") String from,
            Optional<Member> member) {
        var order = views.view(link);
        var appointment = appointment(order, ticket);
        var booking = appointment.booking();
        if (booking.isPresent() && appointment.state() != Appointment.State.OPEN) {
            return Pages.seeOther("/account/bookings/" + booking.get().id());
        }
        if (appointment.state() != Appointment.State.OPEN) return Pages.seeOther("/orders/" + link);
        var form = Form.blank().with("id", new BookingId(people.ids.next()));
        return Pages.show(
                "participant/appointment", "choosing", choosing(order, appointment, host, from, member), "form", form);
    }

    private Appointment appointment(OrderView order, String ticket) {
        return appointments.of(order.order().id()).stream()
                .filter(one -> one.ticket().id().toString().equals(ticket))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private Choosing choosing(
            OrderView order, Appointment appointment, String wanted, String from, Optional<Member> member) {
        var reader = member.filter(one -> order.terms().buyer().is(one.id(), one.email()));
        var hosts = new LinkedHashMap<String, String>();
        for (var host : appointments.hosts(order.event().id())) hosts.put(host.toString(), name(host, order));
        var host = hosts.containsKey(wanted) || hosts.isEmpty()
                ? wanted
                : hosts.keySet().iterator().next();
        var zone = reader.map(Member::zone).orElse(order.told().zone());
        var first = ChosenTime.first(from, clock.instant(), zone, AHEAD);
        return new Choosing(
                order,
                appointment,
                hosts,
                host,
                appointments.areBookable(order.event().id()),
                reader.isEmpty() ? new TreeMap<>() : free(host, appointment, zone, first),
                first.plusDays(SHOWN_DAYS),
                reader.orElse(null));
    }

    private String name(MemberId id, OrderView order) {
        return people.members
                .find(id)
                .flatMap(Member::displayName)
                .map(PersonName::value)
                .orElse(order.organiser().name());
    }

    private SortedMap<LocalDate, List<Slot>> free(String host, Appointment appointment, ZoneId zone, LocalDate first) {
        return MemberId.parse(host)
                .map(id -> times.slots(
                        new FreeTimes.Question(id, appointment.length(), zone, first, first.plusDays(SHOWN_DAYS - 1))))
                .orElseGet(TreeMap::new);
    }

    @PostMapping("/orders/{link}/appointments/{ticket}")
    ModelAndView choose(
            @PathVariable String link,
            @PathVariable String ticket,
            @RequestParam MultiValueMap<String, String> typed,
            Member member) {
        var order = views.view(link);
        var appointment = appointment(order, ticket);
        var form = Form.of(typed);
        var wish = wish(appointment, member, form);
        var answer = form.value("do").equals("propose")
                ? proposed(wish, form, member.zone())
                : ChosenTime.start(form).map(at -> appointments.book(wish, at));
        if (answer.isPresent() && answer.get() instanceof Answer.Done done) {
            return Pages.seeOther(
                    "/account/bookings/" + done.booking().id(),
                    Flash.good(form.value("do").equals("propose") ? "bookings.proposed" : "appointments.booked"));
        }
        boolean proposes = form.value("do").equals("propose");
        if (answer.isPresent() && answer.get() instanceof Answer.Refused(var reason, var time)) {
            form.wrong(
                    proposes ? ProposedTimes.field(form, member.zone(), time) : "start",
                    "bookings.refused." + reason.name().toLowerCase(Locale.ROOT));
        } else if (form.isGood()) form.wrong(proposes ? ProposedTimes.date(0) : "start", "bookings.chooseTime");
        var choosing = choosing(order, appointment, form.value("host"), "", Optional.of(member));
        return Pages.again("participant/appointment", "choosing", choosing, "form", form);
    }

    private static Appointments.Wish wish(Appointment appointment, Member member, Form form) {
        return new Appointments.Wish(
                BookingId.parse(form.value("id")).orElseThrow(Problem::notFound),
                appointment.ticket().id(),
                member.id(),
                MemberId.parse(form.value("host")).orElseThrow(Problem::notFound));
    }

    private Optional<Answer> proposed(Appointments.Wish wish, Form form, ZoneId zone) {
        var starts = ProposedTimes.read(form, zone);
        return form.isGood() ? Optional.of(appointments.propose(wish, starts)) : Optional.empty();
    }
}
