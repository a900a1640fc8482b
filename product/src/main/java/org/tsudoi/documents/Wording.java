package org.tsudoi.documents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// How the papers of one seller say things in one language.
final class Wording {
    private final Texts texts;
    private final Language language;
    private final Formats formats;
    private final Organiser seller;
    private final ZoneId eventZone;

    /// What was issued, sold or given back on which day is said by the seller's clocks, as it is archived and added up;
    /// when something is held, by those of the place.
    Wording(Texts texts, Language language, Organiser seller, ZoneId eventZone) {
        this.texts = texts;
        this.language = language;
        this.formats = new Formats(language);
        this.seller = seller;
        this.eventZone = eventZone;
    }

    String say(String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }

    /// In Thai where Thai law asks for it and the paper is in another language.
    String inThai(String key) {
        return language == Language.TH ? "" : texts.say(Language.TH, key);
    }

    String money(Money money) {
        return formats.money(money);
    }

    String date(Instant at) {
        return formats.date(at.atZone(seller.zone()).toLocalDate());
    }

    String moment(Instant at) {
        return formats.dateTime(at, seller.zone()) + " (" + formats.zone(seller.zone()) + ")";
    }

    String span(Instant from, Instant to) {
        return formats.span(from, to, eventZone);
    }

    String number(long number) {
        return formats.number(number);
    }

    /// Who is addressed: a Japanese name gets its 様, unless it was typed with one.
    List<String> to(Recipient recipient) {
        var to = new ArrayList<String>();
        boolean politely = recipient.name().endsWith("様") || recipient.name().endsWith("御中");
        to.add(politely ? recipient.name() : say("paper.to", recipient.name()));
        recipient.address().lines().forEach(to::add);
        recipient.taxNumber().map(ThaiTaxNumber::grouped).ifPresent(number -> to.add(say("paper.taxNumber", number)));
        if (!recipient.branch().isEmpty()) to.add(branch(recipient.branch()));
        return to;
    }

    private String branch(String branch) {
        return branch.equals(ThaiTaxpayer.HEAD_OFFICE) ? say("paper.headOffice") : say("paper.branch", branch);
    }

    /// The seller's name as the law knows it, and what says who that is.
    List<String> from(boolean withAddress) {
        var from = new ArrayList<String>();
        from.add(sellerName());
        if (withAddress)
            seller.legal()
                    .flatMap(LegalDisplay::address)
                    .ifPresent(address -> address.lines().forEach(from::add));
        seller.invoiceNumber().ifPresent(number -> from.add(say("paper.registration", number.value())));
        seller.thaiTaxpayer().ifPresent(it -> {
            from.add(say("paper.taxNumber", it.number().grouped()));
            from.add(branch(it.branch()));
        });
        return from;
    }

    private String sellerName() {
        return seller.legal().map(legal -> legal.seller().value()).orElse(seller.name());
    }

    /// What was taken, or went back, by rate of tax. A seller in Japan without a registration number names the rates
    /// and not the tax; who is not registered in Thailand has none.
    List<String> taxes(RateTotals totals) {
        var lines = new ArrayList<String>();
        for (var total : totals.totals()) taxed(total).ifPresent(lines::add);
        return lines;
    }

    private Optional<String> taxed(RateTotals.Total total) {
        int percent = total.tax().percent();
        var amount = money(total.amount());
        boolean reduced = total.tax().category() == Tax.Category.REDUCED;
        return switch (seller.country()) {
            case "JP" ->
                Optional.of(
                        percent == 0
                                ? say("paper.untaxed", amount)
                                : seller.invoiceNumber().isPresent()
                                        ? say(
                                                reduced ? "paper.taxedReduced" : "paper.taxed",
                                                percent,
                                                amount,
                                                money(total.within()))
                                        : say(reduced ? "paper.rateReduced" : "paper.rate", percent, amount));
            case "TH" ->
                seller.thaiTaxpayer().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                percent == 0
                                        ? say("paper.untaxed", amount)
                                        : say("paper.vatWithin", percent, amount, money(total.within())));
            default -> Optional.of(say("paper.taxIncluded"));
        };
    }

    RateTotals.Rounding rounding() {
        return seller.country().equals("TH") ? RateTotals.Rounding.NEAREST : RateTotals.Rounding.DOWN;
    }

    /// What was sold, with the mark that the law asks for beside what is taxed less.
    String sold(String title, Tax tax) {
        return tax.category() == Tax.Category.REDUCED ? say("paper.reducedItem", title) : title;
    }
}
