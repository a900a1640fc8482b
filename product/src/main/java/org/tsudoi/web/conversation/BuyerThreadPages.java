package org.tsudoi.web.conversation;

import java.util.Optional;
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
import org.tsudoi.conversations.Side;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Form;
import org.tsudoi.web.security.BarredAddresses;

/// The thread of an order for its buyer: whoever has the order's link.
@Controller
public class BuyerThreadPages {
    private final Orders orders;
    private final Threads threads;
    private final BarredAddresses barred;

    BuyerThreadPages(Orders orders, Threads threads, BarredAddresses barred) {
        this.orders = orders;
        this.threads = threads;
        this.barred = barred;
    }

    @GetMapping("/orders/{link}/conversation")
    ModelAndView show(@PathVariable String link, Optional<Member> member, @RequestParam Optional<Integer> before) {
        return threads.page(desk(link, member), before);
    }

    /// Whoever is barred reads, and writes nothing more.
    private Threads.Desk toWrite(String link, Optional<Member> member) {
        var desk = desk(link, member);
        barred.letBegin(desk.order());
        return desk;
    }

    private Threads.Desk desk(String link, Optional<Member> member) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        var buyer = order.terms().buyer();
        MemberId known = member.filter(it -> buyer.is(it.id(), it.email()))
                .map(Member::id)
                .orElse(null);
        return new Threads.Desk(
                order,
                new Author(Side.BUYER, known),
                "/orders/" + link + "/conversation",
                "/orders/" + link,
                "conversations.backToOrder");
    }

    @GetMapping("/orders/{link}/conversation/thread")
    ModelAndView thread(@PathVariable String link, Optional<Member> member) {
        return threads.part(desk(link, member));
    }

    @GetMapping(path = "/orders/{link}/conversation/state", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String state(@PathVariable String link) {
        return threads.state(orders.idByLink(link).orElseThrow(Problem::notFound));
    }

    @PostMapping("/orders/{link}/conversation")
    ModelAndView post(
            @PathVariable String link, Optional<Member> member, @RequestParam MultiValueMap<String, String> typed) {
        return threads.post(toWrite(link, member), Form.of(typed));
    }

    @PostMapping("/orders/{link}/conversation/{message}/withdraw")
    ModelAndView withdraw(@PathVariable String link, @PathVariable String message, Optional<Member> member) {
        return threads.withdraw(toWrite(link, member), message);
    }
}
