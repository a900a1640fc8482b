package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Pages;

/// The evidence of what a buyer read before ordering with payment.
@Controller
public class ConfirmationPages {
    private final Orders orders;
    private final Confirmations confirmations;

    ConfirmationPages(Orders orders, Confirmations confirmations) {
        this.orders = orders;
        this.confirmations = confirmations;
    }

    public record Evidence(OrderId order, List<Confirmations.Confirmed> confirmed, ZoneId zone) {}

    @GetMapping("/operate/orders/{order}/confirmations")
    ModelAndView confirmations(@PathVariable String order, Member member) {
        var id = OrderId.parse(order)
                .flatMap(orders::find)
                .orElseThrow(Problem::notFound)
                .id();
        return Pages.show("operator/confirmations", "evidence", new Evidence(id, confirmations.of(id), member.zone()));
    }
}
