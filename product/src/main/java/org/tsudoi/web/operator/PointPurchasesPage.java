package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.Purchase;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// Who bought points, giving their money back, and what a person has to see to.
@Controller
public class PointPurchasesPage {
    private static final String HOME = "/operate/points/purchases";
    private static final String TEMPLATE = "operator/point-purchases";
    private static final int SHOWN_MAX = 200;
    private static final int NOTE_MAX = 500;

    private final PointSales sales;
    private final Points points;
    private final Members members;

    PointPurchasesPage(PointSales sales, Points points, Members members) {
        this.sales = sales;
        this.points = points;
        this.members = members;
    }

    /// @param left of the paid ones; null where none were given
    public record Bought(Purchase purchase, String mail, Points.@Nullable Left left) {
        public boolean mayGoBack() {
            return purchase.state() == Purchase.State.PAID
                    && purchase.ground() == SaleTerms.Ground.SIX_MONTHS
                    && left != null
                    && left.points() == purchase.points();
        }
    }

    public record Odd(PointSales.Oddity oddity, String mail) {
        public String field() {
            return PointPurchasesPage.field(oddity.id());
        }
    }

    private static String field(OddityId oddity) {
        return "note-" + oddity;
    }

    public record PurchasesView(List<Bought> bought, List<Odd> odd, ZoneId zone) {
        public Map<String, String> labels(Page page) {
            return odd.stream().collect(Collectors.toMap(Odd::field, _ -> page.t("pointsales.note")));
        }
    }

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        return Pages.show(TEMPLATE, "view", view(operator), "form", Form.blank());
    }

    private PurchasesView view(Member operator) {
        return new PurchasesView(
                sales.purchases(SHOWN_MAX).stream()
                        .map(one -> new Bought(
                                one, mail(one.member()), points.left(one.lot()).orElse(null)))
                        .toList(),
                sales.oddities().stream()
                        .map(one -> new Odd(one, mail(one.member())))
                        .toList(),
                operator.zone());
    }

    private String mail(MemberId member) {
        return members.find(member).map(it -> it.email().value()).orElse("");
    }

    /// What would happen, before it does.
    @GetMapping(HOME + "/{order}/refund")
    ModelAndView refunding(Member operator, @PathVariable String order) {
        var purchase = OrderId.parse(order).flatMap(sales::purchase).orElseThrow(Problem::notFound);
        var bought =
                new Bought(purchase, mail(purchase.member()), points.left(purchase.lot()).orElse(null));
        return Pages.show("operator/point-refund", "bought", bought, "zone", operator.zone());
    }

    @PostMapping(HOME + "/{order}/refund")
    ModelAndView refund(@PathVariable String order, @RequestParam MultiValueMap<String, String> typed) {
        var id = OrderId.parse(order).orElseThrow(Problem::notFound);
        if (!Form.of(typed).has("sure", "yes")) return Pages.seeOther(HOME + "/" + id + "/refund");
        var done = sales.refund(id);
        return Pages.seeOther(
                HOME,
                done == PointSales.Refunding.DONE
                        ? Flash.good("pointsales.refund.done")
                        : Flash.bad("pointsales.refund." + done.word()));
    }

    @PostMapping(HOME + "/oddities/{oddity}")
    ModelAndView settle(
            Member operator, @PathVariable String oddity, @RequestParam MultiValueMap<String, String> typed) {
        var id = OddityId.parse(oddity).orElseThrow(Problem::notFound);
        var form = Form.of(typed);
        var note = form.text(field(id), NOTE_MAX);
        if (!form.isGood()) return Pages.again(TEMPLATE, "view", view(operator), "form", form);
        return Pages.seeOther(
                HOME,
                sales.settle(id, operator.id(), note)
                        ? Flash.good("pointsales.settled")
                        : Flash.note("pointsales.settledBefore"));
    }
}
