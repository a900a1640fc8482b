package org.tsudoi.web.organiser;

import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.Stream;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.web.Form;

/// Who sells, as the form asks for it.
final class SellerForm {
    private static final int ADDRESS_MAX = 300;
    private static final int TEXT_MAX = 500;

    private SellerForm() {}

    static void fill(Form form, Organiser organiser) {
        form.with("invoice", organiser.invoiceNumber().map(InvoiceNumber::value).orElse(""));
        organiser.legal().ifPresent(legal -> {
            form.with("seller", legal.seller().value())
                    .with("address", legal.address().orElse(""))
                    .with("contact", legal.contact().value())
                    .with("phone", legal.phone().orElse(""))
                    .with(
                            "responsible",
                            legal.responsible().map(PersonName::value).orElse(""))
                    .with("charges", legal.charges())
                    .with("conditions", legal.conditions());
            if (legal.addressOnRequest()) form.with("onRequest", "yes");
        });
        organiser
                .thaiTaxpayer()
                .ifPresent(it -> form.with("thaiNumber", it.number().value()).with("thaiBranch", it.branch()));
    }

    /// All of it or nothing: who has not told yet need not.
    static Optional<LegalDisplay> legal(Form form) {
        boolean blank = Stream.of("seller", "address", "contact", "phone", "responsible", "charges", "conditions")
                .allMatch(field -> form.value(field).isBlank());
        if (blank) return Optional.empty();
        var seller = form.read("seller", "apply.error.name", PersonName::read);
        var contact = form.read("contact", "apply.error.email", EmailAddress::read);
        var address = form.optionalText("address", ADDRESS_MAX);
        boolean onRequest = form.has("onRequest", "yes");
        if (address.isBlank() && !onRequest) form.wrong("address", "settings.error.address");
        var phone = unlessBlank(form, "phone", "seller.error.phone", SellerForm::phone);
        var responsible = unlessBlank(form, "responsible", "apply.error.name", PersonName::read);
        var charges = form.optionalText("charges", TEXT_MAX);
        var conditions = form.optionalText("conditions", TEXT_MAX);
        if (!form.isGood() || seller.isEmpty() || contact.isEmpty()) return Optional.empty();
        return Optional.of(new LegalDisplay(
                seller.get(),
                Optional.of(address).filter(text -> !text.isBlank()),
                onRequest,
                contact.get(),
                phone,
                responsible,
                charges,
                conditions));
    }

    private static <T> Optional<T> unlessBlank(
            Form form, String field, String wrong, java.util.function.Function<String, Optional<T>> reader) {
        return form.value(field).isBlank() ? Optional.empty() : form.read(field, wrong, reader);
    }

    /// As people write it, of any country.
    private static Optional<String> phone(String typed) {
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replaceAll("[\\u2010-\\u2015]", "-");
        boolean fits = plain.matches("\\+?[0-9][0-9 ()-]{7,22}")
                && plain.replaceAll("\\D", "").length() <= 15;
        return fits ? Optional.of(plain) : Optional.empty();
    }

    static Optional<InvoiceNumber> invoice(Form form) {
        var typed = form.value("invoice");
        if (typed.isBlank()) return Optional.empty();
        var read = InvoiceNumber.read(typed);
        if (read.isEmpty()) form.wrong("invoice", "settings.error.invoice");
        return read;
    }

    /// The head office where no branch is told. A tax invoice needs the seller's address.
    static Optional<ThaiTaxpayer> thai(Form form) {
        if (form.value("thaiNumber").isBlank()) return Optional.empty();
        var number = form.read("thaiNumber", "papers.error.taxNumber", ThaiTaxNumber::read);
        var branch = form.value("thaiBranch").strip();
        if (branch.isEmpty()) branch = ThaiTaxpayer.HEAD_OFFICE;
        if (!branch.matches("[0-9]{5}")) {
            form.wrong("thaiBranch", "papers.error.branch");
            return Optional.empty();
        }
        if (form.value("address").isBlank()) form.wrong("address", "seller.error.thaiAddress");
        var office = branch;
        return number.map(it -> new ThaiTaxpayer(it, office));
    }
}
