package org.tsudoi.web.participant;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tsudoi.documents.Calendars;
import org.tsudoi.documents.PaymentProofs;
import org.tsudoi.documents.Receipts;
import org.tsudoi.documents.Slips;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Pages;

/// Files about one order, for whoever has its link.
@Controller
class OrderPapers {
    private final Orders orders;
    private final Calendars calendars;
    private final Receipts receipts;
    private final Slips slips;
    private final PaymentProofs proofs;

    OrderPapers(Orders orders, Calendars calendars, Receipts receipts, Slips slips, PaymentProofs proofs) {
        this.orders = orders;
        this.calendars = calendars;
        this.receipts = receipts;
        this.slips = slips;
        this.proofs = proofs;
    }

    @GetMapping("/orders/{link}/calendar.ics")
    ResponseEntity<String> calendar(@PathVariable String link) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        if (orders.tickets(order.id()).isEmpty()) throw Problem.notFound();
        var entry = calendars.of(order.id()).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/calendar;charset=UTF-8;method=" + entry.method()))
                .header(HttpHeaders.CONTENT_DISPOSITION, named("tsudoi.ics"))
                .cacheControl(CacheControl.noStore())
                .body(entry.text());
    }

    /// As it was issued first, at each reading.
    @GetMapping("/orders/{link}/receipt.pdf")
    ResponseEntity<byte[]> receipt(@PathVariable String link) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        var receipt = receipts.original(order.id());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, named(receipt.fileName()))
                .cacheControl(CacheControl.noStore())
                .body(receipt.pdf());
    }

    /// To be printed and paid at a store, as long as it can be.
    @GetMapping("/orders/{link}/slip.pdf")
    ResponseEntity<byte[]> slip(@PathVariable String link) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        named("slip-" + order.id().toString().substring(4) + ".pdf"))
                .cacheControl(CacheControl.noStore())
                .body(slips.of(order));
    }

    /// That the payment stands on the books: to be kept with the receipt, and checked at `/trust/books` or by hand.
    @GetMapping("/orders/{link}/proof.json")
    Object proof(@PathVariable String link) {
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        if (proofs.journal(order.id()).isEmpty()) throw Problem.notFound();
        var proof = proofs.of(order.id());
        if (proof.isEmpty()) return Pages.seeOther("/orders/" + link, Flash.note("order.proofLater"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        named("proof-" + order.id().toString().substring(4) + ".json"))
                .cacheControl(CacheControl.noStore())
                .body(proofs.written(proof.get()));
    }

    private static String named(String file) {
        return ContentDisposition.attachment().filename(file).build().toString();
    }
}
