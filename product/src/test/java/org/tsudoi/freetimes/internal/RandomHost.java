package org.tsudoi.freetimes.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.BookingRules.Buffers;
import org.tsudoi.freetimes.BookingRules.Changes;
import org.tsudoi.freetimes.DayHours;
import org.tsudoi.freetimes.Span;

/// A made-up host with made-up hours and appointments on four days.
record RandomHost(Availability availability, List<Interval> busy, Duration length, Instant now, Interval wanted) {
    private static final int DAYS = 4;
    private static final int QUARTERS_A_DAY = 96;

    RandomHost(ZoneId zone, LocalDate around, long seed) {
        this(zone, around, new Random(seed));
    }

    private RandomHost(ZoneId zone, LocalDate around, Random random) {
        this(
                availability(zone, around, random),
                busy(zone, around, random),
                Duration.ofMinutes(List.of(30, 45, 60, 90).get(random.nextInt(4))),
                around.atTime(random.nextInt(24), random.nextInt(60))
                        .atZone(zone)
                        .toInstant()
                        .plusSeconds(random.nextInt(60)),
                new Interval(
                        around.atStartOfDay(zone).toInstant(),
                        around.plusDays(DAYS).atStartOfDay(zone).toInstant()));
    }

    private static Availability availability(ZoneId zone, LocalDate around, Random random) {
        var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) week.put(day, hours(random));
        var exceptions = new TreeMap<LocalDate, DayHours>();
        if (random.nextBoolean()) exceptions.put(around.plusDays(random.nextInt(DAYS)), hours(random));
        var rules = new BookingRules(
                BookingRules.STEPS.get(random.nextInt(BookingRules.STEPS.size())),
                new Buffers(Duration.ofMinutes(random.nextInt(40)), Duration.ofMinutes(random.nextInt(40))),
                Duration.ofMinutes(random.nextInt(600)),
                1 + random.nextInt(DAYS),
                8,
                new Changes(Duration.ZERO, 0));
        return new Availability(zone, week, exceptions, rules);
    }

    private static DayHours hours(Random random) {
        var spans = new ArrayList<Span>();
        int quarter = random.nextInt(40);
        while (quarter < QUARTERS_A_DAY && spans.size() < 4) {
            int length = 1 + random.nextInt(40);
            spans.add(new Span(time(quarter), time(quarter + length)));
            quarter += length + random.nextInt(12);
        }
        return new DayHours(spans);
    }

    private static LocalTime time(int quarter) {
        return LocalTime.ofSecondOfDay(quarter % QUARTERS_A_DAY * 900L);
    }

    private static List<Interval> busy(ZoneId zone, LocalDate around, Random random) {
        var busy = new ArrayList<Interval>();
        for (int i = random.nextInt(8); i > 0; i--) {
            var from = around.atStartOfDay(zone).toInstant().plusSeconds(60L * random.nextInt(DAYS * 24 * 60));
            busy.add(new Interval(from, from.plusSeconds(60L + 60L * random.nextInt(200))));
        }
        return busy;
    }
}
