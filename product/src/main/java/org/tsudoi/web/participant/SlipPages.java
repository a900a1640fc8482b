package org.tsudoi.web.participant;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SlipDesk;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// For whoever has lost a payment slip, and has the order's link.
@Controller
class SlipPages {
    private static final String BUYER = "buyer";

    private final OrderViews views;
    private final Payments payments;
    private final SlipDesk slips;

    SlipPages(OrderViews views, Payments payments, SlipDesk slips) {
        this.views = views;
        this.payments = payments;
        this.slips = slips;
    }

    @PostMapping("/orders/{link}/slip")
    ModelAndView reissue(@PathVariable String link) {
        var order = views.toPay(link);
        var payment = payments.newestFor(order.id().toString()).orElseThrow(Problem::notFound);
        return Pages.seeOther(
                "/orders/" + link,
                slips.reissue(payment.id(), BUYER) ? Flash.good("reissue.done") : Flash.bad("reissue.not"));
    }
}
