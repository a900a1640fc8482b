package org.tsudoi.web.organiser;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.Span;
import org.tsudoi.web.Form;

/// A host's hours and rules as fields of a form. Each weekday has a few rows of from and until, each
/// exception a row with its first and last day; a row without times is none, an exception without times
/// is closed days. Whatever can be kept can be shown and sent again as it is; days that are over are
/// left out.
public final class FreeTimesForm {
    public static final List<Integer> STEPS = List.of(10, 15, 30, 60);
    public static final List<Integer> BUFFERS = List.of(0, 5, 10, 15, 30, 45, 60, 120);
    public static final List<Integer> NOTICES = List.of(0, 1, 2, 4, 12, 24, 48, 72, 168);
    public static final List<Integer> CHANGES_UNTIL = List.of(0, 1, 2, 6, 12, 24, 48, 72, 168);
    public static final List<Integer> SPANS =
            IntStream.range(0, DayHours.SPANS_MAX).boxed().toList();
    private static final int EXCEPTIONS_ROWS_MAX = Availability.LINES_MAX;
    private static final int EXCEPTIONS_BLANK = 3;

    private FreeTimesForm() {}

    public static String from(String row) {
        return row + "from";
    }

    public static String until(String row) {
        return row + "until";
    }

    public static String day(String row) {
        return row + "day";
    }

    /// The last one, when it is not the first.
    public static String last(String row) {
        return row + "last";
    }

    /// What is offered, with what was chosen before it was.
    public static List<Integer> offered(List<Integer> usual, String chosen) {
        return chosen.matches("\\d{1,5}")
                ? Stream.concat(usual.stream(), Stream.of(Integer.valueOf(chosen)))
                        .distinct()
                        .sorted()
                        .toList()
                : usual;
    }

    public static String row(DayOfWeek day, int span) {
        return "d" + day.getValue() + "s" + span;
    }

    public static String exception(int index) {
        return "x" + index;
    }

    static Form filled(Availability availability, LocalDate today) {
        var rules = availability.rules();
        var form = Form.blank()
                .with("zone", availability.zone().getId())
                .with("step", rules.step().toMinutes())
                .with("before", rules.buffers().before().toMinutes())
                .with("after", rules.buffers().after().toMinutes())
                .with("notice", rules.notice().toHours())
                .with("ahead", rules.daysAhead())
                .with("most", rules.aDayMax())
                .with("changesUntil", rules.changes().until().toHours())
                .with("changesMax", rules.changes().max());
        availability.week().forEach((day, hours) -> {
            for (int i = 0; i < hours.spans().size(); i++)
                fill(form, row(day, i), hours.spans().get(i));
        });
        int row = 0;
        for (var spell : availability.spells(today)) {
            var spans = spell.hours().spans();
            if (spans.isEmpty()) fill(form, exception(row++), spell);
            for (var span : spans) {
                fill(form, exception(row), spell);
                fill(form, exception(row++), span);
            }
        }
        return form;
    }

    private static void fill(Form form, String row, Availability.Spell spell) {
        form.with(day(row), spell.first());
        if (!spell.last().equals(spell.first())) form.with(last(row), spell.last());
    }

    private static void fill(Form form, String row, Span span) {
        form.with(from(row), span.from()).with(until(row), span.until());
    }

    /// How many rows of a day are shown at once: the first, and those with something in them.
    public static int shown(Form form, DayOfWeek day) {
        return 1
                + SPANS.stream()
                        .filter(i -> !form.value(from(row(day, i))).isBlank())
                        .max(Integer::compare)
                        .orElse(0);
    }

    /// Those with something in them and a few more.
    static List<Integer> exceptionRows(Form form) {
        int used = IntStream.range(0, EXCEPTIONS_ROWS_MAX)
                .filter(row -> !form.value(day(exception(row))).isBlank()
                        || !form.value(from(exception(row))).isBlank())
                .max()
                .orElse(-1);
        return IntStream.range(0, Math.min(EXCEPTIONS_ROWS_MAX, used + 1 + EXCEPTIONS_BLANK))
                .boxed()
                .toList();
    }

    /// Empty when something is wrong, which is noted in the form.
    static Optional<Availability> read(Form form) {
        var zone = form.zone("zone");
        var week = week(form);
        var exceptions = exceptions(form);
        var rules = rules(form);
        if (!form.isGood()) return Optional.empty();
        try {
            return Optional.of(new Availability(zone.orElseThrow(), week, exceptions, rules.orElseThrow()));
        } catch (IllegalArgumentException tooMany) {
            form.wrong(day(exception(0)), "freetimes.error.manyDays", Availability.EXCEPTIONS_MAX);
            return Optional.empty();
        }
    }

    private static Map<DayOfWeek, DayHours> week(Form form) {
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var spans = new ArrayList<Span>();
            for (int i : SPANS) span(form, row(day, i)).ifPresent(spans::add);
            hours(form, from(row(day, 0)), spans).ifPresent(hours -> week.put(day, hours));
        }
        return week;
    }

    private static Optional<Span> span(Form form, String row) {
        boolean begins = !form.value(from(row)).isBlank();
        boolean ends = !form.value(until(row)).isBlank();
        if (!begins && !ends) return Optional.empty();
        var from = form.time(from(row));
        var until = form.time(until(row));
        return from.flatMap(start -> until.map(end -> new Span(minute(start), minute(end))));
    }

    private static LocalTime minute(LocalTime time) {
        return time.withSecond(0).withNano(0);
    }

    private static Optional<DayHours> hours(Form form, String field, List<Span> spans) {
        if (spans.size() > DayHours.SPANS_MAX) {
            form.wrong(field, "freetimes.error.manySpans", DayHours.SPANS_MAX);
            return Optional.empty();
        }
        try {
            return Optional.of(new DayHours(spans));
        } catch (IllegalArgumentException overlap) {
            form.wrong(field, "freetimes.error.overlap");
            return Optional.empty();
        }
    }

    private static SortedMap<LocalDate, DayHours> exceptions(Form form) {
        var spans = new TreeMap<LocalDate, List<Span>>();
        var rows = new TreeMap<LocalDate, String>();
        for (int i = 0; i < EXCEPTIONS_ROWS_MAX; i++) {
            var row = exception(i);
            var span = span(form, row);
            boolean blank =
                    form.value(day(row)).isBlank() && form.value(last(row)).isBlank();
            if (blank && span.isEmpty()) continue;
            days(form, row).forEach(day -> {
                rows.putIfAbsent(day, day(row));
                var some = spans.computeIfAbsent(day, _ -> new ArrayList<>());
                span.ifPresent(some::add);
            });
        }
        var exceptions = new TreeMap<LocalDate, DayHours>();
        spans.forEach((day, some) -> hours(form, rows.getOrDefault(day, day(exception(0))), some)
                .ifPresent(hours -> exceptions.put(day, hours)));
        return exceptions;
    }

    /// None when they are wrong, which is noted in the form.
    private static List<LocalDate> days(Form form, String row) {
        var first = form.date(day(row));
        var last = form.value(last(row)).isBlank() ? first : form.date(last(row));
        if (first.isEmpty() || last.isEmpty()) return List.of();
        if (last.get().isBefore(first.get())) {
            form.wrong(last(row), "freetimes.error.lastFirst");
            return List.of();
        }
        if (ChronoUnit.DAYS.between(first.get(), last.get()) >= Availability.EXCEPTIONS_MAX) {
            form.wrong(last(row), "freetimes.error.manyDays", Availability.EXCEPTIONS_MAX);
            return List.of();
        }
        return first.get().datesUntil(last.get().plusDays(1)).toList();
    }

    private static Optional<BookingRules> rules(Form form) {
        var step = form.choice(
                "step",
                text -> STEPS.stream()
                        .filter(one -> one.toString().equals(text))
                        .findFirst());
        var before = form.wholeNumber("before", 0, Math.toIntExact(Buffers.MAX.toMinutes()));
        var after = form.wholeNumber("after", 0, Math.toIntExact(Buffers.MAX.toMinutes()));
        var notice = form.wholeNumber("notice", 0, Math.toIntExact(BookingRules.NOTICE_MAX.toHours()));
        var ahead = form.wholeNumber("ahead", 1, BookingRules.DAYS_AHEAD_MAX);
        var most = form.wholeNumber("most", 1, BookingRules.A_DAY_MAX);
        var changesUntil = form.wholeNumber("changesUntil", 0, Math.toIntExact(Changes.UNTIL_MAX.toHours()));
        var changesMax = form.wholeNumber("changesMax", 0, Changes.TIMES_MAX);
        if (!form.isGood()) return Optional.empty();
        return Optional.of(new BookingRules(
                Duration.ofMinutes(step.orElseThrow()),
                new Buffers(Duration.ofMinutes(before.orElseThrow()), Duration.ofMinutes(after.orElseThrow())),
                Duration.ofHours(notice.orElseThrow()),
                ahead.orElseThrow(),
                most.orElseThrow(),
                new Changes(Duration.ofHours(changesUntil.orElseThrow()), changesMax.orElseThrow())));
    }
}
