package org.tsudoi.web.participant;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Orders;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// The button of an order that a voucher and points pay wholly.
@Controller
public class ConcludePages {
    private final Orders orders;
    private final OrderViews views;
    private final Texts texts;

    ConcludePages(Orders orders, OrderViews views, Texts texts) {
        this.orders = orders;
        this.views = views;
        this.texts = texts;
    }

    /// @param shown the name of what stood above the button; what has changed since is to be read once more
    @PostMapping("/orders/{link}/conclude")
    ModelAndView conclude(@PathVariable String link, @RequestParam(defaultValue = "") String shown, Language language) {
        var view = views.view(link, views.toPay(link));
        var page = "/orders/" + link;
        if (!view.isPaidInParts()) return Pages.seeOther(page);
        var screen = FinalScreen.of(texts, language, view);
        if (!shown.equals(screen.hash())) return Pages.seeOther(page, Flash.note("confirm.changed"));
        var order = view.order();
        var read = new Confirmations.Read(order.reductions(), screen.text(), screen.locale(), true);
        return orders.conclude(order.id(), read).isPresent()
                ? Pages.seeOther(page)
                : Pages.seeOther(page, Flash.note("confirm.changed"));
    }
}
