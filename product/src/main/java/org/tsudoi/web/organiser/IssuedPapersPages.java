package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.documents.CreditNotes;
import org.tsudoi.documents.Paper;
import org.tsudoi.documents.PaperId;
import org.tsudoi.documents.Receipts;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Pages;
import org.tsudoi.web.Paging;

/// The organiser's copies of what was issued in their name, found by day, amount and addressee (電子帳簿保存法施行規則 4条).
@Controller
public class IssuedPapersPages {
    private static final int YEAR_MIN = 2020;
    private static final int YEAR_MAX = 2100;
    private static final int SIZE = 25;

    private final Receipts receipts;
    private final CreditNotes creditNotes;
    private final Clock clock;

    IssuedPapersPages(Receipts receipts, CreditNotes creditNotes, Clock clock) {
        this.receipts = receipts;
        this.creditNotes = creditNotes;
        this.clock = clock;
    }

    public record Month(
            Organiser organiser,
            YearMonth month,
            ZoneId zone,
            List<Paper> papers,
            Set<PaperId> voided,
            Paging paging) {}

    @GetMapping("/organise/{organiser}/papers")
    ModelAndView month(
            Organiser organiser,
            Member member,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "1") int page) {
        var shown = read(month).orElseGet(() -> YearMonth.from(clock.instant().atZone(member.zone())));
        var from = shown.atDay(1).atStartOfDay(member.zone()).toInstant();
        var until = shown.plusMonths(1).atDay(1).atStartOfDay(member.zone()).toInstant();
        var paging = Paging.of(page, SIZE, receipts.countIssuedBy(organiser.id(), from, until));
        var papers = receipts.issuedBy(organiser.id(), from, until, paging.offset(), paging.size());
        var view = new Month(organiser, shown, member.zone(), papers, creditNotes.voided(papers), paging);
        return Pages.show("organiser/papers", "view", view);
    }

    private static Optional<YearMonth> read(String month) {
        try {
            return Optional.of(YearMonth.parse(month))
                    .filter(it -> it.getYear() >= YEAR_MIN && it.getYear() <= YEAR_MAX);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    @GetMapping("/organise/{organiser}/papers/{paper}.pdf")
    ResponseEntity<byte[]> copy(Organiser organiser, @PathVariable String paper) {
        var id = PaperId.parse(paper).orElseThrow(Problem::notFound);
        var copy = receipts.copy(organiser.id(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(copy.fileName())
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(copy.pdf());
    }
}
