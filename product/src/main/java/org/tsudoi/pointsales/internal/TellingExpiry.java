package org.tsudoi.pointsales.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.PointsExpireSoon;
import org.tsudoi.pointsales.SaleTerms;

/// Has members told some days before points expire, for each last day once. Rows of `point_expiry_told`.
@Component
class TellingExpiry implements RecurringJob {
    private static final Duration EVERY = Duration.ofHours(1);

    private final Points points;
    private final PointSales sales;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    TellingExpiry(
            Points points,
            PointSales sales,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher news,
            Clock clock) {
        this.points = points;
        this.sales = sales;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pointsales-tell-expiry";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    private record Day(MemberId member, LocalDate last) {}

    @Override
    public void run() {
        int before = sales.terms().toldBefore();
        if (before == 0) return;
        var now = clock.instant();
        var sums = new LinkedHashMap<Day, Long>();
        for (var left : points.expiring(now, now.plus(Duration.ofDays(before)))) {
            var last = LocalDate.ofInstant(left.lot().expiresAt().minusSeconds(1), SaleTerms.TOKYO);
            sums.merge(new Day(left.lot().member(), last), left.points(), Long::sum);
        }
        sums.forEach((day, many) -> transactions.executeWithoutResult(_ -> tell(day, many)));
    }

    private void tell(Day day, long many) {
        int told = jdbc.sql("""
                        insert into point_expiry_told (member, day, points, told_at)
                        values (:member, :day, :points, :at) on conflict do nothing""")
                .param("member", day.member.value())
                .param("day", day.last)
                .param("points", many)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (told == 1) news.publishEvent(new PointsExpireSoon(day.member, day.last, many));
    }
}
