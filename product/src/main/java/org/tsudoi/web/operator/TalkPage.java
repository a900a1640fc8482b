package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;
import org.tsudoi.web.chart.Stacked;

/// The talk with payment providers: what we asked, what they told us, and who only pretended to be them.
@Controller
public class TalkPage {
    private static final int SHOWN_MAX = 30;

    private final PaymentDesk desk;

    TalkPage(PaymentDesk desk) {
        this.desk = desk;
    }

    public record Talk(
            List<PaymentDesk.Call> calls,
            List<PaymentDesk.Delivery> deliveries,
            List<PaymentDesk.RefusedDeliveries> refused,
            ZoneId zone) {
        /// The calls that are shown, by what came back.
        public Stacked answers(Page page) {
            long good = count(200, 399);
            long refused = count(400, 499);
            long silent = calls.size() - good - refused;
            var row = new Stacked.Row(
                    page.t("operate.calls"),
                    List.of(good, refused, silent),
                    List.of(page.number(good), page.number(refused), page.number(silent)));
            return new Stacked(
                    page.t("operate.answers"),
                    page.t("operate.answers.label"),
                    List.of(
                            page.t("operate.answers.good"),
                            page.t("operate.answers.refused"),
                            page.t("operate.answers.silent")),
                    List.of(row));
        }

        private long count(int from, int to) {
            return calls.stream()
                    .filter(call -> call.status() != null && call.status() >= from && call.status() <= to)
                    .count();
        }
    }

    @GetMapping("/operate/talk")
    ModelAndView talk(Member member) {
        var talk = new Talk(
                desk.calls(SHOWN_MAX), desk.deliveries(SHOWN_MAX), desk.refusedDeliveries(SHOWN_MAX), member.zone());
        return Pages.show("operator/talk", "talk", talk);
    }
}
