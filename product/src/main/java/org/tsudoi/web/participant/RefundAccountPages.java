package org.tsudoi.web.participant;

import java.util.Currency;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.BuyerRefunds.Stage;
import org.tsudoi.payouts.BuyerRefunds.Waiting;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.organiser.PayeeForm;

/// Where a buyer tells the account that money goes back to, as it cannot go back the way it came.
@Controller
public class RefundAccountPages {
    private final OrderViews views;
    private final BuyerRefunds refunds;

    RefundAccountPages(OrderViews views, BuyerRefunds refunds) {
        this.views = views;
        this.refunds = refunds;
    }

    public record RefundAccountView(OrderView order, List<Waiting> refunds) {
        public RefundAccountView {
            refunds = List.copyOf(refunds);
        }

        public Currency currency() {
            return order.terms().unitPrice().currency();
        }

        public boolean isYen() {
            return currency().getCurrencyCode().equals("JPY");
        }

        public List<Waiting> waiting() {
            return refunds.stream()
                    .filter(one -> one.stage() != Stage.ON_ITS_WAY)
                    .toList();
        }

        /// What goes to the account that is told here.
        public Money total() {
            return waiting().stream().map(Waiting::amount).reduce(Money.zero(currency()), Money::plus);
        }

        public List<PayeeAccount> told() {
            return waiting().stream()
                    .flatMap(one -> one.account().stream())
                    .distinct()
                    .toList();
        }
    }

    private RefundAccountView view(String link) {
        var order = views.view(link);
        return new RefundAccountView(order, refunds.of(order.order().id().toString()));
    }

    @GetMapping("/orders/{link}/refund-account")
    ModelAndView show(@PathVariable String link) {
        var view = view(link);
        return view.waiting().isEmpty()
                ? Pages.seeOther("/orders/" + link)
                : Pages.show("participant/refund-account", "view", view, "form", Form.blank());
    }

    @PostMapping("/orders/{link}/refund-account")
    ModelAndView tell(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        var view = view(link);
        var form = Form.of(typed).with("currency", view.currency().getCurrencyCode());
        var account = PayeeForm.read(form);
        if (account.isEmpty() && !view.waiting().isEmpty()) {
            return Pages.again("participant/refund-account", "view", view, "form", form);
        }
        boolean told =
                account.isPresent() && refunds.tell(view.order().order().id().toString(), account.get());
        return Pages.seeOther(
                "/orders/" + link, told ? Flash.good("refundto.flash.kept") : Flash.note("refundto.flash.late"));
    }
}
