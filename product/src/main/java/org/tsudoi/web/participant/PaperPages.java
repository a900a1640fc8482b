package org.tsudoi.web.participant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.documents.CreditNotes;
import org.tsudoi.documents.IssuedPaper;
import org.tsudoi.documents.Paper;
import org.tsudoi.documents.PaperId;
import org.tsudoi.documents.Receipts;
import org.tsudoi.documents.Recipient;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Language;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;

/// The papers of one order as they were issued, and the form that has one issued anew: to another name, in another
/// language, or as a full tax invoice of Thailand.
@Controller
public class PaperPages {
    private final Orders orders;
    private final Events events;
    private final Receipts receipts;
    private final CreditNotes creditNotes;

    PaperPages(Orders orders, Events events, Receipts receipts, CreditNotes creditNotes) {
        this.orders = orders;
        this.events = events;
        this.receipts = receipts;
        this.creditNotes = creditNotes;
    }

    /// @param voided of the credit notes, whose refund has come back from the bank
    /// @param thai whether a full tax invoice of Thailand can be had
    public record Sheet(String link, Event.Particulars told, List<Paper> papers, Set<PaperId> voided, boolean thai) {
        public Map<String, String> languages() {
            var options = new LinkedHashMap<String, String>();
            for (var language : Language.values()) options.put(language.tag(), language.ownName());
            return options;
        }

        /// The credit notes that can be issued anew, by their refunds; the first of each.
        public List<Paper> creditNotes() {
            return papers.stream()
                    .filter(paper -> paper.refund().isPresent() && paper.first().isEmpty())
                    .filter(paper -> !voided.contains(paper.id()))
                    .toList();
        }
    }

    @GetMapping("/orders/{link}/papers")
    ModelAndView list(@PathVariable String link, Language language) {
        var order = order(link);
        var original = receipts.original(order.id()).paper();
        var form = Form.blank().with("name", original.recipient().name()).with("language", language.tag());
        return Pages.show("participant/papers", "sheet", sheet(link, order), "form", form);
    }

    @PostMapping("/orders/{link}/papers")
    ModelAndView reissue(@PathVariable String link, @RequestParam MultiValueMap<String, String> typed) {
        var order = order(link);
        receipts.original(order.id());
        var sheet = sheet(link, order);
        var form = Form.of(typed);
        var recipient = recipient(form, sheet.thai());
        var language = form.choice("language", Language::of);
        if (!form.isGood() || recipient.isEmpty() || language.isEmpty()) {
            return Pages.again("participant/papers", "sheet", sheet, "form", form);
        }
        return anew(order.id(), form.value("paper"), recipient.get(), language.get())
                .map(issued -> Pages.seeOther(
                        "/orders/" + link + "/papers",
                        Flash.good("papers.issued", issued.paper().shownNumber())))
                .orElseGet(() -> Pages.again(
                        "participant/papers", "sheet", sheet, "form", form.wrong("name", "papers.error.tooMany")));
    }

    /// @param refund of a credit note; empty for the receipt
    private Optional<IssuedPaper> anew(OrderId order, String refund, Recipient recipient, Language language) {
        return refund.isEmpty()
                ? receipts.reissue(order, recipient, language)
                : creditNotes.reissue(
                        order, RefundId.parse(refund).orElseThrow(Problem::notFound), recipient, language);
    }

    @GetMapping("/orders/{link}/papers/{paper}.pdf")
    ResponseEntity<byte[]> download(@PathVariable String link, @PathVariable String paper) {
        var id = PaperId.parse(paper).orElseThrow(Problem::notFound);
        return file(receipts.open(order(link).id(), id));
    }

    @GetMapping("/orders/{link}/refunds/{refund}/credit-note.pdf")
    ResponseEntity<byte[]> creditNote(@PathVariable String link, @PathVariable String refund) {
        var id = RefundId.parse(refund).orElseThrow(Problem::notFound);
        return file(creditNotes.of(order(link).id(), id));
    }

    private Order order(String link) {
        return orders.byLink(link).orElseThrow(Problem::notFound);
    }

    private Sheet sheet(String link, Order order) {
        var organiser = receipts.seller(order);
        var told = events.get(order.terms().event()).particulars();
        var papers = receipts.papers(order.id());
        return new Sheet(link, told, papers, creditNotes.voided(papers), isThai(organiser));
    }

    private static boolean isThai(Organiser organiser) {
        return organiser.country().equals("TH") && organiser.thaiTaxpayer().isPresent();
    }

    /// Of a buyer in Thailand the address makes it a full tax invoice, the number and branch are for those who are
    /// registered for VAT.
    private static Optional<Recipient> recipient(Form form, boolean thai) {
        var name = form.line("name", Recipient.NAME_MAX);
        var address = thai ? form.optionalText("address", Recipient.ADDRESS_MAX) : "";
        var typed = thai ? form.value("taxNumber") : "";
        var number = typed.isBlank()
                ? Optional.<ThaiTaxNumber>empty()
                : form.read("taxNumber", "papers.error.taxNumber", ThaiTaxNumber::read);
        var branch = thai ? form.value("branch").strip() : "";
        if (!branch.isEmpty() && !branch.matches("[0-9]{5}")) form.wrong("branch", "papers.error.branch");
        if (address.isBlank() && !(typed.isBlank() && branch.isEmpty())) form.wrong("address", "papers.error.address");
        if (number.isPresent() && branch.isEmpty()) branch = ThaiTaxpayer.HEAD_OFFICE;
        return form.isGood() && !name.isBlank()
                ? Optional.of(new Recipient(name, address, number, branch))
                : Optional.empty();
    }

    private static ResponseEntity<byte[]> file(IssuedPaper paper) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(paper.fileName())
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(paper.pdf());
    }
}
