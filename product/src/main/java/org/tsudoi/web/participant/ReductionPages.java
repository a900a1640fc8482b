package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.points.Points;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;

/// A voucher and points for an unpaid order. A page of its own, so that the order's page asks nothing for those who
/// have neither.
@Controller
public class ReductionPages {
    /// Codes are not to be found by trying.
    private static final RateLimits.Limit TRIED = new RateLimits.Limit("order.voucher", 10, Duration.ofMinutes(10));

    /// For who opens one order after the other.
    private static final RateLimits.Limit TRIED_FROM =
            new RateLimits.Limit("order.voucher.from", 40, Duration.ofHours(1));

    private static final int CODE_MAX = 60;

    private final Orders orders;
    private final OrderViews views;
    private final Points points;
    private final RateLimits limits;

    ReductionPages(Orders orders, OrderViews views, Points points, RateLimits limits) {
        this.orders = orders;
        this.views = views;
        this.points = points;
        this.limits = limits;
    }

    /// @param who    `guest`, `other` (signed in as somebody else) or `buyer`
    /// @param points that the buyer could spend on it: also what is reserved for it
    public record Reducible(OrderView order, String who, long points, boolean inYen) {
        public long most() {
            return Math.min(points, order.order().worth().minorUnits());
        }
    }

    @GetMapping("/orders/{link}/reductions")
    ModelAndView show(@PathVariable String link, Optional<Member> member) {
        var view = views.view(link);
        if (!isOpen(view.order())) return Pages.seeOther("/orders/" + link);
        var form = Form.blank().with("code", view.order().reductions().voucherCode());
        long used = view.order().reductions().points().minorUnits();
        if (used > 0) form.with("points", used);
        return Pages.show("participant/reductions", "reducible", reducible(view, member), "form", form);
    }

    private static boolean isOpen(Order order) {
        return (order instanceof Order.Held || order instanceof Order.Paying)
                && !order.terms().isAtOnce()
                && order.terms().total().isPositive();
    }

    private Reducible reducible(OrderView view, Optional<Member> member) {
        var order = view.order();
        boolean inYen = order.terms().total().currency().getCurrencyCode().equals("JPY");
        if (member.isEmpty()) return new Reducible(view, "guest", 0, inYen);
        boolean own = order.terms().buyer().is(member.get().id(), member.get().email());
        if (!own || !inYen) return new Reducible(view, own ? "buyer" : "other", 0, inYen);
        long there = points.wallet(member.get().id()).points()
                + order.reductions().points().minorUnits();
        return new Reducible(view, "buyer", there, true);
    }

    @PostMapping("/orders/{link}/voucher")
    ModelAndView voucher(
            @PathVariable String link,
            @RequestParam MultiValueMap<String, String> typed,
            Optional<Member> member,
            HttpServletRequest asking) {
        var form = Form.of(typed);
        if (form.has("do", "without")) return done(link, new Reduction.WithoutVoucher(), form, member);
        var code = form.line("code", CODE_MAX);
        if (!form.isGood()) return again(link, form, member);
        limits.take(TRIED, views.idByLink(link).toString());
        limits.take(TRIED_FROM, RateLimits.address(asking));
        return done(link, new Reduction.ByVoucher(code), form, member);
    }

    @PostMapping("/orders/{link}/points")
    ModelAndView points(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed, Member member) {
        var form = Form.of(typed);
        if (form.has("do", "without")) {
            return done(link, new Reduction.ByPoints(member, 0), form, Optional.of(member));
        }
        if (form.has("do", "all")) {
            long most = reducible(views.view(link), Optional.of(member)).most();
            return done(link, new Reduction.ByPoints(member, most), form, Optional.of(member));
        }
        var wished = form.wholeNumber("points", 0, (int) Points.GRANT_MAX);
        return wished.isEmpty()
                ? again(link, form, Optional.of(member))
                : done(link, new Reduction.ByPoints(member, wished.get()), form, Optional.of(member));
    }

    private ModelAndView done(String link, Reduction wish, Form form, Optional<Member> member) {
        return switch (orders.reduce(views.toPay(link).id(), wish)) {
            case Orders.Reducing.Done _ -> Pages.seeOther("/orders/" + link, Flash.good("reductions.done"));
            case Orders.Reducing.VoucherRefused(var why) ->
                again(
                        link,
                        form.wrong(
                                "code",
                                "reductions.voucher."
                                        + why.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        member);
            case Orders.Reducing.NotEnoughPoints(var there) ->
                again(link, form.wrong("points", "reductions.points.notEnough", there), member);
            case Orders.Reducing.BoughtPointsOnly(var bought) ->
                again(link, form.wrong("points", "collusion.points.bought", bought), member);
            case Orders.Reducing.NotYours _ -> again(link, form.wrong("points", "reductions.points.other"), member);
            case Orders.Reducing.InYenOnly _ -> again(link, form.wrong("points", "reductions.points.yen"), member);
            case Orders.Reducing.NothingPaysTheRest(var rest) ->
                again(
                        link,
                        form.wrong(
                                wish instanceof Reduction.ByPoints ? "points" : "code",
                                "reductions.tooLittleLeft",
                                rest.inMajorUnits().toPlainString(),
                                rest.currency().getCurrencyCode()),
                        member);
            case Orders.Reducing.BeingAsked _ -> Pages.seeOther("/orders/" + link, Flash.note("reductions.beingPaid"));
            case Orders.Reducing.Over _ -> Pages.seeOther("/orders/" + link);
        };
    }

    private ModelAndView again(String link, Form form, Optional<Member> member) {
        return Pages.again("participant/reductions", "reducible", reducible(views.view(link), member), "form", form);
    }
}
