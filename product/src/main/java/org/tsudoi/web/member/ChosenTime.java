package org.tsudoi.web.member;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.tsudoi.web.Form;

/// What a reader chose of free times, and from which day on these are shown.
public final class ChosenTime {
    private ChosenTime() {}

    /// Empty while nothing was chosen.
    public static Optional<Instant> start(Form form) {
        try {
            return Optional.of(Instant.parse(form.value("start")));
        } catch (DateTimeParseException nothingChosen) {
            return Optional.empty();
        }
    }

    /// Today when it is no day, or one that is over or too far.
    public static LocalDate first(String from, Instant now, ZoneId zone, Duration ahead) {
        var today = LocalDate.ofInstant(now, zone);
        try {
            var day = LocalDate.parse(from);
            return day.isBefore(today) || day.isAfter(today.plusDays(ahead.toDays())) ? today : day;
        } catch (DateTimeParseException none) {
            return today;
        }
    }
}
