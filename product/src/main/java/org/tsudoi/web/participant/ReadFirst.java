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

    /// What is read before money is paid.
    sealed interface Reading {
        /// As it stands now, and stood on the page.
        record Same(Confirmations.Read read) implements Reading {}

        /// It has changed since the page was loaded: it is to be read once more.
        record Changed() implements Reading {}

        /// Nothing is to be paid.
        record Nothing() implements Reading {}
    }

    /// A page that did not say what it showed is taken as showing what is shown now.
    Reading reading(String link, Order order, String shown, Language language) {
        boolean payable = order instanceof Order.Held || order instanceof Order.Paying;
        if (!payable || order.terms().total().isZero()) return new Reading.Nothing();
        var screen = FinalScreen.of(texts, language, views.view(link, order));
        if (!shown.isEmpty() && !shown.equals(screen.hash())) return new Reading.Changed();
        return new Reading.Same(
                new Confirmations.Read(order.reductions(), screen.text(), screen.locale(), !shown.isEmpty()));
    }

    /// Keeps it before the holder of a card is asked to confirm. Answers false when it is to be read once more.
    boolean kept(String link, Order order, String shown, Language language) {
        return switch (reading(link, order, shown, language)) {
            case Reading.Same(var read) -> {
                confirmations.keep(order.id(), read.text(), read.language(), read.named());
                yield true;
            }
            case Reading.Changed _ -> false;
            case Reading.Nothing _ -> true;
        };
    }
}
