package org.tsudoi.web.operator;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Problem;
import org.tsudoi.reconciliation.Difference;
import org.tsudoi.reconciliation.DifferenceId;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.reconciliation.Reconciliation;
import org.tsudoi.reconciliation.Reconciliation.Day;
import org.tsudoi.reconciliation.Reconciliation.Mark;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// What providers, banks, payments and books do not agree on, day by day.
@Controller
public class ReconciliationPage {
    private static final String PATH = "/operate/reconciliation";
    private static final int DAYS_SHOWN = 30;
    private static final int SHOWN_MAX = 100;
    private static final int SHEET_MAX = 10_000;
    private static final int NOTE_LONGEST = 500;

    private final Reconciliation reconciliation;
    private final Names.Book people;
    private final Texts texts;
    private final Clock clock;

    ReconciliationPage(Reconciliation reconciliation, Names.Book people, Texts texts, Clock clock) {
        this.reconciliation = reconciliation;
        this.people = people;
        this.texts = texts;
        this.clock = clock;
    }

    /// A source with its last days, the oldest first.
    public record Strip(String source, List<Day> days) {}

    /// @param source empty for all
    /// @param open   whether those that are open are shown, else those that are over
    /// @param wrong  the difference whose note is wrong; empty when none is
    public record ReconciliationView(
            Optional<Reconciliation.Run> run,
            Reconciliation.Alarm alarm,
            List<Strip> strips,
            List<Difference> differences,
            Names names,
            List<Reconciliation.TransferFees> transferFees,
            String source,
            boolean open,
            String wrong,
            ZoneId zone) {
        public boolean isUnderWay() {
            return run.isPresent() && run.get().endedAt() == null;
        }
    }

    /// The sign that says without colour what a day is like.
    public static String sign(Day day) {
        return switch (day.mark()) {
            case NONE -> "·";
            case FINE -> "✓";
            case OPEN -> Integer.toString(day.open());
            case BAD -> day.open() == 0 ? "!" : day.open() + "!";
        };
    }

    public static String tone(Mark mark) {
        return switch (mark) {
            case NONE -> "";
            case FINE -> "good";
            case OPEN -> "due";
            case BAD -> "bad";
        };
    }

    public static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    public static String mend(DifferenceKind kind) {
        return kind.mend().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String severity(DifferenceKind kind) {
        return kind.severity().name().toLowerCase(Locale.ROOT);
    }

    /// A provider by its own name; the bank by ours.
    public static String source(Page page, String source) {
        return source.equals(Reconciliation.BANK) ? page.t("reconciliation.bank") : Words.provider(page, source);
    }

    /// What one side calls the state of it, in words where there are some.
    public static String state(Page page, String state) {
        var key = "reconciliation.state." + state.replace('_', '-');
        return page.has(key) ? page.t(key) : Words.journal(page, state);
    }

    @GetMapping(PATH)
    ModelAndView show(
            Member member,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "open") String state) {
        return Pages.show(
                "operator/reconciliation",
                "view",
                view(member, source, !state.equals("over"), ""),
                "form",
                Form.blank());
    }

    private ReconciliationView view(Member member, String source, boolean open, String wrong) {
        var today = LocalDate.ofInstant(clock.instant(), member.zone());
        var strips = strips(reconciliation.days(today.minusDays(DAYS_SHOWN), today.minusDays(1)));
        var known = strips.stream().anyMatch(strip -> strip.source().equals(source)) ? source : "";
        var differences = reconciliation.differences(Optional.of(known).filter(one -> !one.isEmpty()), open, SHOWN_MAX);
        return new ReconciliationView(
                reconciliation.newest(),
                reconciliation.alarm(),
                strips,
                differences,
                people.of(differences.stream().flatMap(ReconciliationPage::decidedBy)),
                reconciliation.transferFees(),
                known,
                open,
                wrong,
                member.zone());
    }

    private static Stream<String> decidedBy(Difference difference) {
        return switch (difference) {
            case Difference.Open _ -> Stream.empty();
            case Difference.Mended it -> Stream.of(it.who());
            case Difference.Accepted it -> Stream.of(it.who());
        };
    }

    private static List<Strip> strips(List<Day> days) {
        var strips = new LinkedHashMap<String, List<Day>>();
        days.forEach(day ->
                strips.computeIfAbsent(day.source(), _ -> new ArrayList<>()).add(day));
        return strips.entrySet().stream()
                .map(strip -> new Strip(strip.getKey(), strip.getValue()))
                .toList();
    }

    @PostMapping(PATH + "/run")
    ModelAndView run(Member member) {
        reconciliation.askFor(member.id().toString());
        return Pages.seeOther(PATH, Flash.good("reconciliation.asked"));
    }

    @PostMapping(PATH + "/{id}/mend")
    ModelAndView mend(@PathVariable String id, Member member) {
        return switch (reconciliation.mend(id(id), member.id().toString())) {
            case MENDED -> Pages.seeOther(PATH, Flash.good("reconciliation.mended"));
            case STILL_OPEN -> Pages.seeOther(PATH, Flash.note("reconciliation.stillOpen"));
            case NOTHING_TO_DO -> Pages.seeOther(PATH, Flash.note("reconciliation.nothingToDo"));
        };
    }

    @PostMapping(PATH + "/{id}/accept")
    ModelAndView accept(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed, Member member) {
        var difference = id(id);
        if (reconciliation.find(difference).isEmpty()) throw Problem.notFound();
        var form = Form.of(typed);
        var note = form.text("note", NOTE_LONGEST);
        if (!form.isGood()) {
            var view = view(member, "", true, difference.toString());
            return Pages.again("operator/reconciliation", "view", view, "form", form);
        }
        return Pages.seeOther(
                PATH,
                reconciliation.accept(difference, note, member.id().toString())
                        ? Flash.good("reconciliation.accepted")
                        : Flash.note("reconciliation.nothingToDo"));
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> sheet(Member member, Language language) {
        var all = new ArrayList<>(reconciliation.differences(Optional.empty(), true, SHEET_MAX));
        all.addAll(reconciliation.differences(Optional.empty(), false, SHEET_MAX));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("differences.csv")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(DifferenceSheet.of(all, member.zone(), texts, language));
    }

    private static DifferenceId id(String shown) {
        return DifferenceId.parse(shown).orElseThrow(Problem::notFound);
    }
}
