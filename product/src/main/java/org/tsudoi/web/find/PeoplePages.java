package org.tsudoi.web.find;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.Leading;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.participant.EventCard;

/// Somebody who leads something, as they show themselves.
@Controller
public class PeoplePages {
    private static final int DAYS_AHEAD = 21;
    private static final int DAYS_SHOWN = 3;
    private static final int TIMES_OF_A_DAY = 6;
    private static final Duration COUNTED = Duration.ofDays(365);

    /// It may be hidden at any moment: nobody but its reader keeps it, and not for long.
    private static final Duration PICTURE_KEPT = Duration.ofMinutes(5);

    /// As for the search: far more than somebody reads.
    private static final RateLimits.Limit PAGES = new RateLimits.Limit("people", 300, Duration.ofMinutes(5));

    /// A page of the search shows many of them.
    private static final RateLimits.Limit PICTURES =
            new RateLimits.Limit("people.picture", 3_000, Duration.ofMinutes(5));

    private final CoachPages pages;
    private final Cards cards;
    private final Known known;
    private final RateLimits limits;

    /// What is known of them besides what they say.
    @Component
    record Known(FreeTimes freeTimes, Bookings bookings, Organisers organisers, Sanctions sanctions) {}

    PeoplePages(CoachPages pages, Cards cards, Known known, RateLimits limits) {
        this.pages = pages;
        this.cards = cards;
        this.known = known;
        this.limits = limits;
    }

    /// @param themes names of them and of words of their own
    /// @param home   the zone in which they live
    /// @param free   their next free times, by the reader's days
    /// @param held   sessions that took place within a year
    /// @param since  from when on they have been offering something; null when it is not known
    public record Sheet(
            CoachPage page,
            List<String> themes,
            List<String> languages,
            ZoneId home,
            List<Event> sessions,
            List<EventCard> meetings,
            List<Card.Salon> salons,
            SortedMap<LocalDate, List<Slot>> free,
            ZoneId reader,
            long held,
            @Nullable Instant since) {
        public String picture() {
            return PeoplePages.picture(page);
        }

        public boolean offersNothing() {
            return sessions.isEmpty() && meetings.isEmpty() && salons.isEmpty();
        }
    }

    static String picture(CoachPage page) {
        return page.picture() == 0
                ? "/art/leaves/" + Math.floorMod(page.member().value().hashCode(), 10_000) + ".svg"
                : "/people/" + page.slug() + "/picture?v=" + page.picture();
    }

    @GetMapping("/people/{slug}")
    ModelAndView person(
            @PathVariable String slug, Optional<Member> member, Language language, HttpServletRequest request) {
        limits.take(PAGES, RateLimits.address(request));
        var page = visible(slug, member);
        var id = page.member();
        var leading = pages.leading(id);
        var now = cards.now();
        var reader = SearchPages.zone(request, member);
        var by = page.told().foundBy();
        var sheet = new Sheet(
                page,
                cards.themes(by, language.locale()),
                cards.languages(by, language.locale()),
                known.freeTimes.of(id).zone(),
                leading.sessions(),
                cards.of(leading.meetings()),
                leading.salons().stream().map(cards::salon).toList(),
                page.told().timesShown() ? free(id, leading, reader, now) : new TreeMap<>(),
                reader,
                held(id, now),
                since(id));
        return Pages.show("find/person", "sheet", sheet);
    }

    /// A draft is its member's alone.
    private CoachPage visible(String slug, Optional<Member> member) {
        return pages.shown(slug)
                .filter(page -> !known.sanctions.isBarred(page.member()))
                .or(() -> member.flatMap(one -> pages.of(one.id()))
                        .filter(page -> page.slug().equals(slug)))
                .orElseThrow(Problem::notFound);
    }

    /// For the shortest that they offer: what is longer is found out when it is booked.
    private SortedMap<LocalDate, List<Slot>> free(MemberId id, Leading leading, ZoneId reader, Instant now) {
        var some = new TreeMap<LocalDate, List<Slot>>();
        var length = leading.sessions().stream()
                .flatMap(event -> event.particulars().plans().stream())
                .filter(plan -> plan.kind() != Plan.Kind.TRIAL)
                .flatMap(plan -> plan.length().stream())
                .min(Duration::compareTo);
        if (length.isEmpty()) return some;
        var today = LocalDate.ofInstant(now, reader);
        known.freeTimes
                .slots(new FreeTimes.Question(id, length.get(), reader, today, today.plusDays(DAYS_AHEAD - 1L)))
                .forEach((day, slots) -> {
                    if (some.size() < DAYS_SHOWN) {
                        some.put(day, slots.subList(0, Math.min(TIMES_OF_A_DAY, slots.size())));
                    }
                });
        return some;
    }

    private long held(MemberId id, Instant now) {
        return known.bookings.ofHost(id, now.minus(COUNTED), now).stream()
                .filter(Booking.Held.class::isInstance)
                .count();
    }

    private @Nullable Instant since(MemberId id) {
        return known.organisers.of(id, Standing.OWNER).stream()
                .map(Organiser::since)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @GetMapping("/people/{slug}/picture")
    ResponseEntity<byte[]> picture(@PathVariable String slug, Optional<Member> member, HttpServletRequest request) {
        limits.take(PICTURES, RateLimits.address(request));
        var picture = pages.picture(visible(slug, member).member()).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(PICTURE_KEPT).cachePrivate())
                .body(picture);
    }
}
