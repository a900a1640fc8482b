package org.tsudoi.web.participant;

import org.springframework.stereotype.Component;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Keeps what stood above a button that orders with payment (特商法12条の6).
@Component
class ReadFirst {
    private final OrderViews views;
    private final Confirmations confirmations;
    private final Texts texts;

    ReadFirst(OrderViews views, Confirmations confirmations, Texts texts) {
        this.views = views;
        this.confirmations = confirmations;
        this.texts = texts;
    }

    /// Answers false when that has changed since the page was loaded: then it is to be read once more. A page that did
    /// not say what it showed is taken as showing what is shown now.
    boolean kept(String link, Order order, String shown, Language language) {
        boolean payable = order instanceof Order.Held || order instanceof Order.Paying;
        if (!payable || order.terms().total().isZero()) return true;
        var screen = FinalScreen.of(texts, language, views.view(link, order));
        if (!shown.isEmpty() && !shown.equals(screen.hash())) return false;
        confirmations.keep(order.id(), screen.text(), screen.locale(), !shown.isEmpty());
        return true;
    }
}
