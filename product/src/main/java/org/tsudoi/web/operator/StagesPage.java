package org.tsudoi.web.operator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.Problem;
import org.tsudoi.registrations.Registrations;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What is asked of those who teach, and a single member's stage, found by mail address.
@Controller
public class StagesPage {
    private static final String HOME = "/operate/stages";
    private static final String PAGE = "stages/operate";

    private final Stages stages;
    private final Members members;
    private final Registrations registrations;
    private final Names.Book people;

    StagesPage(Stages stages, Members members, Registrations registrations, Names.Book people) {
        this.stages = stages;
        this.members = members;
        this.registrations = registrations;
        this.people = people;
    }

    /// @param member null before one is found
    public record StagesView(
            StageRules rules,
            List<Stages.Setting> settings,
            @Nullable Member member,
            Stage stage,
            List<Stages.Change> history,
            Names names,
            ZoneId zone) {
        /// Whether the fee they paid can go back.
        public boolean hasPaid() {
            return history.stream()
                    .findFirst()
                    .filter(latest -> latest.why() == Stages.Why.PAID
                            && !latest.reference().startsWith("free"))
                    .isPresent();
        }
    }

    /// @param member whose stage; an address would stand in the logs of whatever is between
    @GetMapping(HOME)
    ModelAndView show(Member operator, @RequestParam(defaultValue = "") String member) {
        var found = member.isEmpty()
                ? Optional.<Member>empty()
                : Optional.of(MemberId.parse(member).flatMap(members::find).orElseThrow(Problem::notFound));
        var rules = stages.rules();
        var form = Form.blank()
                .with("fee", rules.fee().minorUnits())
                .with("tax", rules.taxPercent())
                .with("mail", found.map(it -> it.email().value()).orElse(""));
        if (rules.needed()) form.ticked("needed", "yes");
        if (rules.guidelines()) form.ticked("guidelines", "yes");
        if (rules.fullMembersOnly()) form.ticked("full", "yes");
        return page(form, found, operator);
    }

    private ModelAndView page(Form form, Optional<Member> found, Member operator) {
        var settings = stages.settings();
        var history = found.map(it -> stages.history(it.id())).orElse(List.of());
        var view = new StagesView(
                stages.rules(),
                settings,
                found.orElse(null),
                found.map(it -> stages.of(it.id())).orElse(Stage.LEARN),
                history,
                people.of(Stream.concat(
                        settings.stream().map(one -> one.by().toString()),
                        history.stream().map(Stages.Change::by))),
                operator.zone());
        return form.isGood()
                ? Pages.show(PAGE, "view", view, "form", form)
                : Pages.again(PAGE, "view", view, "form", form);
    }

    @PostMapping(HOME)
    ModelAndView set(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var fee = form.money("fee", Currency.getInstance("JPY"));
        var tax = form.wholeNumber("tax", 0, StageRules.TAX_PERCENT_MAX);
        if (!form.isGood()) return page(form, Optional.empty(), operator);
        stages.set(
                new StageRules(
                        form.has("needed", "yes"),
                        form.has("full", "yes"),
                        form.has("guidelines", "yes"),
                        fee.orElse(Money.jpy(0)),
                        tax.orElse(0)),
                operator.id());
        return Pages.seeOther(HOME, Flash.good("stages.set"));
    }

    @PostMapping(HOME + "/find")
    ModelAndView find(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var found = form.read("mail", "points.error.mail", EmailAddress::read).flatMap(members::findByMail);
        if (form.isGood() && found.isEmpty()) form.wrong("mail", "points.error.nobody");
        return found.map(it -> Pages.seeOther(HOME + "?member=" + it.id()))
                .orElseGet(() -> page(form, Optional.empty(), operator));
    }

    @PostMapping(HOME + "/change")
    ModelAndView change(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var member = MemberId.parse(form.value("member")).flatMap(members::find).orElseThrow(Problem::notFound);
        var to = form.choice("to", StagesPage::stage);
        var reason = form.line("reason", Stages.REASON_MAX);
        if (member.id().equals(operator.id())) form.wrong("reason", "stages.error.yourself");
        if (!form.isGood() || to.isEmpty()) return page(form, Optional.of(member), operator);
        boolean changed = switch (to.get()) {
            case TEACH -> stages.raise(member.id(), reason, operator.id());
            case LEARN -> stages.lower(member.id(), reason, operator.id());
        };
        var back = HOME + "?member=" + member.id();
        return Pages.seeOther(back, changed ? Flash.good("stages.changed") : Flash.note("stages.wasSo"));
    }

    /// What would happen, before it does.
    public record FeeBack(Member member, Money amount, Instant paidAt, ZoneId zone) {}

    @GetMapping(HOME + "/give-back")
    ModelAndView givingBack(Member operator, @RequestParam String member) {
        var found = MemberId.parse(member).flatMap(members::find).orElseThrow(Problem::notFound);
        return registrations.paid(found.id()).orElse(null) instanceof Order.Paid paid
                ? Pages.show(
                        "stages/fee-back", "back", new FeeBack(found, paid.toPay(), paid.paidAt(), operator.zone()))
                : Pages.seeOther(HOME + "?member=" + found.id(), Flash.note("stages.wasSo"));
    }

    @PostMapping(HOME + "/give-back")
    ModelAndView giveBack(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var member = MemberId.parse(form.value("member")).flatMap(members::find).orElseThrow(Problem::notFound);
        if (!form.has("sure", "yes")) return Pages.seeOther(HOME + "/give-back?member=" + member.id());
        boolean gone = registrations.giveBack(member.id());
        var back = HOME + "?member=" + member.id();
        return Pages.seeOther(back, gone ? Flash.good("stages.register.givenBack") : Flash.note("stages.wasSo"));
    }

    private static Optional<Stage> stage(String word) {
        return List.of(Stage.values()).stream()
                .filter(one -> one.word().equals(word))
                .findFirst();
    }
}
