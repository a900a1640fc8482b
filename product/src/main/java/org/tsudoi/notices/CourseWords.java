package org.tsudoi.notices;

import java.util.List;
import java.util.stream.Collectors;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The dates of a course as mails write them.
final class CourseWords {
    private CourseWords() {}

    /// Those of an order, as they are now.
    static List<CourseDate> bought(Order order, Schedule.Course course) {
        return order.terms()
                .course()
                .map(agreed -> course.dates().stream()
                        .filter(date -> agreed.has(date.id()) && !date.calledOff())
                        .toList())
                .orElse(course.dates());
    }

    /// One a line, and the zone of all.
    static String dates(Texts texts, Language language, List<CourseDate> dates) {
        var formats = new Formats(language);
        var zone = dates.getFirst().times().zone();
        return dates.stream()
                        .map(date -> formats.span(date.begin(), date.end(), zone)
                                + (date.title().isEmpty() ? "" : " " + date.title()))
                        .collect(Collectors.joining("\n"))
                + "\n" + texts.say(language, "course.mail.dates", dates.size(), formats.zone(zone));
    }
}
