package org.tsudoi.documents;

import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Receipts (領収書) for what was paid, as PDF in the buyer's language. Made anew at each reading from what is on
/// record; the same order gives the same content. Electronic, so no revenue stamp is due (Stamp Tax Act: paper
/// documents only).
@Component
public class Receipts {
    private static final float MARGIN = 56;

    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final Texts texts;

    Receipts(Orders orders, Events events, Organisers organisers, Texts texts) {
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.texts = texts;
    }

    /// @param fileName such as `receipt-01jd….pdf`
    public record Receipt(String fileName, byte[] pdf) {}

    /// @throws Problem not found, for an order that nothing was paid for
    public Receipt of(OrderId id, Language language) {
        var order = orders.get(id);
        var paidAt = switch (order) {
            case Order.Paid paid -> paid.paidAt();
            case Order.Cancelled cancelled -> cancelled.paidAt();
            case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> null;
        };
        if (paidAt == null || order.terms().total().isZero()) throw Problem.notFound();
        var writing = new Writing(language);
        return new Receipt(
                "receipt-" + id.toString().substring(4) + ".pdf", writing.write(order, Objects.requireNonNull(paidAt)));
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

        byte[] write(Order order, java.time.Instant paidAt) {
            var terms = order.terms();
            var told = events.get(terms.event()).particulars();
            var seller = organisers.find(terms.organiser()).orElseThrow(Problem::notFound);
            ZoneId zone = told.schedule().zone();
            var document = new Document(PageSize.A5.rotate(), MARGIN, MARGIN, 44, 40);
            PdfWriter.getInstance(document, bytes);
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
            var cell = new PdfPCell(typeface.phrase(say("receipt.amount", money(terms.total())), 18));
            cell.setHorizontalAlignment(Element.ALIGN_CENTER);
            cell.setPadding(10);
            cell.setBorder(Rectangle.TOP | Rectangle.BOTTOM);
            amount.addCell(cell);
            document.add(amount);
            document.add(spaced(say("receipt.for", told.title(), terms.planName(), terms.places()), 10, 8));
            document.add(spaced(say("receipt.held", formats.span(told.startsAt(), told.endsAt(), zone)), 9, 2));
            document.add(spaced(say("receipt.received"), 9, 2));
            document.add(spaced(say("receipt.tax"), 9, 2));
            var back = refunded(order);
            if (!back.isZero()) {
                document.add(spaced(
                        say("receipt.refunded", money(back), money(terms.total().minus(back))), 10, 6));
            }
            var name = seller.legal().map(legal -> legal.seller().value()).orElse(seller.name());
            var from = new Paragraph(typeface.phrase(name, 12));
            from.setAlignment(Element.ALIGN_RIGHT);
            from.setSpacingBefore(14);
            document.add(from);
            var stamp = new Paragraph(typeface.phrase(say("receipt.electronic"), 7.5f));
            stamp.setAlignment(Element.ALIGN_RIGHT);
            stamp.setSpacingBefore(4);
            document.add(stamp);
            document.close();
            return bytes.toByteArray();
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

    private Money refunded(Order order) {
        var sum = Money.zero(order.terms().unitPrice().currency());
        for (var ticket : orders.tickets(order.id())) {
            if (ticket instanceof Ticket.Cancelled cancelled) sum = sum.plus(cancelled.refunded());
        }
        return sum;
    }
}
