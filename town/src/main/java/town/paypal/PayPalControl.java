package town.paypal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import town.courier.Parcel;

/// For tests and demo scripts: approving without a browser, deciding what hangs, and looking inside. PayPal itself has
/// none of this.
@RestController
@RequestMapping("/town/paypal")
class PayPalControl {
    private final PayPalBooks books;
    private final PayPalOrders orders;
    private final PayPalRefunds refunds;
    private final PayPalDisputes disputes;
    private final PayPalNews news;
    private final PayPalTokens tokens;
    private final PayPalVault vault;
    private final PayPalSetups setups;

    PayPalControl(
            PayPalBooks books,
            PayPalOrders orders,
            PayPalRefunds refunds,
            PayPalDisputes disputes,
            PayPalNews news,
            PayPalTokens tokens,
            PayPalVault vault,
            PayPalSetups setups) {
        this.books = books;
        this.orders = orders;
        this.refunds = refunds;
        this.disputes = disputes;
        this.news = news;
        this.tokens = tokens;
        this.vault = vault;
        this.setups = setups;
    }

    /// @param funding left out: it is paid at once
    record Approval(@Nullable Funding funding, @Nullable String email) {}

    /// @param result approved, or the status of an order that was not open
    record Approved(String result, String order, @Nullable String returnUrl) {}

    @PostMapping("/orders/{id}/approve")
    Approved approve(@PathVariable String id, @RequestBody(required = false) @Nullable Approval approval) {
        var funding = approval == null || approval.funding() == null ? Funding.BALANCE : approval.funding();
        var email = approval == null || approval.email() == null ? "tester@town.example" : approval.email();
        return switch (orders.approve(id, "Town", "Tester", email, funding)) {
            case PayPalOrders.Answer.Approved(var order) ->
                new Approved("approved", order.id(), ApprovalPage.returnUrl(order));
            case PayPalOrders.Answer.NotOpen(var order) ->
                new Approved(order.status().name().toLowerCase(Locale.ROOT), order.id(), ApprovalPage.returnUrl(order));
        };
    }

    /// What the next payer pays with, whatever they choose: the next payment is declined, reviewed …
    record Next(Funding funding) {}

    @PutMapping("/next")
    void next(@RequestBody Next next) {
        orders.nextIs(next.funding());
    }

    /// @param issue what a repeated call that says something else than the first one is refused with
    record Strict(String issue) {}

    @PutMapping("/requests/strict")
    void strict(@RequestBody Strict wanted) {
        books.strict.put(PayPalGate.STRICT, wanted.issue());
    }

    @DeleteMapping("/requests/strict")
    void lenient() {
        books.strict.clear();
    }

    /// The next wallet that a payer agrees to have kept is not kept with the payment: PayPal takes its time.
    @PutMapping("/vault/later")
    void keptLater() {
        vault.nextIsLater();
    }

    @PutMapping("/vault/silent")
    void keptLaterWithoutAWord() {
        vault.nextIsSilent();
    }

    /// The payer agrees that their wallet is kept without a payment.
    @PostMapping("/vault/setups/{id}/approve")
    Approved approveSetup(@PathVariable String id, @RequestBody(required = false) @Nullable Approval approval) {
        var funding = approval == null || approval.funding() == null ? Funding.BALANCE : approval.funding();
        var email = approval == null || approval.email() == null ? "tester@town.example" : approval.email();
        var setup = setups.approve(id, "Town", "Tester", email, funding);
        return new Approved("approved", setup.id(), AgreementPage.returnUrl(setup));
    }

    /// @param customer as the shop knows them
    record Wallet(String token, String customer, String email, String order, boolean gone) {}

    /// What took its time is kept now.
    @PostMapping("/vault/orders/{order}/keep")
    Wallet keepNow(@PathVariable String order) {
        return shown(vault.keepNow(order));
    }

    @GetMapping("/vault/tokens")
    List<Wallet> wallets() {
        return books.tokens.all().stream().map(PayPalControl::shown).toList();
    }

    private static Wallet shown(VaultToken token) {
        return new Wallet(token.id(), token.customer(), token.payer().email(), token.order(), token.gone());
    }

    /// What this wallet pays with from now on: it is declined, reviewed …
    @PutMapping("/vault/tokens/{id}")
    void paysWith(@PathVariable String id, @RequestBody Next funding) {
        vault.paysWith(id, funding.funding());
    }

    /// The payer ends the agreement among their automatic payments.
    @DeleteMapping("/vault/tokens/{id}")
    void deleted(@PathVariable String id) {
        vault.delete(id);
    }

    record Made(
            String id,
            String status,
            String currency,
            long amount,
            @Nullable String invoiceId,
            @Nullable String customId,
            @Nullable String capture) {}

    @GetMapping("/orders")
    List<Made> made(@RequestParam(defaultValue = "200") int limit) {
        return books.orders.newest(limit).stream()
                .map(order -> new Made(
                        order.id(),
                        order.status().name(),
                        order.wanted().amount().currency(),
                        order.wanted().amount().minor(),
                        order.wanted().invoiceId(),
                        order.wanted().customId(),
                        order.capture()))
                .toList();
    }

    /// @param captured and refunded in the smallest unit; what failed or hangs does not count
    record Tally(int charges, long captured, int refunds, long refunded) {}

    /// Per capture: what was really taken and given back.
    @GetMapping("/tally")
    Map<String, Tally> tally() {
        var tallies = new LinkedHashMap<String, Tally>();
        books.captures.all().stream()
                .filter(capture -> capture.state() == Capture.State.COMPLETED)
                .forEach(capture -> tallies.put(
                        capture.id(),
                        new Tally(
                                1,
                                capture.amount().minor(),
                                capture.refunds().size(),
                                books.refunded(capture).minor())));
        return tallies;
    }

    @PostMapping("/captures/{id}/{end:complete|deny}")
    void decideCapture(@PathVariable String id, @PathVariable String end) {
        orders.decide(id, end.equals("complete"));
    }

    @PostMapping("/refunds/{id}/{end:complete|fail}")
    void decideRefund(@PathVariable String id, @PathVariable String end) {
        refunds.decide(id, end.equals("complete"));
    }

    record Raised(String dispute) {}

    /// @param stage left out: a chargeback, which takes the money at once
    @PostMapping("/captures/{id}/dispute")
    Raised dispute(@PathVariable String id, @RequestParam(defaultValue = "CHARGEBACK") Dispute.Stage stage) {
        return new Raised(disputes.raise(id, stage).id());
    }

    @PostMapping("/captures/{id}/dispute/escalate")
    void escalate(@PathVariable String id) {
        disputes.escalate(id);
    }

    @PostMapping("/captures/{id}/dispute/{end:won|lost}")
    void decideDispute(@PathVariable String id, @PathVariable String end) {
        disputes.decide(id, end.equals("won"));
    }

    /// Every access token issued until now stops being good.
    @DeleteMapping("/tokens")
    void revoke() {
        tokens.revokeAll();
    }

    /// @param forget whether what waits is never sent; left out: it is sent when on
    record Switch(boolean on, @Nullable Boolean forget) {}

    record Webhooks(boolean on, int waiting) {}

    @GetMapping("/webhooks")
    Webhooks webhooks() {
        return new Webhooks(news.courier().isOn(), news.courier().waiting());
    }

    @PutMapping("/webhooks")
    Webhooks webhooks(@RequestBody Switch wanted) {
        if (Boolean.TRUE.equals(wanted.forget())) {
            news.courier().forget();
        }
        news.courier().switchOn(wanted.on());
        return webhooks();
    }

    @GetMapping("/deliveries")
    List<Parcel> deliveries(@RequestParam(defaultValue = "200") int limit) {
        return news.newest(limit);
    }

    @PostMapping("/deliveries/{id}/resend")
    void resend(@PathVariable String id) {
        news.courier().resend(id);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(PayPalError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
