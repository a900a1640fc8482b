package org.tsudoi.web.participant;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.Fees;
import org.tsudoi.fees.OfferingKind;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Pages;

/// What 特定商取引法 §11 asks each organiser to show, linked from every page that sells: in Japanese, which counts, and
/// translated for who reads another language.
@Controller
public class LegalPages {
    private final Organisers organisers;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final Fees fees;
    private final Texts texts;
    private final Clock clock;

    LegalPages(Organisers organisers, AcceptedMeans accepted, Payments payments, Fees fees, Texts texts, Clock clock) {
        this.organisers = organisers;
        this.accepted = accepted;
        this.payments = payments;
        this.fees = fees;
        this.texts = texts;
        this.clock = clock;
    }

    /// @param words a sentence each
    public record Row(String term, List<String> words) {}

    /// @param translated empty for readers of Japanese
    public record Law(Organiser organiser, List<Row> japanese, List<Row> translated) {}

    @GetMapping("/o/{slug}/legal")
    ModelAndView law(@PathVariable String slug, Language language) {
        var organiser = organisers.findBySlug(slug).orElseThrow(Problem::notFound);
        var law = new Law(
                organiser,
                rows(organiser, Language.JA),
                language == Language.JA ? List.of() : rows(organiser, language));
        return Pages.show("participant/law", "law", law);
    }

    private List<Row> rows(Organiser organiser, Language language) {
        var rows = new ArrayList<Row>();
        organiser.legal().ifPresentOrElse(legal -> seller(rows, legal, language), () -> {
            rows.add(row(language, "law.seller", organiser.name()));
            rows.add(row(language, "law.address", say(language, "law.notYet")));
        });
        organiser
                .invoiceNumber()
                .map(InvoiceNumber::value)
                .ifPresent(number -> rows.add(row(language, "law.registration", number)));
        rows.add(row(language, "law.price", say(language, "legal.text.price")));
        rows.add(charges(organiser, language));
        rows.add(row(language, "law.shipping", say(language, "law.shippingNone")));
        rows.add(new Row(say(language, "law.payment"), means(organiser, language)));
        rows.add(row(
                language,
                "law.delivery",
                say(language, "legal.text.delivery"),
                say(language, "law.sessions", say(language, "confirm.arranged"))));
        rows.add(row(language, "law.period", say(language, "law.periodText")));
        rows.add(row(language, "law.cancel", say(language, "legal.text.cancel"), say(language, "law.liability")));
        rows.add(row(language, "law.system", say(language, "legal.text.system")));
        rows.add(conditions(organiser, language));
        rows.add(row(language, "law.repeated", say(language, "law.repeatedNone")));
        rows.add(row(language, "law.mails", say(language, "law.mailsNone")));
        return rows;
    }

    private void seller(List<Row> rows, LegalDisplay legal, Language language) {
        rows.add(row(language, "law.seller", legal.seller().value()));
        legal.responsible().ifPresent(name -> rows.add(row(language, "law.responsible", name.value())));
        var onRequest = say(language, "legal.onRequest");
        boolean hidden = legal.addressOnRequest();
        rows.add(row(
                language, "law.address", hidden ? onRequest : legal.address().orElse(onRequest)));
        rows.add(row(language, "law.phone", hidden ? onRequest : legal.phone().orElse(onRequest)));
        rows.add(row(language, "law.mail", legal.contact().value()));
    }

    private Row charges(Organiser organiser, Language language) {
        var words = new ArrayList<String>();
        organiser.legal().map(LegalDisplay::charges).filter(it -> !it.isBlank()).ifPresent(words::add);
        if (mayAddFee(organiser)) words.add(say(language, "fees.law"));
        var byProviders = takenOnTop(organiser, language);
        words.addAll(byProviders);
        words.add(say(language, byProviders.isEmpty() ? "law.noFees" : "law.noOtherFees"));
        words.add(say(language, "legal.text.extra"));
        return new Row(say(language, "law.charges"), words);
    }

    /// What others ask buyers for, by how it is paid.
    private List<String> takenOnTop(Organiser organiser, Language language) {
        return offers(organiser)
                .filter(offer -> offer.choice().means() == Means.BANK_TRANSFER
                        || offer.onTop().isPositive())
                .map(offer -> {
                    var name = say(language, "means." + offer.choice().means().word());
                    return offer.onTop().isPositive()
                            ? say(language, "ontop.provider", name, new Formats(language).money(offer.onTop()))
                            : say(language, "ontop.bank", name);
                })
                .distinct()
                .toList();
    }

    /// What the organiser takes, of what can be paid here in their currency.
    private Stream<Payments.Offer> offers(Organiser organiser) {
        var refused = accepted.refused(organiser.id());
        return payments.offersIn(organiser.currency()).stream()
                .filter(offer -> !refused.contains(offer.choice().means()));
    }

    /// Whether a buyer bears the platform's fee, of all events or of some.
    private boolean mayAddFee(Organiser organiser) {
        boolean byBuyer = fees.usual(organiser.id()) == Bearer.BUYER
                || fees.chosen(organiser.id()).containsValue(Bearer.BUYER);
        return byBuyer
                && fees.rate(OfferingKind.MEETING, organiser.currency(), clock.instant())
                        .filter(rate -> !rate.isNothing())
                        .isPresent();
    }

    private Row conditions(Organiser organiser, Language language) {
        var words = new ArrayList<String>();
        words.add(say(language, "law.placesMax", Plan.PLACES_MAX));
        organiser
                .legal()
                .map(LegalDisplay::conditions)
                .filter(it -> !it.isBlank())
                .ifPresent(words::add);
        return new Row(say(language, "law.conditions"), words);
    }

    /// By when each is paid.
    private List<String> means(Organiser organiser, Language language) {
        var words = new ArrayList<String>();
        offers(organiser)
                .map(offer -> offer.choice().means())
                .distinct()
                .forEach(means -> words.add(say(
                        language,
                        means.isPaidElsewhere() ? "law.payLater" : "law.payNow",
                        say(language, "means." + means.word()))));
        words.add(say(language, "law.paymentShown"));
        return words;
    }

    private Row row(Language language, String term, String... words) {
        return new Row(say(language, term), List.of(words));
    }

    private String say(Language language, String key, Object... arguments) {
        return texts.say(language, key, arguments);
    }
}
