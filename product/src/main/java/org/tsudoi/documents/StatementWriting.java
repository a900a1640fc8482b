package org.tsudoi.documents;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// Writes one statement as PDF, a table for each currency.
final class StatementWriting {
    private static final float MARGIN = 56;
    private static final float INDENT = 14;
    private static final Color RULE = new Color(0xbb, 0xbb, 0xbb);

    private final StatementPaper paper;
    private final Typeface typeface = Typeface.get();

    StatementWriting(StatementPaper paper) {
        this.paper = paper;
    }

    byte[] write() {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, 64, 48);
        var writer = PdfWriter.getInstance(document, bytes);
        writer.setCompressionLevel(Deflater.BEST_SPEED);
        document.addTitle(paper.title());
        document.addCreator("Tsudoi");
        document.open();
        document.add(line(paper.title(), 18, 0));
        for (int i = 0; i < paper.head().size(); i++) {
            document.add(line(paper.head().get(i), i == 0 ? 12 : 9, i == 0 ? 10 : 2));
        }
        for (var part : paper.parts()) {
            document.add(line(part.title(), 12, 20));
            document.add(table(part));
        }
        for (var each : paper.foot()) document.add(line(each, 8, 6));
        document.close();
        return bytes.toByteArray();
    }

    private PdfPTable table(StatementPaper.Part part) {
        var table = new PdfPTable(new float[] {70, 30});
        table.setWidthPercentage(100);
        table.setSpacingBefore(4);
        table.setSpacingAfter(8);
        for (var row : part.rows()) {
            table.addCell(cell(row, row.words(), Element.ALIGN_LEFT));
            table.addCell(cell(row, row.amount(), Element.ALIGN_RIGHT));
        }
        return table;
    }

    private PdfPCell cell(StatementPaper.Row row, String text, int alignment) {
        boolean sum = row.weight() == StatementPaper.Weight.SUM;
        boolean aside = row.weight() == StatementPaper.Weight.ASIDE;
        var cell = new PdfPCell(typeface.phrase(text, sum ? 11 : aside ? 8 : 9.5f));
        cell.setHorizontalAlignment(alignment);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        cell.setPadding(5);
        if (aside && alignment == Element.ALIGN_LEFT) cell.setPaddingLeft(5 + INDENT);
        cell.setBorder(sum ? Rectangle.TOP | Rectangle.BOTTOM : Rectangle.BOTTOM);
        cell.setBorderColor(sum ? Color.BLACK : RULE);
        return cell;
    }

    private Paragraph line(String text, float size, float before) {
        var line = new Paragraph(typeface.phrase(text, size));
        line.setSpacingBefore(before);
        return line;
    }
}
