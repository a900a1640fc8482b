package org.tsudoi.web.participant;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Order;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What stands on the page with the button that orders with payment: the six things that 特商法12条の6 asks for, who
/// sells, and the words of the button. The page shows these lines and no others, and their text is kept as evidence.
/// Nothing in it changes by the minute, so that who reads on for a while has read the same.
public final class FinalScreen {
    private static final String DETAIL = "  ";

    private final Language language;
    private final Texts texts;
    private final Formats formats;
    private final OrderView view;
    private final List<Line> lines = new ArrayList<>();

    /// @param words one sentence a line
    public record Line(String term, List<String> words) {}

    private FinalScreen(Texts texts, Language language, OrderView view) {
        this.texts = texts;
        this.language = language;
        this.formats = new Formats(language);
        this.view = view;
        quantity();
        total();
        payment();
        delivery();
        cancelling();
        period();
        add("seller", List.of(seller()));
    }

    public static FinalScreen of(Texts texts, Language language, OrderView view) {
        return new FinalScreen(texts, language, view);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public String button() {
        return view.isPaidInParts()
                ? say("confirm.buttonParts")
                : say("confirm.button", formats.money(view.order().toPay()));
    }

    /// As it is kept: a line each, in one form of Unicode.
    public String text() {
        var written = lines.stream()
                .map(line -> line.term() + "\n"
                        + line.words().stream().map(word -> DETAIL + word).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
        return Normalizer.normalize(written + "\n[" + button() + "]\n", Normalizer.Form.NFC);
    }

    /// Names the version of the text that was shown.
    public String hash() {
        return Confirmations.hash(text());
    }

    private String say(String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }

    private void add(String term, List<String> words) {
        lines.add(new Line(say("confirm.term." + term), words));
    }

    private void quantity() {
        var terms = view.terms();
        if (terms.isPeriod()) {
            add("quantity", List.of(say("dues.final", view.told().title(), terms.planName()), say("dues.goesOn")));
            return;
        }
        if (terms.isAtOnce()) {
            add(
                    "quantity",
                    List.of(
                            say("house.final", view.sold(texts, language), view.plan(texts, language)),
                            say("confirm.once")));
            return;
        }
        add(
                "quantity",
                List.of(
                        say(
                                terms.isSession() ? "confirm.sessions" : "confirm.quantity",
                                view.told().title(),
                                terms.planName(),
                                terms.places()),
                        say("confirm.once")));
        extras();
    }

    private void extras() {
        var extras = view.terms().extras();
        if (extras.isEmpty()) return;
        add(
                "extras",
                extras.stream()
                        .map(one -> say("addons.line", one.name(), one.quantity(), formats.money(one.total())))
                        .toList());
    }

    private void total() {
        var words = new ArrayList<String>();
        var total = formats.money(view.order().toPay());
        words.add(view.terms().tax().percent() == 0 ? total : say("confirm.taxIncluded", total));
        var by = view.order().reductions();
        if (!by.isNone()) {
            words.add(say(
                    "points.onReceipt",
                    formats.money(view.terms().total()),
                    formats.money(by.voucher()),
                    formats.money(by.points())));
        }
        var terms = view.terms();
        if (terms.feeOnTop().isPositive()) {
            words.add(say(
                    "fees.final",
                    formats.money(terms.placePrice().times(terms.places())),
                    formats.money(terms.fee().onTop()),
                    terms.places(),
                    formats.money(terms.feeOnTop())));
            words.add(say("fees.noOthers"));
        } else words.add(say("confirm.noFees"));
        words.addAll(kept());
        words.addAll(onTop());
        view.organiser()
                .legal()
                .map(LegalDisplay::charges)
                .filter(it -> !it.isBlank())
                .ifPresent(it -> words.add(say("confirm.charges", it)));
        add("total", words);
    }

    /// Of sessions: what payment companies keep of what is paid, which is not the buyer's to bear.
    private List<String> kept() {
        if (!view.terms().isSession() || view.order().toPay().isZero()) return List.of();
        var words = new ArrayList<>(List.of(say("costs.final.platform")));
        for (var one : view.means()) {
            words.add(PaymentCosts.sentence(
                    texts, language, one.word(), one.fee(), view.order().toPay()));
        }
        return words;
    }

    /// What others ask the buyer for, by how it is paid.
    private List<String> onTop() {
        var words = new ArrayList<String>();
        if (view.mayPayLater()) {
            named(view.means().stream()
                            .filter(one -> !one.isByBank() && one.onTop().isZero())
                            .toList())
                    .ifPresent(names -> words.add(say("ontop.none", names)));
        }
        for (var one : view.means()) {
            var name = say("means." + one.word());
            if (one.isByBank()) words.add(say("ontop.bank", name));
            if (one.onTop().isPositive()) words.add(say("ontop.provider", name, formats.money(one.onTop())));
        }
        return words;
    }

    /// What is paid at a store or a bank is paid until an hour, which is told with its number once more.
    private void payment() {
        var zone = view.told().zone();
        var words = new ArrayList<String>();
        if (view.isPaidInParts()) words.add(say("confirm.payInParts"));
        named(view.means().stream().filter(one -> !one.later()).toList())
                .ifPresent(now -> words.add(say("confirm.payNow", now)));
        view.means().stream()
                .filter(OrderView.MeansView::later)
                .sorted(Comparator.comparing(OrderView.MeansView::until))
                .collect(Collectors.groupingBy(one -> end(one, zone), LinkedHashMap::new, Collectors.toList()))
                .forEach((end, means) ->
                        named(means).ifPresent(later -> words.add(say("confirm.payLater", later, end))));
        add("payment", words);
    }

    private Optional<String> named(List<OrderView.MeansView> means) {
        return means.stream()
                .map(one -> say("means." + one.word()))
                .reduce((before, next) -> say("confirm.list", before, next));
    }

    private String end(OrderView.MeansView one, ZoneId zone) {
        return one.isBySlip() ? formats.date(one.lastDay()) : formats.dateTime(one.until(), zone);
    }

    private void delivery() {
        var told = view.told();
        if (view.terms().isCourse()) {
            var words = new ArrayList<>(List.of(say("confirm.delivery")));
            for (var date : view.dates()) words.add(formats.span(date.begin(), date.end(), told.zone()));
            add("delivery", words);
            return;
        }
        add(
                "delivery",
                told.schedule() instanceof Schedule.Fixed fixed
                        ? List.of(
                                say("confirm.delivery"),
                                say("confirm.held", formats.span(fixed.begin(), fixed.end(), fixed.zone())))
                        : List.of(say(arrives())));
    }

    private String arrives() {
        return switch (view.terms().when()) {
            case Order.When.Period _ -> "dues.delivery";
            case Order.When.AtOnce _ -> "house.delivery";
            case Order.When.At _, Order.When.Course _, Order.When.Arranged _ -> "confirm.arranged";
        };
    }

    private void cancelling() {
        if (!view.terms().takesSeats()) {
            var how = new ArrayList<>(List.of(say(view.terms().isPeriod() ? "dues.leaving" : "house.noCancelling")));
            contact(how);
            add("cancel", how);
            return;
        }
        var zone = view.told().zone();
        var refunds = view.refundTerms();
        var words = new ArrayList<String>();
        boolean rest = view.terms()
                .course()
                .filter(course -> course.leaving().givesBack())
                .isPresent();
        if (refunds.steps().isEmpty()) words.add(say(rest ? "policy.rest" : "policy.none"));
        else if (refunds.isOver(view.now())) words.add(say(rest ? "policy.rest" : "policy.over"));
        else if (view.terms().isSession()) words.addAll(beforeSessions());
        else {
            for (var step : refunds.ahead(view.now())) {
                words.add(say(
                        step.percent() == 100 ? "policy.full" : "policy.part",
                        formats.dateTime(step.until(), zone),
                        step.percent()));
            }
            words.add(say(rest ? "policy.restAfter" : "policy.after"));
        }
        view.terms().course().ifPresent(course -> words.addAll(CourseRefunds.say(language, texts, course.leaving())));
        words.add(view.cancellableUntil()
                .map(until -> say("confirm.cancelHow", formats.dateTime(until, zone)))
                .orElseGet(() -> say("confirm.cancelSession")));
        contact(words);
        add("cancel", words);
    }

    private void contact(List<String> words) {
        view.organiser()
                .legal()
                .ifPresent(legal ->
                        words.add(say("confirm.contact", legal.contact().value())));
    }

    /// By how long before it starts, since nobody knows yet when that is.
    private List<String> beforeSessions() {
        var words = new ArrayList<>(Rules.say(language, texts, view.terms().policy()));
        words.add(say("policy.after"));
        return words;
    }

    private void period() {
        var told = view.told();
        add(
                "period",
                List.of(
                        !view.terms().takesSeats()
                                ? say("dues.openUntil", until())
                                : told.soldUntil()
                                        .map(until -> say("confirm.period", formats.dateTime(until, told.zone())))
                                        .orElseGet(() -> say("confirm.periodOpen"))));
    }

    private String until() {
        var until = view.heldUntil();
        return until == null ? "" : formats.dateTime(until, view.told().zone());
    }

    private String seller() {
        return view.organiser()
                .legal()
                .map(legal -> legal.seller().value())
                .orElse(view.organiser().name());
    }

    Locale locale() {
        return language.locale();
    }
}
