package org.tsudoi.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/// Writes one paper as PDF: a receipt on half a sheet, what is longer on a whole one.
final class PaperWriting {
    /// The name of the proof's file in the PDF.
    static final String PROOF = "proof.json";

    private static final float MARGIN = 56;

    private final PaperContent content;
    private final QrMark mark;
    private final Typeface typeface = Typeface.get();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PaperWriting(PaperContent content, QrMark mark) {
        this.content = content;
        this.mark = mark;
    }

    byte[] write() {
        var size = content.isLong() ? PageSize.A4 : PageSize.A5.rotate();
        var document = new Document(size, MARGIN, MARGIN, content.isLong() ? 64 : 36, 32);
        var writer = PdfWriter.getInstance(document, bytes);
        // A few bytes more cost less than the time: others wait for their pages meanwhile.
        writer.setCompressionLevel(Deflater.BEST_SPEED);
        document.addTitle(content.title());
        document.addCreator("Tsudoi");
        document.open();
        document.add(line(content.title(), 18, 0, Element.ALIGN_CENTER));
        if (!content.subtitle().isEmpty()) document.add(line(content.subtitle(), 11, 2, Element.ALIGN_CENTER));
        for (var each : content.head()) document.add(line(each, 8.5f, 1, Element.ALIGN_RIGHT));
        for (int i = 0; i < content.to().size(); i++) {
            document.add(line(content.to().get(i), i == 0 ? 13 : 9, i == 0 ? 4 : 1, Element.ALIGN_LEFT));
        }
        document.add(amount());
        for (var each : content.lines()) document.add(line(each, 9, 2, Element.ALIGN_LEFT));
        if (!content.rows().isEmpty()) document.add(table());
        for (var each : content.sums()) document.add(line(each, 9, 2, Element.ALIGN_RIGHT));
        document.add(foot(writer));
        document.close();
        return bytes.toByteArray();
    }

    private PdfPTable amount() {
        var amount = new PdfPTable(1);
        amount.setWidthPercentage(100);
        amount.setSpacingBefore(8);
        amount.setSpacingAfter(4);
        var cell = new PdfPCell(typeface.phrase(content.amount(), 18));
        cell.setHorizontalAlignment(Element.ALIGN_CENTER);
        cell.setPadding(8);
        cell.setBorder(Rectangle.TOP | Rectangle.BOTTOM);
        amount.addCell(cell);
        return amount;
    }

    private PdfPTable table() {
        var table = new PdfPTable(new float[] {52, 12, 18, 18});
        table.setWidthPercentage(100);
        table.setSpacingBefore(10);
        table.setSpacingAfter(4);
        for (var row : content.rows()) {
            for (int column = 0; column < row.size(); column++) {
                var cell = new PdfPCell(typeface.phrase(row.get(column), 9));
                cell.setHorizontalAlignment(column == 0 ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT);
                cell.setPadding(5);
                cell.setBorder(Rectangle.BOTTOM);
                table.addCell(cell);
            }
        }
        return table;
    }

    /// Where the payment stands on the books at the left, who received it at the right.
    private PdfPTable foot(PdfWriter writer) {
        var foot = new PdfPTable(new float[] {58, 215, 220});
        foot.setWidthPercentage(100);
        foot.setSpacingBefore(content.isLong() ? 28 : 12);
        foot.getDefaultCell().setBorder(Rectangle.NO_BORDER);
        var left =
                content.proven().map(_ -> new PdfPCell(mark.image(writer, 56))).orElseGet(PdfPCell::new);
        var proven = new PdfPCell(
                typeface.phrase(content.proven().map(it -> proven(writer, it)).orElse(""), 7));
        proven.setLeading(0, 1.35f);
        var from = new PdfPCell();
        for (int i = 0; i < content.from().size(); i++) {
            from.addElement(line(content.from().get(i), i == 0 ? 12 : 8, i == 0 ? 0 : 2, Element.ALIGN_RIGHT));
        }
        for (var cell : List.of(left, proven, from)) {
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPadding(0);
            cell.setPaddingRight(6);
            cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
            foot.addCell(cell);
        }
        return foot;
    }

    /// The proof goes along as a file.
    private static String proven(PdfWriter writer, PaperContent.Proven proven) {
        proven.proof().ifPresent(attached -> attach(writer, attached));
        return proven.words() + "\n" + proven.address();
    }

    private static void attach(PdfWriter writer, PaperContent.Attached attached) {
        try {
            var file = PdfFileSpecification.fileEmbedded(
                    writer,
                    null,
                    PROOF,
                    attached.written().getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    null,
                    PdfStream.BEST_COMPRESSION);
            file.addDescription(attached.description(), true);
            writer.addFileAttachment(PROOF, file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Paragraph line(String text, float size, float before, int alignment) {
        var line = new Paragraph(typeface.phrase(text, size));
        line.setSpacingBefore(before);
        line.setAlignment(alignment);
        return line;
    }
}
