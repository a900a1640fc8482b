package org.tsudoi.web.participant;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.orders.Confirmations;
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
        add(
                "quantity",
                List.of(
                        say("confirm.quantity", view.told().title(), terms.planName(), terms.places()),
                        say("confirm.once")));
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
        view.organiser()
                .legal()
                .map(LegalDisplay::charges)
                .filter(it -> !it.isBlank())
                .ifPresent(it -> words.add(say("confirm.charges", it)));
        add("total", words);
    }

    /// What is paid at a store or a bank is paid until a day, which is told with its number once more.
    private void payment() {
        var zone = view.told().schedule().zone();
        var words = new ArrayList<String>();
        if (view.isPaidInParts()) words.add(say("confirm.payInParts"));
        named(view.means().stream().filter(one -> !one.later()).toList())
                .ifPresent(now -> words.add(say("confirm.payNow", now)));
        view.means().stream()
                .filter(OrderView.MeansView::later)
                .collect(Collectors.groupingBy(one -> lastDay(one, zone), TreeMap::new, Collectors.toList()))
                .forEach((day, means) ->
                        named(means).ifPresent(later -> words.add(say("confirm.payLater", later, formats.date(day)))));
        add("payment", words);
    }

    private Optional<String> named(List<OrderView.MeansView> means) {
        return means.stream()
                .map(one -> say("means." + one.word()))
                .reduce((before, next) -> say("confirm.list", before, next));
    }

    /// A slip is good until the end of the day before.
    private static LocalDate lastDay(OrderView.MeansView one, ZoneId zone) {
        var day = one.until().atZone(zone).toLocalDate();
        return one.word().equals("slip") ? day.minusDays(1) : day;
    }

    private void delivery() {
        var told = view.told();
        add(
                "delivery",
                List.of(
                        say("confirm.delivery"),
                        say(
                                "confirm.held",
                                formats.span(
                                        told.startsAt(),
                                        told.endsAt(),
                                        told.schedule().zone()))));
    }

    private void cancelling() {
        var zone = view.told().schedule().zone();
        var refunds = view.refundTerms();
        var words = new ArrayList<String>();
        if (refunds.steps().isEmpty()) words.add(say("policy.none"));
        else if (refunds.isOver(view.now())) words.add(say("policy.over"));
        else {
            for (var step : refunds.ahead(view.now())) {
                words.add(say(
                        step.percent() == 100 ? "policy.full" : "policy.part",
                        formats.dateTime(step.until(), zone),
                        step.percent()));
            }
            words.add(say("policy.after"));
        }
        words.add(say("confirm.cancelHow", formats.dateTime(view.terms().cancellableUntil(view.told()), zone)));
        view.organiser()
                .legal()
                .ifPresent(legal ->
                        words.add(say("confirm.contact", legal.contact().value())));
        add("cancel", words);
    }

    private void period() {
        var told = view.told();
        var until = formats.dateTime(told.soldUntil(), told.schedule().zone());
        add("period", List.of(say("confirm.period", until)));
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
