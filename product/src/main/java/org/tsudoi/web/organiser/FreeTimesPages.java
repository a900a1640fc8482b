package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingCalendar;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeeds;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.member.Choices;

/// The free times of whoever is signed in: their hours, the calendars that say when they are busy, and
/// the calendar of their bookings.
@Controller
public class FreeTimesPages {
    private static final String TEMPLATE = "organiser/free-times";
    private static final int SHOWN_DAYS = 7;
    private static final Duration SHOWN_LENGTH = Duration.ofHours(1);

    private final FreeTimes times;
    private final CalendarFeeds feeds;
    private final BookingCalendar calendar;
    private final PlatformSettings settings;
    private final Clock clock;

    FreeTimesPages(
            FreeTimes times, CalendarFeeds feeds, BookingCalendar calendar, PlatformSettings settings, Clock clock) {
        this.times = times;
        this.feeds = feeds;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param rows    of exceptions
    /// @param next    what can be booked in the next days, for an hour, as it was kept last
    /// @param address of the calendar of bookings
    public record FreeTimesView(
            Organiser organiser,
            Map<String, String> zones,
            List<Integer> rows,
            SortedMap<LocalDate, List<Slot>> next,
            ZoneId zone,
            List<CalendarFeed> feeds,
            String address) {}

    @GetMapping("/organise/{organiser}/free-times")
    ModelAndView show(Organiser organiser, Member member) {
        var kept = times.of(member.id());
        var today = LocalDate.ofInstant(clock.instant(), kept.zone());
        var form = FreeTimesForm.filled(kept, today);
        return Pages.show(TEMPLATE, "view", view(organiser, member, kept, form), "form", form, "feed", Form.blank());
    }

    private FreeTimesView view(Organiser organiser, Member member, Availability kept, Form form) {
        var now = clock.instant();
        return new FreeTimesView(
                organiser,
                Choices.zones(form.value("zone"), Language.of(member.locale()), now),
                FreeTimesForm.exceptionRows(form),
                next(member, kept),
                kept.zone(),
                feeds.of(member.id()),
                settings.link("/calendar/" + calendar.secret(member.id()) + ".ics"));
    }

    private SortedMap<LocalDate, List<Slot>> next(Member member, Availability kept) {
        if (kept.isClosedAlways()) return new TreeMap<>();
        var first = LocalDate.ofInstant(clock.instant().plus(kept.rules().notice()), kept.zone());
        return times.slots(
                new FreeTimes.Question(member.id(), SHOWN_LENGTH, kept.zone(), first, first.plusDays(SHOWN_DAYS - 1)));
    }

    @PostMapping("/organise/{organiser}/free-times")
    ModelAndView keep(Organiser organiser, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var read = FreeTimesForm.read(form);
        if (read.isEmpty()) {
            var view = view(organiser, member, times.of(member.id()), form);
            return Pages.again(TEMPLATE, "view", view, "form", form, "feed", Form.blank());
        }
        times.keep(member.id(), read.get());
        return Pages.seeOther(home(organiser), Flash.good("freetimes.saved"));
    }

    private static String home(Organiser organiser) {
        return "/organise/" + organiser.slug() + "/free-times";
    }

    @GetMapping("/organise/{organiser}/free-times/calendars")
    ModelAndView calendars(Organiser organiser) {
        return Pages.seeOther(home(organiser));
    }

    @PostMapping("/organise/{organiser}/free-times/calendars")
    ModelAndView add(Organiser organiser, Member member, @RequestParam MultiValueMap<String, String> typed) {
        var feed = Form.of(typed);
        var name = feed.line("name", CalendarFeed.NAME_MAX);
        var address = feed.value("address");
        if (address.isBlank()) feed.wrong("address", "form.required");
        if (feed.isGood() && feeds.add(member.id(), name, address) instanceof CalendarFeeds.Adding.Refused(var why)) {
            switch (why) {
                case NAME_MISSING -> feed.wrong("name", "form.required");
                case NO_ADDRESS -> feed.wrong("address", "freetimes.error.address");
                case ALREADY_THERE -> feed.wrong("address", "freetimes.error.there");
                case TOO_MANY -> feed.wrong("address", "freetimes.error.many", CalendarFeeds.FEEDS_MAX);
            }
        }
        if (feed.isGood()) return Pages.seeOther(home(organiser), Flash.good("freetimes.added"));
        var kept = times.of(member.id());
        var form = FreeTimesForm.filled(kept, LocalDate.ofInstant(clock.instant(), kept.zone()));
        return Pages.again(TEMPLATE, "view", view(organiser, member, kept, form), "form", form, "feed", feed);
    }

    @PostMapping("/organise/{organiser}/free-times/calendars/{feed}/remove")
    ModelAndView remove(Organiser organiser, Member member, @PathVariable String feed) {
        feeds.remove(member.id(), FeedId.parse(feed).orElseThrow(Problem::notFound));
        return Pages.seeOther(home(organiser), Flash.good("freetimes.removed"));
    }

    @PostMapping("/organise/{organiser}/free-times/calendars/{feed}/read")
    ModelAndView read(Organiser organiser, Member member, @PathVariable String feed) {
        feeds.readSoon(member.id(), FeedId.parse(feed).orElseThrow(Problem::notFound));
        return Pages.seeOther(home(organiser), Flash.good("freetimes.readSoon"));
    }

    @PostMapping("/organise/{organiser}/free-times/address")
    ModelAndView renew(Organiser organiser, Member member) {
        calendar.renew(member.id());
        return Pages.seeOther(home(organiser), Flash.good("freetimes.renewed"));
    }
}
