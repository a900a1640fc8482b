package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Which organiser sells for the instance.
@Controller
public class HousePage {
    private static final String HOME = "/operate/house";
    private static final int SLUG_MAX = 60;

    private final House house;
    private final Organisers organisers;

    HousePage(House house, Organisers organisers) {
        this.house = house;
        this.organisers = organisers;
    }

    public record HouseView(Optional<House.Chosen> chosen, Optional<Organiser> seller, ZoneId zone) {}

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        var view = view(operator);
        var form = Form.blank();
        view.seller.ifPresent(it -> form.with("slug", it.slug()));
        return Pages.show("operator/house", "house", view, "form", form);
    }

    private HouseView view(Member operator) {
        return new HouseView(house.chosen(), house.seller().flatMap(organisers::find), operator.zone());
    }

    @PostMapping(HOME)
    ModelAndView choose(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var slug = form.line("slug", SLUG_MAX);
        var organiser = form.isGood() ? organisers.findBySlug(slug) : Optional.<Organiser>empty();
        if (form.isGood() && organiser.isEmpty()) form.wrong("slug", "house.error.slug");
        if (organiser.isEmpty()) {
            return Pages.again("operator/house", "house", view(operator), "form", form);
        }
        house.choose(organiser.get().id(), operator.id());
        return Pages.seeOther(HOME, Flash.good("house.chosen", organiser.get().name()));
    }
}
