package org.tsudoi.web.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.web.Form;

/// Times that somebody proposes, as rows of a date and a time by their own clock; rows left empty are none.
public final class ProposedTimes {
    public static final List<Integer> ROWS =
            IntStream.range(0, Bookings.TIMES_MAX).boxed().toList();

    private ProposedTimes() {}

    public static String date(int row) {
        return "t" + row + "date";
    }

    public static String time(int row) {
        return "t" + row + "time";
    }

    /// What is wrong is noted in the form.
    public static List<Instant> read(Form form, ZoneId zone) {
        var starts = new ArrayList<Instant>();
        for (int row : ROWS) read(form, row, zone).ifPresent(starts::add);
        if (starts.isEmpty()) form.wrong(date(0), "bookings.chooseTime");
        return starts.stream().distinct().toList();
    }

    private static Optional<Instant> read(Form form, int row, ZoneId zone) {
        if (form.value(date(row)).isBlank() && form.value(time(row)).isBlank()) return Optional.empty();
        var date = form.date(date(row));
        var time = form.time(time(row));
        if (date.isEmpty() || time.isEmpty()) return Optional.empty();
        var local = LocalDateTime.of(date.get(), time.get().withSecond(0).withNano(0));
        // In spring, when the clock leaves an hour out, some times are none.
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            form.wrong(time(row), "bookings.noSuchTime");
            return Optional.empty();
        }
        return Optional.of(local.atZone(zone).toInstant());
    }

    /// Where that time was typed; the first field, of what no single one of them is to blame for.
    ///
    /// @param form that was read and is good
    public static String field(Form form, ZoneId zone, Optional<Instant> time) {
        return ROWS.stream()
                .filter(row -> time.isPresent() && read(form, row, zone).equals(time))
                .findFirst()
                .map(ProposedTimes::date)
                .orElse(date(0));
    }
}
