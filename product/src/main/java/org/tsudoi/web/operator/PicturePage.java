package org.tsudoi.web.operator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Picture;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;
import org.tsudoi.web.chart.Circles;
import org.tsudoi.web.chart.Ties;

/// Who deals with whom both ways or in a ring, over all members.
@Controller
public class PicturePage {
    private final Collusion collusion;
    private final Members members;

    PicturePage(Collusion collusion, Members members) {
        this.collusion = collusion;
        this.members = members;
    }

    public record PictureView(Picture picture, Names names) {
        /// Members are counted through all circles, so that the table's names and the drawing's knots are
        /// the same.
        public int first(int circle) {
            return 1
                    + IntStream.range(0, circle).map(one -> members(one).size()).sum();
        }

        public List<MemberId> members(int circle) {
            return picture.circles().get(circle).members();
        }

        public String knot(int circle, MemberId member) {
            return String.valueOf(first(circle) + members(circle).indexOf(member));
        }
    }

    @GetMapping("/operate/collusion/picture")
    ModelAndView show() {
        var picture = collusion.picture();
        var ids = new LinkedHashSet<MemberId>();
        picture.circles().forEach(circle -> ids.addAll(circle.members()));
        return Pages.show("operator/picture", "view", new PictureView(picture, new Names(members.findAll(ids))));
    }

    public static Circles drawing(Page page, PictureView view) {
        var drawn = new ArrayList<Circles.Circle>();
        for (int place = 0; place < view.picture().circles().size(); place++) {
            int circle = place;
            var one = view.picture().circles().get(circle);
            var knots = one.members().stream()
                    .map(member -> new Ties.Knot(
                            view.knot(circle, member), view.names().of(member)))
                    .toList();
            var ties = one.flows().stream()
                    .map(flow -> new Ties.Tie(
                            one.members().indexOf(flow.from()),
                            one.members().indexOf(flow.to()),
                            page.t("collusion.rests", flow.times()),
                            flow.worth(),
                            page.number(flow.worth()),
                            false))
                    .toList();
            drawn.add(new Circles.Circle(
                    level(page, one.level()),
                    new Ties("", "", "", "", "", knots, ties),
                    one.flows().stream().map(flow -> flow.level().word()).toList()));
        }
        return new Circles(page.t("sham.picture.drawing"), drawn);
    }

    public static String level(Page page, Level level) {
        return page.t(level == Level.NONE ? "sham.level.none" : "collusion.level." + level.word());
    }
}
