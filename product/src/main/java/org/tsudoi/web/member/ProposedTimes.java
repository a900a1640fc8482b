package org.tsudoi.web.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
        for (int row : ROWS) {
            if (form.value(date(row)).isBlank() && form.value(time(row)).isBlank()) continue;
            var date = form.date(date(row));
            var time = form.time(time(row));
            if (date.isEmpty() || time.isEmpty()) continue;
            var local = LocalDateTime.of(date.get(), time.get().withSecond(0).withNano(0));
            // In spring, when the clock leaves an hour out, some times are none.
            if (zone.getRules().getValidOffsets(local).isEmpty()) form.wrong(time(row), "bookings.noSuchTime");
            else starts.add(local.atZone(zone).toInstant());
        }
        if (starts.isEmpty()) form.wrong(date(0), "bookings.chooseTime");
        return starts.stream().distinct().toList();
    }
}
