package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.platform.Problem;
import org.tsudoi.pointsales.PointReport;
import org.tsudoi.pointsales.PointReports;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.web.Pages;

/// What is unused at both base dates of a year, and what happened before them.
@Controller
public class PointReportPage {
    private static final String HOME = "/operate/points/report";
    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2200;

    private final PointReports reports;
    private final Clock clock;

    PointReportPage(PointReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /// @param today in Japan
    public record ReportView(int year, List<PointReport> reports, LocalDate today) {
        /// A later one has no figures yet.
        public boolean hasLater() {
            return year < today.getYear();
        }
    }

    @GetMapping(HOME)
    ModelAndView show(@RequestParam(defaultValue = "0") int year) {
        var today = LocalDate.ofInstant(clock.instant(), SaleTerms.TOKYO);
        int shown = year == 0 ? today.getYear() : inReach(year);
        return Pages.show("operator/point-report", "view", new ReportView(shown, begun(shown, today), today));
    }

    /// With the half-year that is under way, which from October on is of a base date of the next year.
    private List<PointReport> begun(int year, LocalDate today) {
        return Stream.concat(
                        reports.of(year).stream(),
                        year == today.getYear() ? reports.of(year + 1).stream() : Stream.empty())
                .filter(report -> !report.since().isAfter(today))
                .toList();
    }

    private static int inReach(int year) {
        if (year < YEAR_MIN || year > YEAR_MAX) throw Problem.notFound();
        return year;
    }

    @GetMapping(HOME + ".csv")
    ResponseEntity<String> sheet(@RequestParam int year) {
        var rows = reports.of(inReach(year)).stream()
                .flatMap(report -> Stream.of(row(report, "paid", report.paid()), row(report, "free", report.free())))
                .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("points-" + year + ".csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body("base_date,since,kind,unused,issued,used,expired,refunded,owed_yen,counted_by_law,deposit_yen\r\n"
                        + rows);
    }

    /// What is owed by law stands with the paid ones.
    private static String row(PointReport report, String kind, PointReport.Line line) {
        boolean paid = kind.equals("paid");
        return Stream.of(
                                report.baseDate(),
                                report.since(),
                                kind,
                                line.unused(),
                                line.issued(),
                                line.used(),
                                line.expired(),
                                line.refunded(),
                                paid ? report.owed() : "",
                                paid ? report.subject() : "",
                                paid ? report.deposit() : "")
                        .map(Object::toString)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
