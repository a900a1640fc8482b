package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.PointPack;
import org.tsudoi.pointsales.PointPackId;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// On which terms points are sold, in which packs, and how much room is left.
@Controller
public class PointSalesPage {
    static final String HOME = "/operate/points/sale";
    private static final String TEMPLATE = "operator/point-sale";

    private final PointSales sales;
    private final Points points;
    private final House house;
    private final Names.Book people;
    private final Ids ids;

    PointSalesPage(PointSales sales, Points points, House house, Names.Book people, Ids ids) {
        this.sales = sales;
        this.points = points;
        this.house = house;
        this.people = people;
        this.ids = ids;
    }

    /// @param next the id of a pack that is added now
    public record SaleView(
            boolean hasSeller,
            List<PointPack> packs,
            PointSales.Room room,
            Points.Backing backing,
            List<PointSales.Setting> settings,
            Names names,
            PointPackId next,
            ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        return Pages.show(TEMPLATE, "sale", view(operator), "form", told(sales.terms()), "pack", Form.blank());
    }

    private SaleView view(Member operator) {
        var settings = sales.settings();
        return new SaleView(
                house.seller().isPresent(),
                sales.packs(),
                sales.room(),
                points.backing(),
                settings,
                people.of(settings.stream().map(PointSales.Setting::by).toList()),
                new PointPackId(ids.next()),
                operator.zone());
    }

    private static Form told(SaleTerms terms) {
        var form = Form.blank()
                .with("ground", terms.ground().word())
                .with("licence", terms.licence())
                .with("life", terms.lifeMonths())
                .with("inAll", terms.limits().inAll())
                .with("once", terms.limits().once())
                .with("day", terms.limits().day())
                .with("month", terms.limits().month())
                .with("bonus", terms.bonus().points())
                .with("bonusDays", terms.bonus().days())
                .with("told", terms.toldBefore());
        return terms.onSale() ? form.ticked("onSale", "yes") : form;
    }

    @PostMapping(HOME)
    ModelAndView set(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var terms = read(form);
        if (terms.isEmpty()) {
            return Pages.again(TEMPLATE, "sale", view(operator), "form", form, "pack", Form.blank());
        }
        sales.set(terms.get(), operator.id());
        return Pages.seeOther(HOME, Flash.good(terms.get().onSale() ? "pointsales.setOn" : "pointsales.setOff"));
    }

    private static Optional<SaleTerms> read(Form form) {
        boolean onSale = form.has("onSale", "yes");
        var ground = form.choice("ground", PointSalesPage::ground);
        var licence = form.optionalText("licence", SaleTerms.LICENCE_MAX);
        boolean six = ground.filter(it -> it == SaleTerms.Ground.SIX_MONTHS).isPresent();
        if (onSale && !six && licence.isBlank()) form.wrong("licence", "pointsales.error.licence");
        var life = form.wholeNumber("life", 1, six ? SaleTerms.SIX_MONTHS : SaleTerms.LIFE_MONTHS_MAX);
        var inAll = form.wholeNumber("inAll", 1, (int) SaleTerms.Limits.IN_ALL_MAX);
        var once = form.wholeNumber("once", PointPack.POINTS_MIN, PointPack.POINTS_MAX);
        var day = form.wholeNumber("day", once.orElse(1), (int) SaleTerms.Limits.IN_ALL_MAX);
        var month = form.wholeNumber("month", day.orElse(1), (int) SaleTerms.Limits.IN_ALL_MAX);
        var bonus = form.wholeNumber("bonus", 0, SaleTerms.Bonus.POINTS_MAX);
        var bonusDays = form.wholeNumber("bonusDays", 1, SaleTerms.Bonus.DAYS_MAX);
        var told = form.wholeNumber("told", 0, SaleTerms.TOLD_BEFORE_MAX);
        if (!form.isGood()) return Optional.empty();
        return Optional.of(new SaleTerms(
                onSale,
                ground.orElseThrow(),
                licence,
                life.orElseThrow(),
                new SaleTerms.Limits(inAll.orElseThrow(), once.orElseThrow(), day.orElseThrow(), month.orElseThrow()),
                new SaleTerms.Bonus(bonus.orElseThrow(), bonusDays.orElseThrow()),
                told.orElseThrow()));
    }

    private static Optional<SaleTerms.Ground> ground(String word) {
        return Arrays.stream(SaleTerms.Ground.values())
                .filter(it -> it.word().equals(word))
                .findFirst();
    }

    public static Map<String, String> grounds(Page page) {
        var grounds = new LinkedHashMap<String, String>();
        for (var one : SaleTerms.Ground.values()) grounds.put(one.word(), page.t("pointsales.ground." + one.word()));
        return grounds;
    }

    @PostMapping(HOME + "/packs")
    ModelAndView offer(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var id = PointPackId.parse(form.value("id")).orElseThrow(Problem::notFound);
        var many = form.wholeNumber("points", PointPack.POINTS_MIN, PointPack.POINTS_MAX);
        var bonus = form.wholeNumber("onTop", 0, many.orElse(PointPack.POINTS_MAX));
        if (many.isEmpty() || bonus.isEmpty()) {
            return Pages.again(TEMPLATE, "sale", view(operator), "form", told(sales.terms()), "pack", form);
        }
        sales.offer(new PointPack(id, many.get(), bonus.get()), operator.id());
        return Pages.seeOther(HOME + "#packs", Flash.good("pointsales.offered"));
    }

    @PostMapping(HOME + "/packs/{pack}/retire")
    ModelAndView retire(@PathVariable String pack) {
        sales.retire(PointPackId.parse(pack).orElseThrow(Problem::notFound));
        return Pages.seeOther(HOME + "#packs", Flash.good("pointsales.retired"));
    }
}
