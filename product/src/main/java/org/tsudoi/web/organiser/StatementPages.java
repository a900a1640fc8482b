package org.tsudoi.web.organiser;

import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Inquiries;
import org.tsudoi.ledger.JournalSearch;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Pages;

/// An organiser's month in each currency, read off the books: what there was, what moved by kind, what is left. So it
/// cannot say anything else than they do.
@Controller
@EnableConfigurationProperties(StatementPages.Platform.class)
public class StatementPages {
    private static final int YEAR_MIN = 2020;
    private static final int YEAR_MAX = 2100;
    private static final int JOURNALS_A_PAGE = 1_000;

    /// In which order they are read; what is not among them comes last.
    private static final List<String> KINDS = Payouts.Sort.kinds();

    private final Ledger ledger;
    private final Inquiries inquiries;
    private final Texts texts;
    private final Platform platform;
    private final Clock clock;

    /// @param country where the platform's fee is taxed, ISO 3166-1 alpha-2; empty: nothing is said of its tax
    @ConfigurationProperties("tsudoi.operator")
    record Platform(@DefaultValue("") String country) {}

    StatementPages(Ledger ledger, Inquiries inquiries, Texts texts, Platform platform, Clock clock) {
        this.ledger = ledger;
        this.inquiries = inquiries;
        this.texts = texts;
        this.platform = platform;
        this.clock = clock;
    }

    /// @param amount what it did to what the organiser is owed
    public record Line(String kind, Money amount, int journals) {}

    /// @param opening what the organiser was owed when the month began; below zero it is the other way round
    /// @param feeTax  the tax within what the platform took and did not give back
    public record Sums(Money opening, List<Line> lines, Money closing, Money feeTax) {}

    public record Statement(
            Organiser organiser, YearMonth month, boolean isOver, ZoneId zone, List<Sums> sums, int feeTaxPercent) {}

    @GetMapping("/organise/{organiser}/statements")
    ModelAndView latest(Organiser organiser) {
        var month = YearMonth.from(clock.instant().atZone(organiser.zone()));
        return Pages.seeOther("/organise/" + organiser.slug() + "/statements/" + month);
    }

    @GetMapping("/organise/{organiser}/statements/{month}")
    ModelAndView month(Organiser organiser, @PathVariable String month) {
        return Pages.show("organiser/statement", "statement", statement(organiser, month));
    }

    private Statement statement(Organiser organiser, String month) {
        var shown = read(month);
        var span = span(shown, organiser.zone());
        var percent = Tax.of(Tax.Category.STANDARD, platform.country()).percent();
        var sums = payables(organiser).stream()
                .map(account -> sums(account, span, percent))
                .toList();
        return new Statement(
                organiser, shown, !clock.instant().isBefore(span.until()), organiser.zone(), sums, percent);
    }

    /// The same on paper.
    @GetMapping("/organise/{organiser}/statements/{month}/statement.pdf")
    ResponseEntity<byte[]> paper(Organiser organiser, @PathVariable String month, Language language) {
        var statement = statement(organiser, month);
        var paper = new StatementPrint(texts, language).of(statement, clock.instant());
        return file(MediaType.APPLICATION_PDF, organiser, statement.month(), "pdf")
                .body(paper.written());
    }

    private static YearMonth read(String month) {
        try {
            return Optional.of(YearMonth.parse(month))
                    .filter(it -> it.getYear() >= YEAR_MIN && it.getYear() <= YEAR_MAX)
                    .orElseThrow(Problem::notFound);
        } catch (DateTimeException _) {
            throw Problem.notFound();
        }
    }

    private record Span(Instant from, Instant until) {}

    private static Span span(YearMonth month, ZoneId zone) {
        return new Span(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    private record Payable(AccountCode code, String currency) {}

    private List<Payable> payables(Organiser organiser) {
        return ledger.balances("organiser:" + organiser.id() + ":payable:").stream()
                .map(balance -> new Payable(balance.account(), balance.asset().code()))
                .toList();
    }

    private Sums sums(Payable account, Span span, int percent) {
        var course = inquiries.course(account.code, List.of(span.from.minusNanos(1_000), span.until.minusNanos(1_000)));
        var lines = inquiries.moved(account.code, span.from, span.until).stream()
                .map(moved -> new Line(moved.kind(), owed(moved.amount(), account), moved.journals()))
                .sorted(Comparator.comparingInt(StatementPages::place).thenComparing(Line::kind))
                .toList();
        return new Sums(
                owed(course.getFirst(), account), lines, owed(course.getLast(), account), tax(lines, account, percent));
    }

    private static int place(Line line) {
        int place = KINDS.indexOf(line.kind());
        return place < 0 ? KINDS.size() : place;
    }

    /// What we owe stands below zero on the books.
    private static Money owed(long posted, Payable account) {
        return Money.of(Math.negateExact(posted), account.currency);
    }

    private static Money tax(List<Line> lines, Payable account, int percent) {
        long taken = -lines.stream()
                .filter(line -> Payouts.Sort.of(line.kind()) == Payouts.Sort.PLATFORM_FEES)
                .mapToLong(line -> line.amount().minorUnits())
                .sum();
        var within = BigInteger.valueOf(taken)
                .multiply(BigInteger.valueOf(percent))
                .divide(BigInteger.valueOf(100L + percent));
        return Money.of(within.longValueExact(), account.currency);
    }

    @GetMapping("/organise/{organiser}/statements/{month}/journals.csv")
    ResponseEntity<String> sheet(Organiser organiser, @PathVariable String month, Language language) {
        var shown = read(month);
        var span = span(shown, organiser.zone());
        var sheet = new StatementSheet(texts, language, organiser.zone());
        for (var account : payables(organiser)) {
            sheet.add(account.code, account.currency, journals(account.code, span));
        }
        return file(MediaType.valueOf("text/csv;charset=UTF-8"), organiser, shown, "csv")
                .body(sheet.written());
    }

    private static ResponseEntity.BodyBuilder file(
            MediaType type, Organiser organiser, YearMonth month, String ending) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(organiser.slug() + "-" + month + "." + ending)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore());
    }

    /// The oldest first.
    private List<RecordedJournal> journals(AccountCode account, Span span) {
        var all = new ArrayList<RecordedJournal>();
        var search = JournalSearch.ALL.on(account).happened(span.from, span.until);
        var before = Optional.of(Long.MAX_VALUE);
        while (before.isPresent()) {
            var found = inquiries.journals(search, before.get(), JOURNALS_A_PAGE);
            all.addAll(found.journals());
            before = found.older();
        }
        Collections.reverse(all);
        return all;
    }
}
