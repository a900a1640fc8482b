package org.tsudoi.web.participant;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.appointments.Applicants;
import org.tsudoi.contact.PersonName;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// Where whoever bought sessions says by which name their page names them, if by any.
@Controller
public class ApplicantPages {
    private static final String PAGE = "participant/named";

    private final OrderViews views;
    private final Applicants applicants;

    ApplicantPages(OrderViews views, Applicants applicants) {
        this.views = views;
        this.applicants = applicants;
    }

    @GetMapping("/orders/{link}/named")
    ModelAndView show(@PathVariable String link) {
        var view = paidSessions(link);
        var form = Form.blank();
        var shown = applicants.shownAs(view.order().id());
        shown.ifPresent(name -> form.with("name", name.value()));
        return Pages.show(PAGE, "view", view, "named", shown.isPresent(), "form", form);
    }

    private OrderView paidSessions(String link) {
        var view = views.view(link);
        if (!view.terms().isSession() || !(view.order() instanceof Order.Paid)) throw Problem.notFound();
        return view;
    }

    @PostMapping("/orders/{link}/named")
    ModelAndView name(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        var view = paidSessions(link);
        var order = view.order().id();
        var form = Form.of(typed);
        if (form.value("do").equals("hide")) {
            applicants.hide(order);
            return Pages.seeOther("/orders/" + link, Flash.good("applicants.hidden"));
        }
        views.toBegin(link);
        var name = form.read("name", "applicants.error.name", PersonName::read);
        if (name.isEmpty()) {
            boolean named = applicants.shownAs(order).isPresent();
            return Pages.again(PAGE, "view", view, "named", named, "form", form);
        }
        applicants.show(order, name.get());
        return Pages.seeOther("/orders/" + link, Flash.good("applicants.shown"));
    }
}
