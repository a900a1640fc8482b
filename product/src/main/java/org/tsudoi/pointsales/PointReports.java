package org.tsudoi.pointsales;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.points.Points;

/// The reports of a year, by what had happened at each base date, whenever they are asked for.
@Component
public class PointReports {
    private static final MonthDay MARCH = MonthDay.of(3, 31);
    private static final MonthDay SEPTEMBER = MonthDay.of(9, 30);

    private final Points points;

    PointReports(Points points) {
        this.points = points;
    }

    /// The earlier one first.
    @Transactional(readOnly = true)
    public List<PointReport> of(int year) {
        return Stream.of(
                        report(MARCH.atYear(year), SEPTEMBER.atYear(year - 1)),
                        report(SEPTEMBER.atYear(year), MARCH.atYear(year)))
                .toList();
    }

    private PointReport report(LocalDate baseDate, LocalDate before) {
        var since = before.plusDays(1);
        var end = begin(baseDate.plusDays(1));
        return PointReport.of(
                baseDate,
                since,
                points.sums(Instant.EPOCH, end),
                points.sums(begin(since), end),
                points.owedAt(end.minusNanos(1_000)));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(SaleTerms.TOKYO).toInstant();
    }
}
