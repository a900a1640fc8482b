package org.tsudoi.web.member;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Member;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.pointsales.PointPack;
import org.tsudoi.pointsales.PointPackId;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Buying points: a pack is chosen here and paid on the page of its order.
@Controller
public class BuyingPointsPages {
    private static final String HOME = "/account/points/buy";
    private static final int KEY_MAX = 100;

    private final PointSales sales;
    private final Orders orders;
    private final Ids ids;

    BuyingPointsPages(PointSales sales, Orders orders, Ids ids) {
        this.sales = sales;
        this.orders = orders;
        this.ids = ids;
    }

    /// @param key made with the page
    public record Offered(List<PointPack> packs, SaleTerms terms, String key) {}

    @GetMapping(HOME)
    ModelAndView show(Member member) {
        if (!sales.isOpen()) return Pages.seeOther("/account/points", Flash.note("pointsales.notSold"));
        var offered = new Offered(sales.packs(), sales.terms(), ids.next().toString());
        return Pages.show("member/buy-points", "offered", offered);
    }

    @PostMapping(HOME)
    ModelAndView buy(Member member, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var pack = PointPackId.parse(form.value("pack")).orElseThrow(Problem::notFound);
        var key = form.line("key", KEY_MAX);
        if (!form.isGood()) throw Problem.notFound();
        return switch (sales.buy(member, pack, key)) {
            case PointSales.Buying.ToPay(var order) -> Pages.seeOther("/orders/" + orders.link(order));
            case PointSales.Buying.NotSold _ -> Pages.seeOther("/account/points", Flash.note("pointsales.notSold"));
            case PointSales.Buying.NoRoom _ -> Pages.seeOther(HOME, Flash.bad("pointsales.noRoom"));
            case PointSales.Buying.TooMuch(var span, var most) ->
                Pages.seeOther(HOME, Flash.bad("pointsales.tooMuch." + span.word(), most));
        };
    }
}
