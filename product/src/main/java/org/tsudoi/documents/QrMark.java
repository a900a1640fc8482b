package org.tsudoi.documents;

import java.util.List;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfWriter;
import uk.org.okapibarcode.backend.QrCode;

/// An address as a QR code, drawn as squares. Worked out once, for as many documents as carry it.
final class QrMark {
    /// Quiet zone on each side, in modules (ISO/IEC 18004 asks for four).
    private static final int QUIET = 4;

    private final int modules;
    private final List<Rectangle> dark;

    QrMark(String address) {
        var code = new QrCode();
        code.setPreferredEccLevel(QrCode.EccLevel.M);
        code.setModuleWidth(1);
        code.setContent(address);
        modules = code.getWidth() + 2 * QUIET;
        dark = code.getRectangles().stream()
                .map(each -> new Rectangle(each.x, each.y, each.width, each.height))
                .toList();
    }

    private record Rectangle(double x, double y, double width, double height) {}

    /// @param side in points, quiet zone included
    Image image(PdfWriter writer, float side) {
        float unit = side / modules;
        var drawing = writer.getDirectContent().createTemplate(side, side);
        for (var each : dark) {
            drawing.rectangle(
                    (float) (each.x + QUIET) * unit,
                    (float) (modules - QUIET - each.y - each.height) * unit,
                    (float) each.width * unit,
                    (float) each.height * unit);
        }
        drawing.fill();
        return Image.getInstance(drawing);
    }
}
