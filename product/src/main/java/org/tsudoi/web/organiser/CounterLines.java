package org.tsudoi.web.organiser;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.members.Organiser;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CashDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.web.Paging;

/// What the counter's page shows. Of orders that are not on it only their ids are read.
@Component
public class CounterLines {
    static final int SIZE = 50;

    /// Names are sealed, so whoever seeks one reads those that wait, the most urgent first.
    private static final int NAMES_READ_MAX = 1_000;

    private static final int FOUND_MAX = 50;

    private final Orders orders;
    private final CashDesk cash;

    CounterLines(Orders orders, CashDesk cash) {
        this.orders = orders;
        this.cash = cash;
    }

    /// @param late whether its time is over, so that it gets a place only when one is free
    public record Waiting(PaymentId payment, String number, String name, Money amount, Instant until, boolean late) {}

    public record Back(RefundId refund, String number, String name, Money amount) {}

    /// How many wait.
    long waiting(EventId event) {
        return cash.waiting(references(event));
    }

    List<Waiting> waiting(EventId event, Paging paging) {
        return read(cash.waiting(references(event), paging.offset(), paging.size()))
                .map(Read::line)
                .toList();
    }

    private List<String> references(EventId event) {
        return orders.payingOf(event).stream().map(OrderId::toString).toList();
    }

    private record Read(Order order, CashDesk.Due due) {
        Waiting line() {
            return new Waiting(
                    due.payment(),
                    number(order),
                    name(order),
                    due.amount(),
                    due.until(),
                    order instanceof Order.Lapsed);
        }

        boolean isOf(String name) {
            return Stream.concat(Stream.of(order.terms().buyer().name()), order.terms().attendees().stream())
                    .anyMatch(one -> plain(one.value()).contains(name));
        }
    }

    private Stream<Read> read(List<CashDesk.Due> due) {
        var byReference = byReference(due.stream().map(CashDesk.Due::orderReference));
        return due.stream()
                .filter(one -> byReference.containsKey(one.orderReference()))
                .map(one -> new Read(Objects.requireNonNull(byReference.get(one.orderReference())), one));
    }

    private Map<String, Order> byReference(Stream<String> references) {
        var ids = references.flatMap(it -> OrderId.parse(it).stream()).toList();
        return orders.all(ids).stream()
                .collect(Collectors.toMap(order -> order.id().toString(), Function.identity()));
    }

    /// By the number of an order, also of one that has lapsed, or by a part of a name.
    List<Waiting> sought(EventId event, String sought) {
        var byNumber = order(event, "ord_" + sought.strip().replace(" ", "").toLowerCase(Locale.ROOT));
        if (byNumber.isPresent()) {
            var order = byNumber.get();
            boolean open = order instanceof Order.Paying || isLate(order);
            return cash.newestOf(order.id().toString())
                    .filter(due -> open && !due.received() && (!due.closed() || order instanceof Order.Lapsed))
                    .map(due -> List.of(new Read(order, due).line()))
                    .orElse(List.of());
        }
        var name = plain(sought);
        if (name.isEmpty()) return List.of();
        return read(cash.waiting(references(event), 0, NAMES_READ_MAX))
                .filter(one -> one.isOf(name))
                .limit(FOUND_MAX)
                .map(Read::line)
                .toList();
    }

    /// Not one that its buyer let go, and none that takes points: those are for the buyer to spend.
    private static boolean isLate(Order order) {
        return order instanceof Order.Lapsed lapsed
                && lapsed.why() == Order.LapseReason.EXPIRED
                && lapsed.reductions().pointUse() == null;
    }

    /// As people type it, whatever the width of the letters and the blanks within.
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }

    Optional<Order> order(CashDesk.Due due) {
        return OrderId.parse(due.orderReference()).flatMap(orders::find);
    }

    /// Empty for an order of another event.
    Optional<Order> order(EventId event, String reference) {
        return OrderId.parse(reference)
                .flatMap(orders::find)
                .filter(order -> order.terms().event().equals(event));
    }

    /// However old, the oldest first.
    List<Back> back(Organiser organiser, EventId event) {
        var payee = AccountCode.of(
                "organiser",
                organiser.id().toString(),
                "payable",
                organiser.currency().getCurrencyCode());
        var open = cash.toGiveBack(payee);
        var byReference = byReference(open.stream().map(CashDesk.ToGiveBack::orderReference));
        return open.stream()
                .flatMap(one -> Optional.ofNullable(byReference.get(one.orderReference()))
                        .filter(order -> order.terms().event().equals(event))
                        .map(order -> new Back(one.refund(), number(order), name(order), one.amount()))
                        .stream())
                .toList();
    }

    private static String number(Order order) {
        return order.id().toString().substring(4).toUpperCase(Locale.ROOT);
    }

    private static String name(Order order) {
        return order.terms().buyer().name().value();
    }
}
