package org.tsudoi.web.operator;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.NamelessMoney;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Files by which banks and agents tell what was paid.
@Controller
public class ReportsPage {
    /// What all of this is in.
    public static final Currency YEN = Currency.getInstance("JPY");

    private static final int SHOWN_MAX = 30;
    private static final int NOTE_MAX = 500;

    private final ReportInbox inbox;
    private final List<NamelessMoney> nameless;
    private final Orders orders;

    ReportsPage(ReportInbox inbox, List<NamelessMoney> nameless, Orders orders) {
        this.inbox = inbox;
        this.nameless = List.copyOf(nameless);
        this.orders = orders;
    }

    /// @param wrong what is wrong with the file that was just sent
    public record ReportsView(
            List<String> providers,
            List<ReportInbox.Received> received,
            List<ReportInbox.Wrong> wrong,
            List<Unmatched> unmatched,
            ZoneId zone) {}

    /// @param provider by which it came
    /// @param saidByAnother what another operator said, which this one may confirm; null: nobody else said anything
    /// @param saidByReader  whether this operator said what has to be confirmed
    public record Unmatched(
            String provider,
            NamelessMoney.Deposit deposit,
            List<Waiting> waiting,
            @Nullable Said saidByAnother,
            boolean saidByReader) {}

    /// @param payment for which it was; null: it has nothing to do with payments here
    public record Said(@Nullable Waiting payment, String note) {}

    /// @param buyer whose name is to be held against the payer's
    public record Waiting(PaymentId payment, String number, String buyer) {}

    private List<Unmatched> unmatched(Member reader) {
        return nameless.stream()
                .flatMap(money -> money.unmatched(SHOWN_MAX).stream()
                        .map(one -> unmatched(money.provider(), one, reader.id().toString())))
                .sorted(Comparator.comparing(one -> one.deposit().bookedOn()))
                .toList();
    }

    private Unmatched unmatched(String provider, NamelessMoney.Unmatched one, String reader) {
        var waiting = one.waiting().stream().map(this::waiting).toList();
        var said = one.said();
        boolean byReader = said != null && said.by().equals(reader);
        var saidByAnother = said == null || byReader ? null : said(said, waiting);
        return new Unmatched(provider, one.deposit(), waiting, saidByAnother, byReader);
    }

    private static Said said(NamelessMoney.Wish said, List<Waiting> waiting) {
        var payment = waiting.stream()
                .filter(one -> one.payment().equals(said.payment()))
                .findFirst()
                .orElse(null);
        return new Said(payment, said.note());
    }

    private Waiting waiting(NamelessMoney.Waiting one) {
        var buyer = OrderId.parse(one.orderReference())
                .flatMap(orders::find)
                .map(order -> order.terms().buyer().name().value())
                .orElse(one.orderReference());
        return new Waiting(one.payment(), one.number(), buyer);
    }

    @GetMapping("/operate/reports")
    ModelAndView show(Member member) {
        return Pages.show("operator/reports", "reports", view(member, List.of()), "form", Form.blank());
    }

    private ReportsView view(Member member, List<ReportInbox.Wrong> wrong) {
        return new ReportsView(inbox.providers(), inbox.received(SHOWN_MAX), wrong, unmatched(member), member.zone());
    }

    @PostMapping("/operate/reports")
    ModelAndView receive(
            Member member,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var form = Form.of(typed);
        var provider = form.value("provider");
        if (!inbox.providers().contains(provider)) form.wrong("provider", "form.choose");
        if (file == null || file.isEmpty()) form.wrong("file", "operate.reports.empty");
        if (!form.isGood() || file == null) return again(member, form, List.of());
        return switch (inbox.receive(provider, file.getBytes(), member.id().toString())) {
            case ReportInbox.Outcome.Taken it ->
                Pages.seeOther(
                        "/operate/reports",
                        it.odd() == 0
                                ? Flash.good("operate.reports.takenFine", it.lines(), it.known(), it.paid())
                                : Flash.note("operate.reports.taken", it.lines(), it.known(), it.paid(), it.odd()));
            case ReportInbox.Outcome.Refused(var wrong) ->
                again(member, form.wrong("file", "operate.reports.refused"), wrong);
        };
    }

    @PostMapping("/operate/reports/deposits/{provider}/{id}/match")
    ModelAndView match(
            @PathVariable String provider,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String payment,
            Member member) {
        return answered(
                PaymentId.parse(payment)
                        .map(it -> money(provider).match(id, it, member.id().toString()))
                        .orElse(NamelessMoney.Deciding.TOO_LATE),
                "operate.deposits.matched");
    }

    @PostMapping("/operate/reports/deposits/{provider}/{id}/aside")
    ModelAndView aside(
            @PathVariable String provider,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            Member member) {
        return answered(money(provider).setAside(id, cut(note), member.id().toString()), "operate.deposits.asideDone");
    }

    private NamelessMoney money(String provider) {
        return nameless.stream()
                .filter(one -> one.provider().equals(provider))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static ModelAndView answered(NamelessMoney.Deciding deciding, String done) {
        return Pages.seeOther(
                "/operate/reports",
                switch (deciding) {
                    case DONE -> Flash.good(done);
                    case TO_BE_CONFIRMED -> Flash.note("suspense.toConfirm");
                    case TOO_LATE -> Flash.note("operate.deposits.tooLate");
                });
    }

    private static String cut(String note) {
        return note.length() <= NOTE_MAX ? note : note.substring(0, NOTE_MAX);
    }

    private ModelAndView again(Member member, Form form, List<ReportInbox.Wrong> wrong) {
        return Pages.again("operator/reports", "reports", view(member, wrong), "form", form);
    }
}
