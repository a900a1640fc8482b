package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.security.PaymentConsents;
import org.tsudoi.web.security.PaymentConsents.Deal;

/// Paying with a remembered card by one tap: what the script of the order's page talks to.
@RestController
class TapEndpoints {
    private static final RateLimits.Limit TRIES = new RateLimits.Limit("order.tap", 20, Duration.ofMinutes(10));

    private static final String GONE_AT_PROVIDER = "resource_missing";

    private final Orders orders;
    private final OrderViews views;
    private final CardOffers cards;
    private final PaymentConsents consents;
    private final ReadFirst readFirst;
    private final RateLimits limits;

    TapEndpoints(
            Orders orders,
            OrderViews views,
            CardOffers cards,
            PaymentConsents consents,
            ReadFirst readFirst,
            RateLimits limits) {
        this.orders = orders;
        this.views = views;
        this.cards = cards;
        this.consents = consents;
        this.readFirst = readFirst;
        this.limits = limits;
    }

    /// @param shown what the page showed above the button
    @PostMapping(path = "/orders/{link}/tap/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> options(
            @PathVariable String link,
            @RequestParam String card,
            @RequestParam(defaultValue = "") String shown,
            Member member,
            Language language,
            HttpServletRequest request) {
        limits.take(TRIES, member.id().toString());
        var order = own(link, member);
        var saved = cards.find(member, card).orElseThrow(Problem::notFound);
        if (!isOpen(order) || !readFirst.kept(link, order, shown, language)) {
            return ResponseEntity.status(409).build();
        }
        var deal = new Deal(order.id().toString(), saved.id(), order.toPay());
        return ResponseEntity.ok(consents.ask(member, request, deal));
    }

    /// Answers where to go next, as text.
    @PostMapping(
            path = "/orders/{link}/tap",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> pay(
            @PathVariable String link, @RequestBody String answer, Member member, HttpServletRequest request) {
        limits.take(TRIES, member.id().toString());
        var order = own(link, member);
        var given = consents.given(member, answer, request);
        if (given.isEmpty()) return ResponseEntity.status(422).build();
        var deal = given.get().deal();
        boolean fits = isOpen(order) && deal.orderReference().equals(order.id().toString());
        var saved = cards.find(member, deal.card().toString())
                .filter(card -> cards.mayConfirm(given.get().by(), card));
        if (!fits || saved.isEmpty()) return ResponseEntity.status(409).build();
        var wish = new CardWish.Saved(saved.get().holder(), saved.get().id(), deal.amount());
        return switch (orders.pay(order.id(), Choice.CARD, wish)) {
            // The bank asks its customer.
            case Orders.PayStep.GoToProvider(var url) -> ResponseEntity.ok(url);
            case Orders.PayStep.SeeInstructions _, Orders.PayStep.BeingAsked _, Orders.PayStep.NothingToPay _ ->
                ResponseEntity.ok("/orders/" + link);
            // The price has changed since.
            case Orders.PayStep.NotThisWay _, Orders.PayStep.ReadAgain _ ->
                ResponseEntity.status(409).build();
            case Orders.PayStep.Refused(var code)
            when code.equals(GONE_AT_PROVIDER) -> {
                cards.forget(saved.get());
                yield ResponseEntity.status(410).build();
            }
            case Orders.PayStep.Refused _ -> ResponseEntity.status(402).build();
        };
    }

    private Order own(String link, Member member) {
        var order = views.byLink(link);
        if (!CardOffers.isBuyer(order, member)) throw Problem.notFound();
        return order;
    }

    private static boolean isOpen(Order order) {
        return (order instanceof Order.Held || order instanceof Order.Paying)
                && order.toPay().isPositive();
    }
}
