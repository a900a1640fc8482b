package org.tsudoi.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.Deflater;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfFileSpecification;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfStream;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Receipts (領収書) for what was paid, as PDF in the buyer's language. Made anew at each reading from what is on
/// record; the same order gives the same content, once its payment is sealed in the books: then it carries the proof
/// (docs/proofs.md). Electronic, so no revenue stamp is due (Stamp Tax Act: paper
/// documents only).
@Component
public class Receipts {
    private static final float MARGIN = 56;

    /// Of what is held online; nothing of it is food or a newspaper (消費税法 29条, 2026-11).
    private static final int RATE_PERCENT = 10;

    /// The name of the file in the PDF.
    static final String PROOF = "proof.json";

    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final PaymentProofs proofs;
    private final Texts texts;
    /// Where the proof can be held against what was published.
    private final String books;

    private final QrMark booksMark;

    Receipts(
            Orders orders,
            Events events,
            Organisers organisers,
            PaymentProofs proofs,
            Texts texts,
            PlatformSettings settings) {
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.proofs = proofs;
        this.texts = texts;
        this.books = settings.link("/trust/books");
        this.booksMark = new QrMark(books);
    }

    /// @param fileName such as `receipt-01jd….pdf`
    public record Receipt(String fileName, byte[] pdf) {}

    /// @throws Problem not found, for an order that nothing was paid for
    public Receipt of(OrderId id, Language language) {
        var order = orders.get(id);
        return of(order, events.get(order.terms().event()), orders.tickets(id), language);
    }

    /// Of what was read already.
    ///
    /// @throws Problem not found, for an order that nothing was paid for
    public Receipt of(Order order, Event event, List<Ticket> tickets, Language language) {
        var paidAt = switch (order) {
            case Order.Paid paid -> paid.paidAt();
            case Order.Cancelled cancelled -> cancelled.paidAt();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> null;
        };
        if (paidAt == null || order.toPay().isZero()) throw Problem.notFound();
        var writing = new Writing(language);
        return new Receipt(
                "receipt-" + order.id().toString().substring(4) + ".pdf",
                writing.write(order, event.particulars(), refunded(order, tickets), Objects.requireNonNull(paidAt)));
    }

    /// One receipt being written.
    private final class Writing {
        private final Language language;
        private final Formats formats;
        private final Typeface typeface = Typeface.get();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writing(Language language) {
            this.language = language;
            this.formats = new Formats(language);
        }

        private String say(String key, Object... arguments) {
            return texts.say(language, key, arguments);
        }

        byte[] write(Order order, Event.Particulars told, Money back, java.time.Instant paidAt) {
            var terms = order.terms();
            var seller = organisers.find(terms.organiser()).orElseThrow(Problem::notFound);
            ZoneId zone = told.schedule().zone();
            var document = new Document(PageSize.A5.rotate(), MARGIN, MARGIN, 44, 40);
            var writer = PdfWriter.getInstance(document, bytes);
            // A few bytes more cost less than the time: others wait for their pages meanwhile.
            writer.setCompressionLevel(Deflater.BEST_SPEED);
            document.addTitle(say("receipt.title"));
            document.addCreator("Tsudoi");
            document.open();
            var title = new Paragraph(typeface.phrase(say("receipt.title"), 20));
            title.setAlignment(Element.ALIGN_CENTER);
            document.add(title);
            var number = new Paragraph(typeface.phrase(
                    say("receipt.number", order.id().toString().substring(4).toUpperCase(Locale.ROOT)), 8));
            number.setAlignment(Element.ALIGN_RIGHT);
            document.add(number);
            var date = new Paragraph(typeface.phrase(
                    say("receipt.date", formats.date(paidAt.atZone(zone).toLocalDate())), 9));
            date.setAlignment(Element.ALIGN_RIGHT);
            document.add(date);
            document.add(spaced(say("receipt.to", terms.buyer().name().value()), 13, 6));
            var amount = new PdfPTable(1);
            amount.setWidthPercentage(100);
            amount.setSpacingBefore(10);
            var cell = new PdfPCell(typeface.phrase(say("receipt.amount", money(order.toPay())), 18));
            cell.setHorizontalAlignment(Element.ALIGN_CENTER);
            cell.setPadding(10);
            cell.setBorder(Rectangle.TOP | Rectangle.BOTTOM);
            amount.addCell(cell);
            document.add(amount);
            document.add(spaced(say("receipt.for", told.title(), terms.planName(), terms.places()), 10, 8));
            document.add(spaced(say("receipt.held", formats.span(told.startsAt(), told.endsAt(), zone)), 9, 2));
            document.add(spaced(say("receipt.received"), 9, 2));
            var by = order.reductions();
            if (!by.isNone()) {
                document.add(spaced(
                        say("points.onReceipt", money(terms.total()), money(by.voucher()), money(by.points())), 9, 2));
            }
            document.add(spaced(tax(seller, order.toPay()), 9, 2));
            if (!back.isZero()) {
                document.add(spaced(
                        say("receipt.refunded", money(back), money(order.toPay().minus(back))), 10, 6));
            }
            var name = seller.legal().map(legal -> legal.seller().value()).orElse(seller.name());
            document.add(foot(writer, order, name, zone));
            document.close();
            return bytes.toByteArray();
        }

        /// Where the payment stands on the books at the left, who received it at the right.
        private PdfPTable foot(PdfWriter writer, Order order, String seller, ZoneId zone) {
            var foot = new PdfPTable(new float[] {58, 225, 210});
            foot.setWidthPercentage(100);
            foot.setSpacingBefore(16);
            foot.getDefaultCell().setBorder(Rectangle.NO_BORDER);
            var mark = new PdfPCell(booksMark.image(writer, 56));
            var proven = new PdfPCell(typeface.phrase(proven(writer, order, zone) + "\n" + books, 7));
            proven.setLeading(0, 1.35f);
            var from = new PdfPCell();
            for (var line : List.of(typeface.phrase(seller, 12), typeface.phrase(say("receipt.electronic"), 7.5f))) {
                var paragraph = new Paragraph(line);
                paragraph.setAlignment(Element.ALIGN_RIGHT);
                paragraph.setSpacingBefore(4);
                from.addElement(paragraph);
            }
            for (var cell : List.of(mark, proven, from)) {
                cell.setBorder(Rectangle.NO_BORDER);
                cell.setPadding(0);
                cell.setPaddingRight(6);
                cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
                foot.addCell(cell);
            }
            return foot;
        }

        /// The proof goes along as a file. A payment is sealed some seconds after it: a receipt made before says how
        /// to get the proof.
        private String proven(PdfWriter writer, Order order, ZoneId zone) {
            var found = proofs.of(order.id());
            if (found.isEmpty()) return say("receipt.provenLater");
            try {
                var file = PdfFileSpecification.fileEmbedded(
                        writer,
                        null,
                        PROOF,
                        proofs.written(found.get()).getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        null,
                        PdfStream.BEST_COMPRESSION);
                file.addDescription(say("receipt.proof"), true);
                writer.addFileAttachment(PROOF, file);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            var head = found.get().head();
            return say(
                    "receipt.proven",
                    formats.number(found.get().batch().number()),
                    formats.dateTime(head.signedAt(), zone) + " (" + formats.zone(zone) + ")",
                    PROOF);
        }

        /// What a qualified invoice says (消費税法 57条の4): the rate, what is taxed by it and the tax in it, rounded down
        /// once
        /// for the whole (基本通達 1-8-15).
        private String tax(Organiser seller, Money total) {
            return seller.invoiceNumber()
                    .map(number -> say(
                            "receipt.taxed",
                            RATE_PERCENT,
                            money(total),
                            money(new Money(
                                    total.minorUnits() * RATE_PERCENT / (100 + RATE_PERCENT), total.currency())),
                            number.value()))
                    .orElseGet(() -> say("receipt.tax"));
        }

        private Paragraph spaced(String text, float size, float before) {
            var paragraph = new Paragraph(typeface.phrase(text, size));
            paragraph.setSpacingBefore(before);
            return paragraph;
        }

        private String money(Money money) {
            return formats.money(money.minorUnits(), money.currency());
        }
    }

    private static Money refunded(Order order, List<Ticket> tickets) {
        var sum = Money.zero(order.terms().unitPrice().currency());
        for (var ticket : tickets) {
            if (ticket instanceof Ticket.Cancelled cancelled) sum = sum.plus(cancelled.refunded());
        }
        return order.inMoney(sum);
    }
}
