package org.tsudoi.web.operator;

import java.io.IOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// One run: who gets what, deciding about it, its file, and what became of it.
@Controller
public class OneRunPages {
    private static final String PATH = RunsPage.PATH + "/{run}";

    private final Payouts payouts;
    private final Organisers organisers;
    private final Members members;
    private final Payments payments;
    private final Clock clock;

    OneRunPages(Payouts payouts, Organisers organisers, Members members, Payments payments, Clock clock) {
        this.payouts = payouts;
        this.organisers = organisers;
        this.members = members;
        this.payments = payments;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView show(Member member, @PathVariable String run) {
        return page(get(run), member, Form.blank());
    }

    private PayoutRun get(String shown) {
        return PayoutRunId.parse(shown).flatMap(payouts::run).orElseThrow(Problem::notFound);
    }

    private ModelAndView page(PayoutRun run, Member member, Form form) {
        var all = payouts.of(run.id());
        var history = payouts.history(run.id());
        var reader = new PayoutRun.Decider(member.id(), payouts.isPaidBy(run.id(), member.id()));
        var view = new RunView(
                run,
                all,
                payouts.accountsOf(run.id()),
                orders(all),
                history,
                organisers.findAll(all.stream()
                        .map(Payout::terms)
                        .map(Payout.Terms::payee)
                        .filter(Payee.OfOrganiser.class::isInstance)
                        .map(payee -> ((Payee.OfOrganiser) payee).organiser())
                        .toList()),
                members.findAll(history.stream()
                        .flatMap(one -> MemberId.parse(one.who()).stream())
                        .collect(Collectors.toSet())),
                run instanceof PayoutRun.Prepared prepared && prepared.mayBeApprovedBy(reader),
                reader.isPaid(),
                payouts.canMakeFiles(run.terms().currency()),
                payouts.toFormerAccounts(run.id()),
                payouts.toConfirm(run.id()),
                member.id(),
                payouts.isTaken(run.id()),
                member.zone());
        if (form.value("on").isEmpty()) form.with("on", nextWeekday(member.zone()));
        return form.isGood()
                ? Pages.show("operator/payout-run", "view", view, "form", form)
                : Pages.again("operator/payout-run", "view", view, "form", form);
    }

    private Map<RefundId, String> orders(List<Payout> all) {
        var orders = new HashMap<RefundId, String>();
        for (var payout : all) {
            if (!(payout.terms().payee() instanceof Payee.OfBuyer buyer)) continue;
            orders.put(buyer.refund(), payments.refund(buyer.refund()).terms().orderReference());
        }
        return orders;
    }

    private LocalDate nextWeekday(ZoneId zone) {
        var day = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }

    @PostMapping(PATH + "/approve")
    ModelAndView approve(Member member, @PathVariable String run) {
        var id = get(run).id();
        return decided(id, payouts.approve(id, member.id()), "payouts.flash.approved");
    }

    @PostMapping(PATH + "/discard")
    ModelAndView discard(Member member, @PathVariable String run) {
        var id = get(run).id();
        return decided(id, payouts.discard(id, member.id()), "payouts.flash.discarded");
    }

    private static ModelAndView decided(PayoutRunId id, Payouts.Deciding decided, String good) {
        return back(
                id,
                switch (decided) {
                    case Payouts.Deciding.Done _ -> Flash.good(good);
                    case Payouts.Deciding.SamePerson _ -> Flash.bad("payouts.samePerson");
                    case Payouts.Deciding.PaidByIt _ -> Flash.bad("payouts.paidByIt");
                    case Payouts.Deciding.AccountChanged _ -> Flash.bad("payouts.accountChanged");
                    case Payouts.Deciding.DecidedBefore _ -> Flash.note("payouts.flash.late");
                });
    }

    private static ModelAndView back(PayoutRunId id, Flash flash) {
        return Pages.seeOther(RunsPage.PATH + "/" + id, flash);
    }

    /// Makes the file. From then on it is downloaded as often as somebody likes, and the run cannot be discarded.
    @PostMapping(PATH + "/file")
    ModelAndView makeFile(Member member, @PathVariable String run, @RequestParam MultiValueMap<String, String> typed) {
        var found = get(run);
        var form = Form.of(typed);
        var on = form.date("on");
        if (on.isEmpty()) return page(found, member, form);
        return switch (payouts.takeFile(found.id(), member.id(), on.get())) {
            case Payouts.TakingFile.Taken _ -> back(found.id(), Flash.good("payouts.flash.fileMade"));
            case Payouts.TakingFile.NotApproved _ -> back(found.id(), Flash.note("payouts.flash.late"));
            case Payouts.TakingFile.Forgotten _ -> back(found.id(), Flash.note("payouts.flash.late"));
            case Payouts.TakingFile.NoOwnAccount _ -> back(found.id(), Flash.bad("payouts.noOwnAccount"));
            case Payouts.TakingFile.AccountChanged _ -> back(found.id(), Flash.bad("payouts.accountChanged"));
            case Payouts.TakingFile.NotThatDay _ -> page(found, member, form.wrong("on", "payouts.error.day"));
            case Payouts.TakingFile.Unwritable(var faults) ->
                page(
                        found,
                        member,
                        form.wrong(
                                "on",
                                "payouts.error.unwritable",
                                faults.getFirst().field()));
        };
    }

    @GetMapping(PATH + "/file")
    ResponseEntity<byte[]> file(Member member, @PathVariable String run) {
        var found = get(run);
        return switch (found) {
            case PayoutRun.HandedIn it -> download(it.id(), member, it.handIn());
            case PayoutRun.Settled it -> download(it.id(), member, it.handIn());
            case PayoutRun.Prepared _, PayoutRun.Approved _, PayoutRun.Discarded _ -> throw Problem.notFound();
        };
    }

    private ResponseEntity<byte[]> download(PayoutRunId id, Member member, PayoutRun.HandIn handIn) {
        if (!(payouts.takeFile(id, member.id(), handIn.on()) instanceof Payouts.TakingFile.Taken file)) {
            throw Problem.notFound();
        }
        payouts.noteTaken(id, member.id());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(file.bytes());
    }

    @PostMapping(PATH + "/payouts/{payout}/paid")
    ModelAndView paid(Member member, @PathVariable String run, @PathVariable String payout) {
        var of = ofRun(get(run), payout);
        return noted(of, payouts.notePaid(of.id(), member.id()));
    }

    @PostMapping(PATH + "/payouts/{payout}/returned")
    ModelAndView returned(
            Member member,
            @PathVariable String run,
            @PathVariable String payout,
            @RequestParam(defaultValue = "") String reason) {
        var of = ofRun(get(run), payout);
        var told = reason(reason);
        if (told.isEmpty()) return back(of.terms().run(), Flash.bad("payouts.error.reason"));
        return noted(of, payouts.noteReturned(of.id(), told.get(), member.id()));
    }

    private static Optional<Payout.ReturnReason> reason(String word) {
        return List.of(Payout.ReturnReason.values()).stream()
                .filter(one -> one.word().equals(word))
                .findFirst();
    }

    @PostMapping(PATH + "/payouts/{payout}/confirm")
    ModelAndView confirm(
            Member member,
            @PathVariable String run,
            @PathVariable String payout,
            @RequestParam(defaultValue = "") String reason) {
        var of = ofRun(get(run), payout);
        var told = reason(reason);
        if (told.isEmpty()) return back(of.terms().run(), Flash.bad("payouts.error.reason"));
        return noted(of, payouts.confirmReturned(of.id(), told.get(), member.id()));
    }

    private Payout ofRun(PayoutRun run, String shown) {
        return PayoutId.parse(shown)
                .flatMap(payouts::payout)
                .filter(one -> one.terms().run().equals(run.id()))
                .orElseThrow(Problem::notFound);
    }

    private static ModelAndView noted(Payout payout, Payouts.Noting noted) {
        return back(
                payout.terms().run(),
                switch (noted) {
                    case Payouts.Noting.Done _ -> Flash.good("payouts.flash.noted");
                    case Payouts.Noting.ToConfirm _ -> Flash.good("payouts.flash.toConfirm");
                    case Payouts.Noting.SamePerson _ -> Flash.bad("payouts.saidByYou");
                    case Payouts.Noting.PaidByIt _ -> Flash.bad("payouts.notByYou");
                    case Payouts.Noting.NotNow _ -> Flash.note("payouts.flash.late");
                });
    }

    @PostMapping(PATH + "/report")
    ModelAndView report(
            Member member,
            @PathVariable String run,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var found = get(run);
        var form = Form.of(typed);
        if (file == null || file.isEmpty()) return page(found, member, form.wrong("file", "operate.reports.empty"));
        return switch (payouts.readReport(found.id(), file.getBytes())) {
            case Payouts.ReadingReport.Read(int paid, int returned, int open, int contradicted) ->
                back(
                        found.id(),
                        contradicted == 0
                                ? Flash.good("payouts.flash.report", paid, returned, open)
                                : Flash.bad("payouts.flash.reportDiffers", paid, returned, open, contradicted));
            case Payouts.ReadingReport.Unreadable _ ->
                page(found, member, form.wrong("file", "operate.reports.refused"));
            case Payouts.ReadingReport.OfAnotherRun _ ->
                page(found, member, form.wrong("file", "payouts.error.otherRun"));
        };
    }
}
