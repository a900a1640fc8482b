package org.tsudoi.web.organiser;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Ids;
import org.tsudoi.web.Form;

/// The form of a course's dates and rules: its fields filled from a course, and a course read from its fields.
final class CourseForm {
    static final int DAYS_MAX = 31;
    static final String ROWS = "rows";
    private static final String NONE = "none";

    private CourseForm() {}

    /// The part of a field's name that says which date it is about.
    static String row(int i) {
        return "d" + i;
    }

    static Form of(Schedule.Course course) {
        var form = Form.blank();
        for (int i = 0; i < course.dates().size(); i++)
            fill(form, i, course.dates().get(i));
        var rules = course.rules();
        return form.with(ROWS, course.dates().size())
                .with("joining", rules.joining().word())
                .with("missed", Math.max(1, rules.missedMax()))
                .with("leaving", rules.leaving().fee().isPresent() ? "rest" : NONE)
                .with(
                        "fee",
                        rules.leaving()
                                .fee()
                                .map(fee -> fee.inMajorUnits().toPlainString())
                                .orElse("0"))
                .with(
                        "service",
                        rules.leaving().service().map(ContinuousService::word).orElse(NONE))
                .with("more", 1)
                .with("every", 7);
    }

    private static void fill(Form form, int i, CourseDate date) {
        form.with(row(i) + "-id", date.id())
                .with(Form.dateOf(row(i)), date.times().start().toLocalDate())
                .with(Form.timeOf(row(i)), date.times().start().toLocalTime())
                .with(row(i) + "-minutes", date.times().length().toMinutes())
                .with(row(i) + "-title", date.title());
    }

    static int rows(Form form) {
        var typed = form.value(ROWS);
        return typed.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(typed), 1, Schedule.Course.DATES_MAX) : 1;
    }

    /// From the first on, each so many days after the one before.
    static Optional<Schedule> evenly(Schedule.Fixed first, int number, int days, Form form, Ids ids) {
        var dates = new ArrayList<CourseDate>();
        for (int i = 0; i < number; i++) {
            var start = first.start().plusDays((long) i * days);
            if (!exists(start, first.zone())) {
                form.wrong(Form.timeOf("start"), "organise.error.noSuchTime");
                return Optional.empty();
            }
            dates.add(new CourseDate(
                    new DateId(ids.next()), "", new Schedule.Fixed(start, first.length(), first.zone()), 0));
        }
        return Optional.of(new Schedule.Course(dates, CourseRules.USUAL));
    }

    private static boolean exists(LocalDateTime start, ZoneId zone) {
        return !zone.getRules().getValidOffsets(start).isEmpty();
    }

    /// One more row, so many days after the last one; empty where that cannot be read.
    static void extend(Form form, int number, int days) {
        for (int more = 0; more < number && rows(form) < Schedule.Course.DATES_MAX; more++) {
            int last = rows(form) - 1;
            form.with(ROWS, last + 2)
                    .with(row(last + 1) + "-id", "")
                    .with(row(last + 1) + "-title", "")
                    .with(row(last + 1) + "-minutes", form.value(row(last) + "-minutes"))
                    .with(Form.timeOf(row(last + 1)), form.value(Form.timeOf(row(last))))
                    .with(Form.dateOf(row(last + 1)), daysLater(form.value(Form.dateOf(row(last))), days));
        }
    }

    private static String daysLater(String day, int days) {
        try {
            return LocalDate.parse(day).plusDays(days).toString();
        } catch (DateTimeException _) {
            return "";
        }
    }

    static void remove(Form form, int row) {
        int rows = rows(form);
        for (int i = row; i + 1 < rows; i++) {
            form.with(row(i) + "-id", form.value(row(i + 1) + "-id"))
                    .with(row(i) + "-title", form.value(row(i + 1) + "-title"))
                    .with(row(i) + "-minutes", form.value(row(i + 1) + "-minutes"))
                    .with(Form.timeOf(row(i)), form.value(Form.timeOf(row(i + 1))))
                    .with(Form.dateOf(row(i)), form.value(Form.dateOf(row(i + 1))));
        }
        form.with(ROWS, Math.max(1, rows - 1));
    }

    /// Empty when something is wrong, which is then noted in the form.
    ///
    /// @param live whether people can buy it: nothing comes or goes then, and what has begun stays
    static Optional<Schedule.Course> read(
            Form form, Schedule.Course before, Currency currency, boolean live, Instant now, Ids ids) {
        var dates = live ? moved(form, before, now) : dates(form, before, ids);
        var rules = rules(form, currency, dates.size());
        if (dates.size() < Schedule.Course.DATES_MIN) form.wrong("dates", "course.error.few");
        if (form.isGood()) follow(form, dates);
        if (!form.isGood() || rules.isEmpty()) return Optional.empty();
        return Optional.of(
                new Schedule.Course(dates.stream().map(Numbered::date).toList(), rules.get()));
    }

    /// @param row in the form
    private record Numbered(int row, CourseDate date) {}

    private static List<Numbered> dates(Form form, Schedule.Course before, Ids ids) {
        var dates = new ArrayList<Numbered>();
        for (int i = 0; i < rows(form); i++) {
            var id = DateId.parse(form.value(row(i) + "-id"))
                    .filter(it -> before.date(it).isPresent())
                    .orElseGet(() -> new DateId(ids.next()));
            int row = i;
            times(form, i, before.zone())
                    .ifPresent(times -> dates.add(new Numbered(row, new CourseDate(id, title(form, row), times, 0))));
        }
        return dates;
    }

    private static List<Numbered> moved(Form form, Schedule.Course before, Instant now) {
        var dates = new ArrayList<Numbered>();
        for (int i = 0; i < before.dates().size(); i++) {
            var date = before.dates().get(i);
            int row = i;
            var title = title(form, i);
            if (date.isFixed(now)) {
                fill(form, i, new CourseDate(date.id(), title, date.times(), date.sequence()));
                dates.add(new Numbered(row, new CourseDate(date.id(), title, date.times(), date.sequence())));
                continue;
            }
            times(form, i, before.zone()).ifPresent(times -> {
                if (!times.equals(date.times()) && !times.begin().isAfter(now)) {
                    form.wrong(Form.dateOf(row(row)), "event.error.in-the-past");
                }
                dates.add(new Numbered(row, new CourseDate(date.id(), title, times, date.sequence())));
            });
        }
        return dates;
    }

    private static String title(Form form, int i) {
        return form.value(row(i) + "-title").isBlank() ? "" : form.line(row(i) + "-title", CourseDate.TITLE_MAX);
    }

    private static Optional<Schedule.Fixed> times(Form form, int i, ZoneId zone) {
        var date = form.date(Form.dateOf(row(i)));
        var time = form.time(Form.timeOf(row(i)));
        var minutes = form.wholeNumber(row(i) + "-minutes", 5, (int) Schedule.Fixed.LENGTH_MAX.toMinutes());
        if (date.isEmpty() || time.isEmpty() || minutes.isEmpty()) return Optional.empty();
        var start = LocalDateTime.of(date.get(), time.get());
        if (start.getYear() < 2020 || start.getYear() > 2100) {
            form.wrong(Form.dateOf(row(i)), "form.date");
            return Optional.empty();
        }
        if (!exists(start, zone)) {
            form.wrong(Form.timeOf(row(i)), "organise.error.noSuchTime");
            return Optional.empty();
        }
        return Optional.of(new Schedule.Fixed(start, Duration.ofMinutes(minutes.get()), zone));
    }

    /// None begins before another is over.
    private static void follow(Form form, List<Numbered> dates) {
        var inOrder = dates.stream()
                .sorted(Comparator.comparing(one -> one.date.begin()))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            if (inOrder.get(i).date.begin().isBefore(inOrder.get(i - 1).date.end())) {
                form.wrong(Form.dateOf(row(inOrder.get(i).row)), "course.error.overlap");
            }
        }
    }

    private static Optional<CourseRules> rules(Form form, Currency currency, int dates) {
        var joining = form.choice("joining", CourseRules.Joining::of);
        var missed = joining.filter(it -> it != CourseRules.Joining.NEVER)
                .map(_ -> form.wholeNumber("missed", 1, Math.max(1, dates - 1)))
                .orElse(Optional.of(0));
        boolean rest = form.has("leaving", "rest");
        if (!rest && !form.has("leaving", NONE)) form.wrong("leaving", "form.choose");
        var fee = rest ? form.money("fee", currency) : Optional.<org.tsudoi.money.Money>empty();
        fee.filter(it -> it.minorUnits() > EventForm.PRICE_MAX).ifPresent(_ -> form.wrong("fee", "form.amount"));
        var service = form.choice(
                "service",
                word -> word.equals(NONE)
                        ? Optional.of(Optional.<ContinuousService>empty())
                        : ContinuousService.of(word).map(Optional::of));
        if (joining.isEmpty() || missed.isEmpty() || service.isEmpty() || !form.isGood()) return Optional.empty();
        return Optional.of(new CourseRules(joining.get(), missed.get(), new Leaving(fee, service.get())));
    }

    /// The kinds that the law knows, by the word that is sent.
    static Map<String, String> services() {
        var keys = new LinkedHashMap<String, String>();
        keys.put(NONE, "course.service.none");
        for (var one : ContinuousService.values()) keys.put(one.word(), "course.service." + one.word());
        return keys;
    }
}
