package org.tsudoi.web.organiser;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What holds for all that an organiser sells: who sells, how invoices are numbered, and what can be paid with.
@Controller
public class SettingsPages {
    private static final int ADDRESS_MAX = 300;

    private final Organisers organisers;
    private final AcceptedMeans accepted;
    private final Payments payments;

    SettingsPages(Organisers organisers, AcceptedMeans accepted, Payments payments) {
        this.organisers = organisers;
        this.accepted = accepted;
        this.payments = payments;
    }

    @GetMapping("/organise/{organiser}/settings")
    ModelAndView show(Organiser organiser) {
        var form = Form.blank()
                .with(
                        "invoice",
                        organiser.invoiceNumber().map(InvoiceNumber::value).orElse(""));
        organiser.legal().ifPresent(legal -> {
            form.with("seller", legal.seller().value())
                    .with("address", legal.address().orElse(""))
                    .with("contact", legal.contact().value());
            if (legal.addressOnRequest()) form.with("onRequest", "yes");
        });
        var refused = accepted.refused(organiser.id());
        for (var means : means()) {
            if (!refused.contains(means)) form.with("means", means.word());
        }
        return Pages.show("organiser/settings", "organiser", organiser, "means", means(), "form", form);
    }

    /// What is set up on this instance, whatever the currency.
    private List<Means> means() {
        return payments.means();
    }

    @PostMapping("/organise/{organiser}/settings")
    ModelAndView save(Organiser organiser, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var legal = legal(form);
        var invoice = invoice(form);
        var taken = means().stream()
                .filter(means -> form.has("means", means.word()))
                .toList();
        if (taken.isEmpty() && !means().isEmpty()) form.wrong("means", "settings.error.noMeans");
        if (!form.isGood())
            return Pages.again("organiser/settings", "organiser", organiser, "means", means(), "form", form);
        legal.ifPresent(it -> organisers.showLegally(organiser.id(), it));
        organisers.numberInvoices(organiser.id(), invoice);
        var refused = EnumSet.noneOf(Means.class);
        Arrays.stream(Means.values())
                .filter(means().stream().filter(it -> !taken.contains(it)).toList()::contains)
                .forEach(refused::add);
        accepted.refuse(organiser.id(), refused);
        var doubtful = invoice.filter(number -> !number.canBeCorporate()).isPresent();
        return Pages.seeOther(
                "/organise/" + organiser.slug() + "/settings",
                doubtful ? Flash.note("settings.savedDoubtful") : Flash.good("settings.saved"));
    }

    /// All of it or nothing: who has not told yet need not.
    private static Optional<LegalDisplay> legal(Form form) {
        boolean blank = form.value("seller").isBlank()
                && form.value("address").isBlank()
                && form.value("contact").isBlank();
        if (blank) return Optional.empty();
        var seller = form.read("seller", "apply.error.name", PersonName::read);
        var contact = form.read("contact", "apply.error.email", EmailAddress::read);
        var address = form.optionalText("address", ADDRESS_MAX);
        boolean onRequest = form.has("onRequest", "yes");
        if (address.isBlank() && !onRequest) form.wrong("address", "settings.error.address");
        if (!form.isGood() || seller.isEmpty() || contact.isEmpty()) return Optional.empty();
        return Optional.of(new LegalDisplay(
                seller.get(), Optional.of(address).filter(text -> !text.isBlank()), onRequest, contact.get()));
    }

    private static Optional<InvoiceNumber> invoice(Form form) {
        var typed = form.value("invoice");
        if (typed.isBlank()) return Optional.empty();
        var read = InvoiceNumber.read(typed);
        if (read.isEmpty()) form.wrong("invoice", "settings.error.invoice");
        return read;
    }
}
