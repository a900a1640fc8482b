package org.tsudoi.web.organiser;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What an organiser sells with the places of one event.
@Controller
public class AddOnPages {
    private static final String LIST = "organiser/add-ons";
    private static final String ONE = "organiser/add-on";
    private static final String PATH = "/organise/{organiser}/events/{event}/add-ons";
    private static final String UNLIMITED = "";

    private final AddOns addOns;
    private final OwnEvents own;
    private final Ids ids;

    AddOnPages(AddOns addOns, OwnEvents own, Ids ids) {
        this.addOns = addOns;
        this.own = own;
        this.ids = ids;
    }

    /// @param home of the event
    public record Sheet(Organiser organiser, Event event, String home, List<AddOns.Standing> addOns) {
        /// Those that go with no plan of the event: nobody can buy them.
        public boolean isUnsold(AddOn addOn) {
            return event.particulars().sale().plans().stream()
                    .noneMatch(plan -> !plan.isFree() && addOn.goesWith(plan));
        }
    }

    @GetMapping(PATH)
    ModelAndView list(Organiser organiser, @PathVariable String event) {
        var sheet = sheet(organiser, event);
        var plans = sheet.event().particulars().plans();
        var form = Form.blank()
                .with("addon", new AddOnId(ids.next()))
                .with("per", "order")
                .with("most", 1)
                .with(
                        "tax",
                        plans.isEmpty()
                                ? Tax.Category.STANDARD.word()
                                : plans.getFirst().tax().category().word());
        return Pages.show(LIST, "sheet", sheet, "form", form);
    }

    private Sheet sheet(Organiser organiser, String event) {
        var found = own.get(organiser, event);
        return new Sheet(organiser, found, OwnEvents.home(organiser, found.id()), addOns.of(found.id()));
    }

    @PostMapping(PATH)
    ModelAndView add(
            Organiser organiser, @PathVariable String event, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var sheet = sheet(organiser, event);
        var id = AddOnId.parse(form.value("addon")).orElseThrow(Problem::notFound);
        var addOn = read(form, id, sheet.event(), organiser);
        if (addOn.isPresent() && !addOns.add(sheet.event().id(), addOn.get())) {
            form.wrong("name", "addons.error.many", AddOn.OF_EVENT_MAX);
        }
        return form.isGood()
                ? Pages.seeOther(sheet.home() + "/add-ons", Flash.good("addons.added"))
                : Pages.again(LIST, "sheet", sheet, "form", form);
    }

    /// Empty, and noted in the form, where something is wrong.
    private static Optional<AddOn> read(Form form, AddOnId id, Event event, Organiser organiser) {
        var name = form.line("name", AddOn.NAME_MAX);
        var description = form.optionalText("description", AddOn.DESCRIPTION_MAX);
        var per = form.choice("per", AddOnPages::per);
        var price = form.money("price", organiser.currency());
        var category = form.choice(
                "tax",
                word -> Tax.categories(organiser.country()).stream()
                        .filter(one -> one.word().equals(word))
                        .findFirst());
        var most = per.filter(one -> one == AddOn.Per.PLACE).isPresent()
                ? Optional.of(1)
                : form.wholeNumber("most", 1, AddOn.MOST_MAX);
        var stock = form.value("stock").isBlank()
                ? Optional.<Integer>empty()
                : form.wholeNumber("stock", 1, AddOn.STOCK_MAX);
        var until = form.value("until").isBlank() ? Optional.<LocalDate>empty() : form.date("until");
        if (!form.isGood()) return Optional.empty();
        var zone = event.particulars().zone();
        return Optional.of(new AddOn(
                id,
                name,
                description,
                per.orElseThrow(),
                price.orElseThrow(),
                Tax.of(category.orElseThrow(), organiser.country()),
                most.orElseThrow(),
                stock,
                until.map(day ->
                        day.plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(zone).toInstant())));
    }

    private static Optional<AddOn.Per> per(String word) {
        return switch (word) {
            case "order" -> Optional.of(AddOn.Per.ORDER);
            case "place" -> Optional.of(AddOn.Per.PLACE);
            default -> Optional.empty();
        };
    }

    public record OneSheet(Sheet sheet, AddOns.Standing standing) {}

    @GetMapping(PATH + "/{addon}")
    ModelAndView one(Organiser organiser, @PathVariable String event, @PathVariable String addon) {
        var sheet = oneSheet(organiser, event, addon);
        var addOn = sheet.standing().addOn();
        var zone = sheet.sheet().event().particulars().zone();
        var form = Form.blank()
                .with("name", addOn.name())
                .with("description", addOn.description())
                .with("per", addOn.per() == AddOn.Per.PLACE ? "place" : "order")
                .with("price", addOn.price().inMajorUnits().toPlainString())
                .with("tax", addOn.tax().category().word())
                .with("most", addOn.most())
                .with("stock", addOn.stock().map(Object::toString).orElse(UNLIMITED))
                .with(
                        "until",
                        addOn.soldUntil()
                                .map(at -> at.minusSeconds(1)
                                        .atZone(zone)
                                        .toLocalDate()
                                        .toString())
                                .orElse(""));
        return Pages.show(ONE, "sheet", sheet, "form", form);
    }

    private OneSheet oneSheet(Organiser organiser, String event, String shown) {
        var sheet = sheet(organiser, event);
        var standing = sheet.addOns().stream()
                .filter(one -> one.addOn().id().toString().equals(shown))
                .findFirst()
                .orElseThrow(Problem::notFound);
        return new OneSheet(sheet, standing);
    }

    @PostMapping(PATH + "/{addon}")
    ModelAndView change(
            Organiser organiser,
            @PathVariable String event,
            @PathVariable String addon,
            @RequestParam MultiValueMap<String, String> typed) {
        var sheet = oneSheet(organiser, event, addon);
        var form = Form.of(typed);
        var found = sheet.sheet().event();
        var wish = read(form, sheet.standing().addOn().id(), found, organiser);
        wish.ifPresent(addOn -> {
            switch (addOns.change(found.id(), addOn)) {
                case CHANGED -> {}
                case STOCK_TAKEN ->
                    form.wrong("stock", "addons.error.taken", sheet.standing().taken());
                case NOT_THIS -> form.wrong("stock", "addons.error.limit");
            }
        });
        return form.isGood()
                ? Pages.seeOther(sheet.sheet().home() + "/add-ons", Flash.good("addons.changed"))
                : Pages.again(ONE, "sheet", sheet, "form", form);
    }

    @PostMapping(PATH + "/{addon}/{step:withdraw|again}")
    ModelAndView step(
            Organiser organiser, @PathVariable String event, @PathVariable String addon, @PathVariable String step) {
        var sheet = oneSheet(organiser, event, addon);
        var found = sheet.sheet().event().id();
        var id = sheet.standing().addOn().id();
        if (step.equals("withdraw")) addOns.withdraw(found, id);
        else addOns.sellAgain(found, id);
        return Pages.seeOther(sheet.sheet().home() + "/add-ons");
    }
}
