package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.door.Door;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.CardWish;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.TooOften;

/// One order, for whoever has its link: paying, tickets.
@Controller
public class OrderPages {
    /// Loading the page anew costs us nothing; asking the provider does.
    private static final RateLimits.Limit ASKED = new RateLimits.Limit("order.back", 3, Duration.ofSeconds(10));

    /// The cookie that remembers what a buyer paid with.
    private static final String MEANS = "means";

    private static final RateLimits.Limit PICTURED = new RateLimits.Limit("order.code", 10, Duration.ofSeconds(10));

    private final Orders orders;
    private final Till till;
    private final OrderViews views;
    private final WatchingOrders watching;
    private final PromisesOfOrder promises;
    private final Transfers transfers;
    private final Events events;
    private final Door door;
    private final Replacing replacing;

    /// What is known of money and cards, how often a provider is asked, what was read before money was given, and what
    /// was written about the order.
    @Component
    record Till(
            Payments payments,
            RateLimits limits,
            ReadFirst readFirst,
            CardOffers cards,
            WalletDoor wallets,
            Conversations conversations) {}

    /// What pages show of an order, and when it changes.
    @Component
    record Shown(
            OrderViews views,
            WatchingOrders watching,
            PromisesOfOrder promises,
            Replacing replacing,
            Transfers transfers) {}

    OrderPages(Orders orders, Till till, Shown shown, Events events, Door door) {
        this.replacing = shown.replacing;
        this.orders = orders;
        this.till = till;
        this.views = shown.views;
        this.watching = shown.watching;
        this.promises = shown.promises;
        this.transfers = shown.transfers;
        this.events = events;
        this.door = door;
    }

    @GetMapping("/orders/{link}")
    ModelAndView order(
            @PathVariable String link,
            @CookieValue(name = MEANS, defaultValue = "") String remembered,
            @RequestParam(defaultValue = "") String ticked,
            Optional<Member> member) {
        var view = views.view(link, views.byLink(link), remembered);
        return Pages.show(
                "participant/order",
                "view",
                view,
                "card",
                card(view),
                "cards",
                till.cards.of(view, member, ticked),
                "came",
                came(view),
                "replacing",
                replacing.of(view),
                "next",
                replacing.next(view),
                "promised",
                promises.of(view),
                "giving",
                transfers.isOpen(view.event(), view.terms().plan()),
                "unread",
                till.conversations.unread(view.order().id(), Side.BUYER));
    }

    /// The dates of a course to which somebody came by this order.
    private Set<String> came(OrderView view) {
        if (!view.terms().isCourse()) return Set.of();
        var tickets = orders.tickets(view.order().id()).stream().map(Ticket::id).toList();
        return door.came(tickets).stream().map(DateId::toString).collect(Collectors.toUnmodifiableSet());
    }

    /// What it was paid with, for whoever holds the card to know it again.
    private Optional<PaidCard> card(OrderView view) {
        return view.order() instanceof Order.Paid
                        && view.payment() instanceof Payment.Captured it
                        && it.terms().choice().means().isByCard()
                ? till.payments.card(it.id())
                : Optional.empty();
    }

    /// Where a buyer goes who looks for the door before it is there, or for one of several.
    @GetMapping("/orders/{link}/door")
    ModelAndView door(@PathVariable String link) {
        var view = views.view(link);
        if (view.terms().isSession() || !view.terms().takesSeats()) return Pages.seeOther("/orders/" + link);
        return switch (door.approach(view.order())) {
            case Door.Approach.Doors(var tickets)
            when tickets.size() == 1 ->
                Pages.seeOther("/door/" + orders.doorLink(tickets.getFirst().id()));
            case Door.Approach.Doors _ -> Pages.show("participant/doors", "view", view);
            case Door.Approach.ToConfirm _ -> Pages.seeOther("/orders/" + link);
            case Door.Approach.PaymentPending(var heldUntil) ->
                Pages.show("participant/pending", "view", view, "heldUntil", heldUntil);
            case Door.Approach.NoDoor _ -> Pages.show("participant/no-door", "view", view);
        };
    }

    /// A word that changes with the order: the page looks at it and loads itself anew.
    ///
    /// @param known what the page shows; left out: answered at once
    @GetMapping(path = "/orders/{link}/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String state(@PathVariable String link, @RequestParam(defaultValue = "") String known) {
        return watching.word(link, known);
    }

    /// The link of the mail was followed. A mail scanner that opens it sees a button and changes nothing.
    @PostMapping("/orders/{link}/confirm")
    ModelAndView confirm(@PathVariable String link) {
        orders.confirm(views.toBegin(link).id());
        return Pages.seeOther("/orders/" + link);
    }

    @PostMapping("/orders/{link}/pay")
    ModelAndView pay(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String means,
            @RequestParam MultiValueMap<String, String> typed,
            Language language,
            Optional<Member> member,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed);
        var brand = form.value("brand." + means);
        var choice = Choice.parse(brand.isEmpty() ? means : means + "." + brand);
        var again = again(link, form, means);
        if (!means.isEmpty() && choice.isEmpty()) return notThisWay(again);
        var order = views.toPay(link);
        var id = order.id();
        var reading = till.readFirst.reading(link, order, form.value("shown"), language);
        if (reading instanceof ReadFirst.Reading.Changed) return readAgain(again);
        choice.ifPresent(it -> ReaderPreferences.remember(request, response, MEANS, it.word()));
        boolean remembered =
                form.has("remember", "yes") && choice.orElse(Choice.CARD).equals(Choice.CARD);
        var card = remembered
                ? till.cards.remember(order, member, language)
                : keptWallet(form, choice, order, member, language);
        boolean usual = choice.isEmpty() && !remembered && !form.has("may-remember", "yes");
        var wished = usual ? Optional.<Choice>empty() : Optional.of(choice.orElse(Choice.CARD));
        var step = reading instanceof ReadFirst.Reading.Same(var read)
                ? orders.pay(id, wished, card, read)
                : new Orders.PayStep.NothingToPay(order);
        return switch (step) {
            case Orders.PayStep.GoToProvider go -> till.wallets.lead(link, go.url(), response);
            case Orders.PayStep.SeeInstructions _ -> Pages.seeOther("/orders/" + link);
            case Orders.PayStep.NotThisWay _ -> notThisWay(again);
            case Orders.PayStep.ReadAgain _ -> readAgain(again);
            case Orders.PayStep.BeingAsked _ -> Pages.seeOther("/orders/" + link);
            case Orders.PayStep.NothingToPay _ -> Pages.seeOther("/orders/" + link);
            case Orders.PayStep.Refused _ -> Pages.seeOther(again, Flash.bad("order.refused"));
        };
    }

    private CardWish keptWallet(
            Form form, Optional<Choice> choice, Order order, Optional<Member> member, Language language) {
        return form.has("keepWallet", "yes") && choice.equals(Optional.of(Choice.of(Means.PAYPAL)))
                ? till.cards.keepWallet(order, member, language)
                : CardWish.NONE;
    }

    /// The page once more, with what was ticked to be kept.
    private static String again(String link, Form form, String means) {
        boolean wallet = means.equals(Means.PAYPAL.word()) && form.has("keepWallet", "yes");
        boolean card = !wallet && form.has("remember", "yes");
        var ticked = wallet ? means : card ? Means.CARD.word() : "";
        return "/orders/" + link + (ticked.isEmpty() ? "" : "?ticked=" + ticked);
    }

    private static ModelAndView readAgain(String page) {
        return Pages.seeOther(page, Flash.note("confirm.changed"));
    }

    private static ModelAndView notThisWay(String page) {
        return Pages.seeOther(page, Flash.bad("order.notThisWay"));
    }

    /// The picture of a code that the order can be paid by, fetched from the provider by us.
    @GetMapping("/orders/{link}/code")
    ResponseEntity<byte[]> code(@PathVariable String link) {
        var order = views.byLink(link);
        var payment = till.payments.newestFor(order.id().toString()).orElseThrow(Problem::notFound);
        till.limits.take(PICTURED, order.id().toString());
        var picture = till.payments.picture(payment.id()).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(picture.mediaType()))
                // Shown within our page only: by itself it is no page of ours, whatever is drawn in it.
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .cacheControl(CacheControl.noStore())
                .body(picture.bytes());
    }

    /// Where the provider sends the buyer back to, with the order's page at once. Coming back proves nothing: the
    /// provider is asked, also when the page is loaded anew.
    @GetMapping("/orders/{link}/back")
    ModelAndView back(
            @PathVariable String link,
            @CookieValue(name = MEANS, defaultValue = "") String remembered,
            Optional<Member> member) {
        var order = views.idByLink(link);
        try {
            till.limits.take(ASKED, order.toString());
            orders.ask(order);
        } catch (TooOften justNow) {
            // The page tells what was answered then; a job asks later.
        }
        return order(link, remembered, "", member);
    }

    @PostMapping("/orders/{link}/leave")
    ModelAndView leave(@PathVariable String link) {
        var order = orders.leave(views.idByLink(link));
        if (order.terms().isPeriod()) return Pages.seeOther("/account/salons");
        if (order.terms().isAtOnce()) return Pages.seeOther("/account", Flash.note("house.left"));
        var slug = events.get(order.terms().event()).particulars().slug();
        return order instanceof Order.Lapsed
                ? Pages.seeOther("/events/" + slug, Flash.note("order.left"))
                : Pages.seeOther("/orders/" + link);
    }
}
