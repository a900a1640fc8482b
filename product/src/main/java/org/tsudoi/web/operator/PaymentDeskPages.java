package org.tsudoi.web.operator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Payments that nobody knows the end of, refunds that failed, and what does not fit.
@Controller
public class PaymentDeskPages {
    private static final int SHOWN_MAX = 100;
    private static final int NOTE_LONGEST = 500;

    private final PaymentDesk desk;
    private final Payments payments;
    private final Names.Book people;

    PaymentDeskPages(PaymentDesk desk, Payments payments, Names.Book people) {
        this.desk = desk;
        this.payments = payments;
        this.people = people;
    }

    /// @param nextTry null when nothing asks by itself any more
    public record Waiting(Payment.Unknown payment, @Nullable Instant nextTry) {}

    public record DeskView(
            List<Waiting> unknown,
            List<Refund.Failed> failed,
            List<Dispute> disputes,
            List<Refund> underWay,
            List<PaymentDesk.Oddity> oddities,
            ZoneId zone) {}

    public record PaymentView(
            Payment payment,
            Optional<PaidCard> card,
            List<PaymentDesk.Change> history,
            Names names,
            List<Refund> refunds,
            List<Dispute> disputes,
            @Nullable Instant nextTry,
            ZoneId zone) {}

    /// @param asked `again`, `account` or `settled` when that is to be confirmed on the page itself, else empty
    public record RefundView(Refund refund, List<PaymentDesk.Change> history, Names names, String asked, ZoneId zone) {
        public boolean isFailed() {
            return refund instanceof Refund.Failed;
        }

        /// Whether our bank could pay it, and the buyer was not asked yet for an account.
        public boolean canAskForAccount() {
            return refund instanceof Refund.Failed failed
                    && !failed.waitsForAccount()
                    && Payouts.CURRENCIES.contains(failed.terms().amount().currency());
        }
    }

    /// The last part of the text key of a state, also of one written in a history.
    public static String word(Object state) {
        return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    public static String word(Dispute.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    public static String word(String state) {
        return state.replace("_", "");
    }

    public static String tone(String word) {
        return switch (word) {
            case "captured", "succeeded", "settledoutside", "transferred", "won" -> "good";
            case "failed", "lost" -> "bad";
            case "unknown", "processing", "submitted", "requested", "transferring", "inquiry", "open" -> "due";
            case String _ -> "";
        };
    }

    @GetMapping("/operate/payments")
    ModelAndView payments(Member member) {
        var unknown = desk.unknownPayments(SHOWN_MAX);
        var tries = desk.nextTries(unknown.stream().map(Payment.Unknown::id).toList());
        var view = new DeskView(
                unknown.stream()
                        .map(payment -> new Waiting(payment, tries.get(payment.id())))
                        .toList(),
                desk.failedRefunds(SHOWN_MAX),
                desk.openDisputes(SHOWN_MAX),
                desk.refundsUnderWay(SHOWN_MAX),
                desk.oddities(SHOWN_MAX),
                member.zone());
        return Pages.show("operator/payments", "desk", view);
    }

    @GetMapping("/operate/payments/{id}")
    ModelAndView payment(@PathVariable String id, Member member) {
        var payment = payments.get(paymentId(id));
        var history = desk.history(payment.id());
        var view = new PaymentView(
                payment,
                payments.card(payment.id()),
                history,
                namesIn(history),
                refundsOf(payment),
                desk.disputes(payment.id()),
                desk.nextTries(List.of(payment.id())).get(payment.id()),
                member.zone());
        return Pages.show("operator/payment", "view", view);
    }

    private Names namesIn(List<PaymentDesk.Change> history) {
        return people.of(history.stream().map(PaymentDesk.Change::who));
    }

    private List<Refund> refundsOf(Payment payment) {
        var refunds = new ArrayList<>(payments.refundsFor(payment.terms().orderReference()));
        refunds.removeIf(refund -> !refund.terms().payment().equals(payment.id()));
        return refunds;
    }

    @PostMapping("/operate/payments/{id}/ask")
    ModelAndView ask(@PathVariable String id) {
        var payment = payments.ask(paymentId(id));
        var path = "/operate/payments/" + payment.id();
        return payment instanceof Payment.Unknown
                ? Pages.seeOther(path, Flash.note("operate.asked.stillUnknown"))
                : Pages.seeOther(path, Flash.good("operate.asked.known"));
    }

    @GetMapping("/operate/refunds/{id}")
    ModelAndView refund(@PathVariable String id, Member member) {
        return Pages.show("operator/refund", "view", view(id, "", member), "form", Form.blank());
    }

    @GetMapping("/operate/refunds/{id}/again")
    ModelAndView confirmAgain(@PathVariable String id, Member member) {
        return Pages.show("operator/refund", "view", view(id, "again", member), "form", Form.blank());
    }

    @PostMapping("/operate/refunds/{id}/again")
    ModelAndView again(@PathVariable String id, Member member) {
        payments.refundAgain(refundId(id), member.id().toString());
        return Pages.seeOther("/operate/refunds/" + id, Flash.good("operate.again.done"));
    }

    @GetMapping("/operate/refunds/{id}/account")
    ModelAndView confirmAccount(@PathVariable String id, Member member) {
        return Pages.show("operator/refund", "view", view(id, "account", member), "form", Form.blank());
    }

    @PostMapping("/operate/refunds/{id}/account")
    ModelAndView account(@PathVariable String id, Member member) {
        if (!view(id, "account", member).canAskForAccount()) throw Problem.of(ProblemCode.CHANGED_MEANWHILE);
        payments.refundAskForAccount(refundId(id), member.id().toString());
        return Pages.seeOther("/operate/refunds/" + id, Flash.good("backto.done"));
    }

    @GetMapping("/operate/refunds/{id}/settled")
    ModelAndView confirmSettled(@PathVariable String id, Member member) {
        return Pages.show("operator/refund", "view", view(id, "settled", member), "form", Form.blank());
    }

    @PostMapping("/operate/refunds/{id}/settled")
    ModelAndView settled(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed, Member member) {
        var form = Form.of(typed);
        var note = form.text("note", NOTE_LONGEST);
        if (!form.isGood()) return Pages.again("operator/refund", "view", view(id, "settled", member), "form", form);
        payments.refundSettledOutside(refundId(id), note, member.id().toString());
        return Pages.seeOther("/operate/refunds/" + id, Flash.good("operate.settled.done"));
    }

    @PostMapping("/operate/oddities/{id}")
    ModelAndView settleOddity(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed, Member member) {
        var form = Form.of(typed);
        var note = form.text("note", NOTE_LONGEST);
        if (!form.isGood()) return Pages.seeOther("/operate/payments", Flash.bad("operate.oddity.noteMissing"));
        return desk.settle(id, note, member.id().toString())
                ? Pages.seeOther("/operate/payments", Flash.good("operate.oddity.done"))
                : Pages.seeOther("/operate/payments", Flash.note("operate.oddity.before"));
    }

    private RefundView view(String id, String asked, Member member) {
        var refund = payments.refund(refundId(id));
        var history = desk.history(refund.id());
        return new RefundView(
                refund, history, namesIn(history), refund instanceof Refund.Failed ? asked : "", member.zone());
    }

    private static PaymentId paymentId(String shown) {
        return PaymentId.parse(shown).orElseThrow(Problem::notFound);
    }

    private static RefundId refundId(String shown) {
        return RefundId.parse(shown).orElseThrow(Problem::notFound);
    }
}
