package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// doc.komoju.com/reference, Payments
@RestController
@RequestMapping("/komoju/api/v1/payments")
class KomojuPaymentsApi {
    private final KomojuGate gate;
    private final KomojuBooks books;
    private final KomojuObjects objects;
    private final KomojuPayments payments;

    KomojuPaymentsApi(KomojuGate gate, KomojuBooks books, KomojuObjects objects, KomojuPayments payments) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.payments = payments;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(
                request, given -> objects.payment(payments.issue(Asking.payment(given), Asking.days(given))));
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, given -> {
            payments.expireDue();
            var order = given.text("external_order_num");
            var status = given.text("status");
            var currency = given.text("currency");
            var start = given.text("start_time").map(Listing::instant);
            var end = given.text("end_time").map(Listing::instant);
            Predicate<Payment> wanted = payment -> order.map(
                                    it -> it.equals(payment.asked().externalOrderNum()))
                            .orElse(true)
                    && status.map(it -> it.equals(payment.status().word())).orElse(true)
                    && currency.map(it -> it.equalsIgnoreCase("JPY")).orElse(true)
                    && start.map(it -> !payment.created().isBefore(it)).orElse(true)
                    && end.map(it -> !payment.created().isAfter(it)).orElse(true);
            List<Payment> found = books.payments.newest(Integer.MAX_VALUE, wanted);
            return Listing.of(given, found, objects::payment);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            payments.expireDue();
            return objects.payment(books.payment(id));
        });
    }

    @PatchMapping("/{id}")
    ResponseEntity<byte[]> update(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                given -> objects.payment(payments.change(
                        id,
                        payment -> payment.describedAs(
                                given.text("description").orElse(payment.asked().description()),
                                given.map("metadata").orElse(payment.asked().metadata())))));
    }

    /// A number is paid at a till, never by this.
    @PostMapping("/{id}/capture")
    ResponseEntity<byte[]> capture(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            var payment = books.payment(id);
            throw KomojuError.refused("The payment is " + payment.status().word() + " and cannot be captured");
        });
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<byte[]> cancel(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            payments.expireDue();
            return objects.payment(payments.cancel(id));
        });
    }

    /// No till gives cash back.
    @PostMapping("/{id}/refund")
    ResponseEntity<byte[]> refund(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            books.payment(id);
            throw KomojuError.refused("Payments of the type konbini do not support refunds; use a refund request");
        });
    }

    @PostMapping("/{id}/refund_request")
    ResponseEntity<byte[]> requestRefund(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, given -> {
            books.payment(id);
            var amount = given.neededInteger("amount");
            var account = account(given);
            return objects.payment(payments.request(id, amount, given.flag("include_payment_method_fee"), account));
        });
    }

    private static RefundRequest.Account account(Given given) {
        var account = new RefundRequest.Account(
                given.needed("customer_name"),
                given.needed("bank_name"),
                given.text("bank_code").orElse(null),
                given.text("branch_name").orElse(null),
                given.needed("branch_number"),
                given.needed("account_type"),
                given.needed("account_number"),
                given.text("description").orElse(null));
        mustMatch("customer_name", account.customerName(), "[\\uFF61-\\uFF9F0-9A-Za-z ().\\-/]+");
        mustMatch("branch_number", account.branchNumber(), "\\d{3}");
        mustMatch("account_type", account.accountType(), "normal|current|savings");
        mustMatch("account_number", account.accountNumber(), "\\d{1,7}");
        return account;
    }

    private static void mustMatch(String param, String value, String shape) {
        if (!value.matches(shape)) {
            throw KomojuError.invalid(param);
        }
    }
}
