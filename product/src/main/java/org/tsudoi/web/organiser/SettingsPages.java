package org.tsudoi.web.organiser;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.registers.InvoiceCheck;
import org.tsudoi.registers.InvoiceRegister;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// What holds for all that an organiser sells: who sells, how invoices are numbered, and what can be paid with.
@Controller
public class SettingsPages {
    private final Organisers organisers;
    private final AcceptedMeans accepted;
    private final Payments payments;
    private final InvoiceRegister register;

    SettingsPages(Organisers organisers, AcceptedMeans accepted, Payments payments, InvoiceRegister register) {
        this.organisers = organisers;
        this.accepted = accepted;
        this.payments = payments;
        this.register = register;
    }

    @GetMapping("/organise/{organiser}/settings")
    ModelAndView show(Organiser organiser) {
        var form = Form.blank();
        SellerForm.fill(form, organiser);
        var refused = accepted.refused(organiser.id());
        for (var means : means(organiser)) {
            if (!refused.contains(means)) form.ticked("means", means.word());
        }
        return Pages.show("organiser/settings", "sheet", sheet(organiser), "form", form);
    }

    /// @param check what the register said of the number; null when it was not asked
    public record Sheet(
            Organiser organiser,
            List<Means> means,
            @Nullable InvoiceCheck check) {
        /// Whether the name that is registered is another than the seller's, apart from blanks and widths.
        public boolean isNamedOtherwise(String registered) {
            var seller = organiser.legal().map(legal -> legal.seller().value()).orElse("");
            return !seller.isEmpty() && !plain(seller).equals(plain(registered));
        }

        private static String plain(String name) {
            return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", "");
        }
    }

    private Sheet sheet(Organiser organiser) {
        var check = organiser.invoiceNumber().flatMap(number -> register.latest(organiser.id(), number));
        return new Sheet(organiser, means(organiser), check.orElse(null));
    }

    /// What is set up on this instance in the currency that is sold in.
    private List<Means> means(Organiser organiser) {
        return payments.means(organiser.currency());
    }

    @PostMapping("/organise/{organiser}/settings")
    ModelAndView save(Organiser organiser, @RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var legal = SellerForm.legal(form);
        var invoice = SellerForm.invoice(form);
        boolean inThailand = organiser.country().equals("TH");
        var thai = inThailand ? SellerForm.thai(form) : organiser.thaiTaxpayer();
        var taken = means(organiser).stream()
                .filter(means -> form.has("means", means.word()))
                .toList();
        if (taken.isEmpty() && !means(organiser).isEmpty()) form.wrong("means", "settings.error.noMeans");
        if (!form.isGood()) return Pages.again("organiser/settings", "sheet", sheet(organiser), "form", form);
        legal.ifPresent(it -> organisers.showLegally(organiser.id(), it));
        organisers.numberInvoices(organiser.id(), invoice);
        organisers.registerInThailand(organiser.id(), thai);
        var refused = EnumSet.noneOf(Means.class);
        Arrays.stream(Means.values())
                .filter(means(organiser).stream()
                        .filter(it -> !taken.contains(it))
                        .toList()::contains)
                .forEach(refused::add);
        accepted.refuse(organiser.id(), refused);
        invoice.ifPresent(number -> register.check(organiser.id(), number));
        var doubtful = invoice.filter(number -> !number.canBeCorporate()).isPresent();
        return Pages.seeOther(
                "/organise/" + organiser.slug() + "/settings",
                doubtful ? Flash.note("settings.savedDoubtful") : Flash.good("settings.saved"));
    }
}
