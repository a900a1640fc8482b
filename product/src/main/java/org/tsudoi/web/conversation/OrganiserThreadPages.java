package org.tsudoi.web.conversation;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Conversations.Place;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.Side;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// An organiser's threads: all of them, and one. A thread about an order with another organiser is not there at all.
@Controller
public class OrganiserThreadPages {
    private static final int SHOWN_MAX = 30;

    private final Orders orders;
    private final Conversations conversations;
    private final Threads threads;

    OrganiserThreadPages(Orders orders, Conversations conversations, Threads threads) {
        this.orders = orders;
        this.conversations = conversations;
        this.threads = threads;
    }

    /// @param last in the thread
    public record Line(String link, String name, String about, Message last, int unread) {}

    /// @param next from where older ones are shown; null when there are none
    public record Inbox(
            Organiser organiser,
            List<Line> lines,
            boolean first,
            @Nullable Place next,
            ZoneId zone) {}

    @GetMapping("/organise/{organiser}/conversations")
    ModelAndView all(Organiser organiser, Member member, @RequestParam(defaultValue = "") String after) {
        var place = Place.parse(after).orElse(null);
        var found = conversations.of(organiser.id(), place, SHOWN_MAX + 1);
        var shown = found.subList(0, Math.min(SHOWN_MAX, found.size()));
        var next = found.size() > SHOWN_MAX ? shown.getLast().place() : null;
        var inbox = new Inbox(organiser, lines(organiser, shown), place == null, next, member.zone());
        return Pages.show("conversation/inbox", "inbox", inbox);
    }

    private List<Line> lines(Organiser organiser, List<Conversations.Line> found) {
        var about = orders.all(found.stream().map(Conversations.Line::order).toList()).stream()
                .collect(Collectors.toMap(Order::id, Function.identity()));
        return found.stream()
                .filter(line -> about.containsKey(line.order()))
                .map(line -> line(organiser, line, Objects.requireNonNull(about.get(line.order()))))
                .toList();
    }

    private Line line(Organiser organiser, Conversations.Line line, Order order) {
        return new Line(
                home(organiser, order.id()),
                order.terms().buyer().name().value(),
                threads.told(order).title(),
                line.last(),
                line.unread());
    }

    private static String home(Organiser organiser, OrderId order) {
        return "/organise/" + organiser.slug() + "/conversations/" + order;
    }

    @GetMapping("/organise/{organiser}/conversations/{order}")
    ModelAndView show(
            Organiser organiser, Member member, @PathVariable String order, @RequestParam Optional<Integer> before) {
        return threads.page(desk(organiser, member, order), before);
    }

    private Order own(Organiser organiser, String shown) {
        return OrderId.parse(shown)
                .flatMap(orders::find)
                .filter(order -> order.terms().organiser().equals(organiser.id()))
                .orElseThrow(Problem::notFound);
    }

    private Threads.Desk desk(Organiser organiser, Member member, String shown) {
        var order = own(organiser, shown);
        return new Threads.Desk(
                order,
                new Author(Side.ORGANISER, member.id()),
                home(organiser, order.id()),
                "/organise/" + organiser.slug() + "/conversations",
                "conversations.title");
    }

    @GetMapping("/organise/{organiser}/conversations/{order}/thread")
    ModelAndView thread(Organiser organiser, Member member, @PathVariable String order) {
        return threads.part(desk(organiser, member, order));
    }

    @GetMapping(path = "/organise/{organiser}/conversations/{order}/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String state(Organiser organiser, @PathVariable String order) {
        return threads.state(own(organiser, order).id());
    }

    @PostMapping("/organise/{organiser}/conversations/{order}")
    ModelAndView post(
            Organiser organiser,
            Member member,
            @PathVariable String order,
            @RequestParam MultiValueMap<String, String> typed) {
        return threads.post(desk(organiser, member, order), Form.of(typed));
    }

    @PostMapping("/organise/{organiser}/conversations/{order}/{message}/withdraw")
    ModelAndView withdraw(
            Organiser organiser, Member member, @PathVariable String order, @PathVariable String message) {
        return threads.withdraw(desk(organiser, member, order), message);
    }
}
