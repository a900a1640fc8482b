package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Seats;
import org.tsudoi.orders.Orders;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Pages;
import org.tsudoi.web.chart.Bars;

/// An organiser's month: what came in, what is owed, who comes, and all events.
@Controller
public class MonthPages {
    private static final int CHART_DAYS = 30;
    private static final int PAST_SHOWN = 6;

    private final Organisers organisers;
    private final Events events;
    private final Orders orders;
    private final Ledger ledger;
    private final Conversations conversations;
    private final Clock clock;

    MonthPages(
            Organisers organisers,
            Events events,
            Orders orders,
            Ledger ledger,
            Conversations conversations,
            Clock clock) {
        this.organisers = organisers;
        this.events = events;
        this.orders = orders;
        this.ledger = ledger;
        this.conversations = conversations;
        this.clock = clock;
    }

    /// @param sold          this month, less what went back
    /// @param soldBefore    the same up to the same day of last month
    /// @param owed          what the operator owes the organiser now; below zero it is the other way round
    /// @param people        with a place in an event of this month
    /// @param waiting       orders whose seats are held and not paid yet
    public record Month(
            YearMonth month, Money sold, Money soldBefore, Money refunded, Money owed, int people, int waiting) {
        /// `up`, `down`, `same`, or `new` where last month had nothing to compare with.
        public String trend() {
            if (soldBefore.minorUnits() <= 0) return "new";
            return switch (Long.signum(sold.minorUnits() - soldBefore.minorUnits())) {
                case 1 -> "up";
                case -1 -> "down";
                default -> "same";
            };
        }

        public long percent() {
            return Math.abs(
                    Math.round(100.0 * (sold.minorUnits() - soldBefore.minorUnits()) / soldBefore.minorUnits()));
        }
    }

    /// An event as the organiser's list shows it.
    ///
    /// @param state as of `OwnEvents.stateOf`, or `full`
    /// @param day   null for sessions
    public record Line(
            Event event,
            String state,
            String picture,
            Seats seats,
            int waiting,
            @Nullable LocalDate day) {
        public Event.Particulars told() {
            return event.particulars();
        }
    }

    /// @param pastLeft how many past events the list leaves out
    public record Lines(List<Line> coming, List<Line> drafts, List<Line> past, List<Line> cancelled, int pastLeft) {
        public boolean isEmpty() {
            return coming.isEmpty() && drafts.isEmpty() && past.isEmpty() && cancelled.isEmpty();
        }
    }

    @GetMapping("/organise")
    ModelAndView choose(Member member) {
        var own = organisers.of(member.id(), Standing.OWNER);
        return switch (own.size()) {
            case 0 -> Pages.seeOther("/organise/start");
            case 1 -> Pages.seeOther("/organise/" + own.getFirst().slug());
            default -> Pages.show("organiser/choose", "organisers", own);
        };
    }

    @GetMapping("/organise/{organiser}")
    ModelAndView month(
            Organiser organiser, Member member, @RequestParam(defaultValue = "") String past, Language language) {
        var now = clock.instant();
        var lines = lines(organiser, now, past.equals("all"));
        return Pages.show(
                "organiser/month",
                "organiser",
                organiser,
                "month",
                monthOf(organiser, lines.counted(), member.zone(), now),
                "bars",
                bars(organiser, member.zone(), now, language),
                "lines",
                lines.lines(),
                "unread",
                conversations.unread(organiser.id()));
    }

    /// @param counted all events of this month that were not called off
    private record Sorted(Lines lines, List<Line> counted) {}

    private Sorted lines(Organiser organiser, Instant now, boolean allPast) {
        var coming = new ArrayList<Line>();
        var drafts = new ArrayList<Line>();
        var past = new ArrayList<Event>();
        var cancelled = new ArrayList<Line>();
        for (var event : events.ofOrganiser(organiser.id())) {
            switch (OwnEvents.stateOf(event, now)) {
                case "draft" -> drafts.add(line(event, now));
                case "cancelled" -> cancelled.add(line(event, now));
                case "over" -> past.add(event);
                default -> coming.add(line(event, now));
            }
        }
        coming.sort(Comparator.comparing(Line::event, Event.BY_START));
        drafts.sort(Comparator.comparing(Line::event, Event.BY_START));
        int shown = allPast ? past.size() : Math.min(PAST_SHOWN, past.size());
        var pastLines =
                past.stream().limit(shown).map(event -> line(event, now)).toList();
        var counted = new ArrayList<>(coming);
        counted.addAll(pastLines);
        return new Sorted(new Lines(coming, drafts, pastLines, cancelled, past.size() - shown), counted);
    }

    private Line line(Event event, Instant now) {
        var told = event.particulars();
        int waiting =
                event instanceof Event.Published ? orders.totals(event.id()).waitingOrders() : 0;
        var state = OwnEvents.stateOf(event, now);
        var seats = events.seats(event.id());
        return new Line(
                event,
                state.equals("sale") && seats.free() == 0 ? "full" : state,
                OwnEvents.pictureOf(told),
                seats,
                waiting,
                told.startsAt()
                        .map(start -> start.atZone(told.zone()).toLocalDate())
                        .orElse(null));
    }

    private Month monthOf(Organiser organiser, List<Line> lines, ZoneId zone, Instant now) {
        var today = now.atZone(zone);
        var first = today.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
        var sums = sum(organiser, first.toInstant(), now.plusSeconds(1), zone);
        var before = sum(
                organiser,
                first.minusMonths(1).toInstant(),
                today.minusMonths(1).plusSeconds(1).toInstant(),
                zone);
        var month = YearMonth.from(today);
        long people = lines.stream()
                .filter(line -> line.day() != null && YearMonth.from(line.day()).equals(month))
                .mapToLong(line -> line.seats().taken())
                .sum();
        int waiting = lines.stream().mapToInt(Line::waiting).sum();
        return new Month(month, sums.net(), before.net(), sums.refunded(), owed(organiser), (int) people, waiting);
    }

    private record Sum(Money sold, Money refunded) {
        Money net() {
            return sold.minus(refunded);
        }
    }

    private Sum sum(Organiser organiser, Instant from, Instant until, ZoneId zone) {
        var nothing = Money.zero(organiser.currency());
        return orders.sales(organiser.id(), organiser.currency(), from, until, zone).stream()
                .map(day -> new Sum(day.sold(), day.refunded()))
                .reduce(
                        new Sum(nothing, nothing),
                        (one, other) -> new Sum(
                                one.sold().plus(other.sold()), one.refunded().plus(other.refunded())));
    }

    /// What is owed stands below zero on the books: it is a debt of the instance.
    private Money owed(Organiser organiser) {
        var currency = organiser.currency();
        var code = AccountCode.of("organiser", organiser.id().toString(), "payable", currency.getCurrencyCode());
        return ledger.account(code).isEmpty()
                ? Money.zero(currency)
                : new Money(-ledger.balance(code).posted(), currency);
    }

    private List<Bars.Bar> bars(Organiser organiser, ZoneId zone, Instant now, Language language) {
        var formats = new Formats(language);
        var today = now.atZone(zone).toLocalDate();
        var from = today.minusDays(CHART_DAYS - 1L);
        var sold = new TreeMap<LocalDate, Long>();
        for (var day : orders.sales(
                organiser.id(), organiser.currency(), from.atStartOfDay(zone).toInstant(), now.plusSeconds(1), zone)) {
            sold.put(day.day(), day.sold().minorUnits());
        }
        var bars = new ArrayList<Bars.Bar>();
        for (var day = from; !day.isAfter(today); day = day.plusDays(1)) {
            long value = sold.getOrDefault(day, 0L);
            bars.add(new Bars.Bar(
                    formats.dayAndMonth(day), value, formats.money(value, organiser.currency()), day.equals(today)));
        }
        return bars;
    }
}
