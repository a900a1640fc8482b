package org.tsudoi.documents;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organisers;
import org.tsudoi.orders.Order;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Problem;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Payment slips (払込票) to be printed and paid at a convenience store in Japan: the store's part with the bar code, and
/// the
/// payer's. In Japanese whoever reads it, since it is for the till. It is the same at each reading.
@Component
public class Slips {
    private static final float MARGIN = 42;

    private final Payments payments;
    private final Organisers organisers;
    private final Texts texts;
    private final Formats formats = new Formats(Language.JA);

    Slips(Payments payments, Organisers organisers, Texts texts) {
        this.payments = payments;
        this.organisers = organisers;
        this.texts = texts;
    }

    /// @throws Problem not found, when no slip of this order can be paid now
    public byte[] of(Order order) {
        if (order instanceof Order.Paying
                && payments.newestFor(order.id().toString()).orElse(null) instanceof Payment.Issued issued
                && issued.how() instanceof Instructions.Slip slip) {
            var seller = organisers.find(order.terms().organiser()).orElseThrow(Problem::notFound);
            var name = seller.legal().map(legal -> legal.seller().value()).orElse(seller.name());
            return new Writing(issued.terms().title(), order, slip, name).write();
        }
        throw Problem.notFound();
    }

    /// One slip being written.
    private final class Writing {
        private final String title;
        private final Order order;
        private final Instructions.Slip slip;
        private final String seller;
        private final Typeface typeface = Typeface.get();

        Writing(String title, Order order, Instructions.Slip slip, String seller) {
            this.title = title;
            this.order = order;
            this.slip = slip;
            this.seller = seller;
        }

        private String say(String key, Object... arguments) {
            return texts.say(Language.JA, key, arguments);
        }

        byte[] write() {
            var bytes = new ByteArrayOutputStream();
            var document = new Document(PageSize.A4, MARGIN, MARGIN, 42, 42);
            var writer = PdfWriter.getInstance(document, bytes);
            writer.setCompressionLevel(Deflater.BEST_SPEED);
            // Else viewers fit the page to the printer's margins, and no bar is a whole number of dots wide any more.
            writer.addViewerPreference(PdfName.PRINTSCALING, PdfName.NONE);
            document.addTitle(say("slip.title"));
            document.addCreator("Tsudoi");
            document.open();
            document.add(new Paragraph(typeface.phrase(say("slip.title"), 16)));
            if (slip.reissue() > 0) {
                document.add(new Paragraph(typeface.phrase(say("reissue.times", slip.reissue() + 1), 10)));
            }
            if (slip.sample()) document.add(new Paragraph(typeface.phrase(say("slip.sample"), 14)));
            document.add(new Paragraph(typeface.phrase(say("slip.how"), 9)));
            var parts = new PdfPTable(new float[] {58, 42});
            parts.setWidthPercentage(100);
            parts.setSpacingBefore(12);
            parts.addCell(forStore(writer));
            parts.addCell(forPayer());
            document.add(parts);
            document.add(new Paragraph(typeface.phrase(say("slip.notes"), 8)));
            document.close();
            return bytes.toByteArray();
        }

        private PdfPCell forStore(PdfWriter writer) {
            var part = part();
            line(part, say("slip.forStore"), 9);
            facts(part);
            var bars = new SlipBars(slip.code()).image(writer);
            // Within a line it keeps its size; by itself it would be as wide as the part.
            var line = new Paragraph(new Chunk(bars, 0, 0));
            line.setSpacingBefore(14);
            part.addElement(line);
            for (var shown : slip.shown().split("\n")) line(part, shown, 8);
            line(part, say("slip.agent", slip.agent()), 8);
            line(part, say(slip.wantsStamp() ? "slip.stamp" : "slip.noStamp"), 8);
            return part;
        }

        private PdfPCell forPayer() {
            var part = part();
            line(part, say("slip.forPayer"), 9);
            facts(part);
            line(part, say("slip.for", title), 8);
            line(part, say("slip.received"), 8);
            var seal = new PdfPTable(1);
            seal.setWidthPercentage(70);
            seal.setHorizontalAlignment(Element.ALIGN_RIGHT);
            var box = new PdfPCell(new Phrase(" "));
            box.setMinimumHeight(70);
            seal.addCell(box);
            seal.setSpacingBefore(6);
            part.addElement(seal);
            return part;
        }

        private void facts(PdfPCell part) {
            var total = order.toPay();
            line(part, say("slip.amount", formats.money(total.minorUnits(), total.currency())), 13);
            line(part, say("slip.until", formats.date(slip.lastDay())), 9);
            line(part, say("slip.payer", order.terms().buyer().name().value()), 9);
            line(part, say("slip.payee", seller), 9);
        }

        private PdfPCell part() {
            var part = new PdfPCell();
            part.setPadding(10);
            part.setBorder(Rectangle.BOX);
            return part;
        }

        private void line(PdfPCell part, String text, float size) {
            var line = new Paragraph(typeface.phrase(text, size));
            line.setSpacingBefore(3);
            part.addElement(line);
        }
    }
}
