package town.paypal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import town.state.TownClock;

/// The life of an order: made, approved by the payer, captured by the shop.
@Component
class PayPalOrders {
    private static final String NEXT = "next";

    private final PayPalBooks books;
    private final PayPalIds ids;
    private final Clock clock;
    private final PayPalSettings settings;
    private final PayPalShapes shapes;
    private final PayPalNews news;
    private final PayPalVault vault;

    PayPalOrders(
            PayPalBooks books,
            PayPalIds ids,
            TownClock clock,
            PayPalSettings settings,
            PayPalShapes shapes,
            PayPalNews news,
            PayPalVault vault) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.shapes = shapes;
        this.news = news;
        this.vault = vault;
    }

    Order create(JsonNode body, @Nullable String requestId) {
        var wanted = OrderWish.read(body, requestId);
        mustBeUnpaid(wanted);
        var now = clock.instant();
        var order = new Order(
                ids.transaction(),
                now,
                now,
                now.plus(settings.orderLife()),
                wanted,
                wanted.unapproved(),
                null,
                null,
                false,
                null);
        if (wanted.vaultId() != null) {
            return charge(order, wanted.vaultId());
        }
        books.orders.put(order.id(), order);
        return order;
    }

    /// Made and captured by one call, or not made at all.
    private Order charge(Order order, String vaultId) {
        var token = books.tokens
                .find(vaultId)
                .filter(it -> !it.gone())
                .orElseThrow(() -> PayPalError.refused(
                        "TOKEN_ID_NOT_FOUND",
                        "Specified token was not found. Verify the token and try the request again.",
                        "/payment_source/paypal/vault_id",
                        vaultId));
        var funding = books.next.removeOldest().orElse(token.funding());
        if (funding == Funding.DECLINED_CARD) {
            throw PayPalError.refused(
                    "PAYER_CANNOT_PAY",
                    "Combination of payer and payee settings mean that this buyer cannot pay this seller.");
        }
        return captured(order.charged(token.payer(), funding), funding);
    }

    /// The order as it is now.
    ///
    /// @throws PayPalError when there is none, or its time is over
    Order current(String id) {
        var order = books.order(id);
        if (order.isOver(clock.instant())) {
            throw PayPalError.notFound();
        }
        return order;
    }

    /// How the payer's word was taken.
    sealed interface Answer {
        record Approved(Order order) implements Answer {}

        /// Approved before, or paid.
        record NotOpen(Order order) implements Answer {}
    }

    Answer approve(String id, String givenName, String surname, String email, Funding chosen) {
        return books.locked(() -> {
            var order = current(id);
            if (!order.isOpen()) {
                return new Answer.NotOpen(order);
            }
            var now = clock.instant();
            var funding = books.next.removeOldest().orElse(chosen);
            var payer = new Payer(ids.account(), givenName, surname, email);
            var approved = order.approved(payer, funding, now, now.plus(settings.orderLife()));
            books.orders.put(id, approved);
            news.happened(
                    "CHECKOUT.ORDER.APPROVED",
                    "checkout-order",
                    "An order has been approved by buyer",
                    shapes.order(approved));
            return new Answer.Approved(approved);
        });
    }

    void nextIs(Funding funding) {
        books.next.put(NEXT, funding);
    }

    Order capture(String id) {
        var order = current(id);
        switch (order.status()) {
            case CREATED, PAYER_ACTION_REQUIRED ->
                throw PayPalError.refused("ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.");
            case COMPLETED ->
                throw PayPalError.refused(
                        "ORDER_ALREADY_CAPTURED",
                        "Order already captured. If 'intent=CAPTURE' only one capture per order is allowed.");
            case APPROVED -> {}
        }
        var funding = order.funding() == null ? Funding.BALANCE : order.funding();
        if (funding == Funding.DECLINED_CARD) {
            books.orders.put(id, order.declined(clock.instant()));
            throw PayPalError.declined(shapes.pageOf(order));
        }
        mustBeUnpaid(order.wanted());
        return captured(order, funding);
    }

    private Order captured(Order order, Funding funding) {
        var now = clock.instant();
        var capture = new Capture(
                ids.transaction(),
                order.id(),
                now,
                now,
                order.wanted().amount(),
                order.wanted().invoiceId(),
                order.wanted().customId(),
                funding,
                funding == Funding.REVIEW ? Capture.State.PENDING : Capture.State.COMPLETED,
                List.of(),
                null,
                false);
        books.captures.put(capture.id(), capture);
        if (capture.invoiceId() != null) {
            books.invoices.put(capture.invoiceId(), capture.id());
        }
        var completed = order.completed(capture.id(), now);
        books.orders.put(order.id(), completed);
        tell(capture);
        vault.paid(completed);
        return completed;
    }

    /// A pending one is decided; others stay as they are.
    void decide(String captureId, boolean paid) {
        books.locked(() -> {
            var capture = books.capture(captureId);
            if (capture.state() == Capture.State.PENDING) {
                var decided = capture.decided(paid ? Capture.State.COMPLETED : Capture.State.DECLINED, clock.instant());
                books.captures.put(captureId, decided);
                tell(decided);
            }
            return capture;
        });
    }

    private void mustBeUnpaid(Order.Wanted wanted) {
        if (wanted.invoiceId() != null
                && books.invoices.find(wanted.invoiceId()).isPresent()) {
            throw PayPalError.refused(
                    "DUPLICATE_INVOICE_ID",
                    "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting"
                            + " requires that Invoice Id be unique for each transaction.",
                    "/purchase_units/@reference_id=='default'/invoice_id",
                    wanted.invoiceId());
        }
    }

    private void tell(Capture capture) {
        var amount = capture.amount().shown() + " " + capture.amount().currency();
        switch (capture.state()) {
            case COMPLETED ->
                news.happened(
                        "PAYMENT.CAPTURE.COMPLETED",
                        "capture",
                        "Payment completed for " + amount,
                        shapes.capture(capture));
            case PENDING ->
                news.happened(
                        "PAYMENT.CAPTURE.PENDING", "capture", "Payment pending for " + amount, shapes.capture(capture));
            case DECLINED ->
                news.happened(
                        "PAYMENT.CAPTURE.DENIED", "capture", "Payment denied for " + amount, shapes.capture(capture));
        }
    }
}
