package org.tsudoi.web.operator;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.fees.Fees;
import org.tsudoi.fees.OfferingKind;
import org.tsudoi.members.Member;
import org.tsudoi.money.Money;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Page;
import org.tsudoi.web.Pages;

/// What the platform asks for each place, by kind of offering: what holds, what was set by whom, and a new rate.
@Controller
public class FeesPage {
    private static final String HOME = "/operate/fees";
    private static final int PERCENT_DIGITS = 2;

    private final Fees fees;
    private final Names.Book people;
    private final Clock clock;

    FeesPage(Fees fees, Names.Book people, Clock clock) {
        this.fees = fees;
        this.people = people;
        this.clock = clock;
    }

    /// @param rates in each currency that has one
    public record KindView(OfferingKind kind, List<FeeRate> rates) {}

    /// @param history all that was ever set, the newest first
    public record FeesView(List<KindView> now, List<Fees.Setting> history, Names names, ZoneId zone, Instant at) {}

    @GetMapping(HOME)
    ModelAndView show(Member operator) {
        var form = Form.blank()
                .with("kind", OfferingKind.MEETING.word())
                .with("currency", "JPY")
                .with("percent", "0")
                .with("fixed", "0")
                .with("least", "0")
                .with("from", LocalDate.ofInstant(clock.instant(), operator.zone()));
        return Pages.show("operator/fees", "fees", view(operator), "form", form);
    }

    private FeesView view(Member operator) {
        var now = clock.instant();
        var kinds = Arrays.stream(OfferingKind.values())
                .map(kind -> new KindView(
                        kind,
                        currencies().stream()
                                .flatMap(currency -> fees.rate(kind, currency, now).stream())
                                .filter(rate -> !rate.isNothing())
                                .toList()))
                .toList();
        var history = fees.history();
        var names = people.of(history.stream().map(Fees.Setting::setBy));
        return new FeesView(kinds, history, names, operator.zone(), now);
    }

    public static List<Currency> currencies() {
        return List.of("JPY", "THB", "USD", "EUR").stream()
                .map(Currency::getInstance)
                .toList();
    }

    @PostMapping(HOME)
    ModelAndView set(Member operator, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var rate = read(form, operator.zone());
        if (rate.isEmpty()) return Pages.again("operator/fees", "fees", view(operator), "form", form);
        if (rate.get().validFrom().isAfter(clock.instant())) fees.set(rate.get(), operator.id());
        else fees.setFromNow(rate.get(), operator.id());
        return Pages.seeOther(HOME, Flash.good("fees.set"));
    }

    private Optional<FeeRate> read(Form form, ZoneId zone) {
        var kind = form.choice("kind", word -> OfferingKind.of(word).filter(it -> !it.isAlwaysFree()));
        var percent = form.read("percent", "fees.error.percent", FeesPage::basisPoints);
        var currency = form.choice(
                "currency",
                code -> currencies().stream()
                        .filter(it -> it.getCurrencyCode().equals(code))
                        .findFirst());
        var from = from(form, zone);
        if (currency.isEmpty()) return Optional.empty();
        var fixed = form.money("fixed", currency.get());
        var least = form.money("least", currency.get());
        var most = form.value("most").isBlank() ? Optional.<Money>empty() : form.money("most", currency.get());
        if (least.isPresent() && most.isPresent() && most.get().compareTo(least.get()) < 0) {
            form.wrong("most", "fees.error.most");
        }
        if (!form.isGood()) return Optional.empty();
        return Optional.of(new FeeRate(
                kind.orElseThrow(),
                percent.orElseThrow(),
                fixed.orElseThrow(),
                least.orElseThrow(),
                most,
                from.orElseThrow()));
    }

    private static Optional<Integer> basisPoints(String percent) {
        int points = new BigDecimal(percent).movePointRight(PERCENT_DIGITS).intValueExact();
        return Optional.of(points).filter(it -> it >= 0 && it <= FeeRate.BASIS_POINTS_MAX);
    }

    /// From the beginning of a day; of today, from now on.
    private Optional<Instant> from(Form form, ZoneId zone) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        return form.date("from").flatMap(day -> {
            if (day.isBefore(today)) {
                form.wrong("from", "fees.error.from");
                return Optional.empty();
            }
            return Optional.of(day.equals(today) ? now : day.atStartOfDay(zone).toInstant());
        });
    }

    /// `3.5 % + ¥50`, with its limits where there are any.
    public static String text(Page page, FeeRate rate) {
        var percent = BigDecimal.valueOf(rate.basisPoints(), PERCENT_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
        var text = page.t("fees.rate", percent, page.money(rate.fixed()));
        if (rate.least().isPositive()) text = page.t("fees.rateLeast", text, page.money(rate.least()));
        return rate.most().isPresent()
                ? page.t("fees.rateMost", text, page.money(rate.most().get()))
                : text;
    }
}
