package org.tsudoi.documents;

import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfWriter;
import uk.org.okapibarcode.backend.QrCode;

/// An address as a QR code, drawn as squares.
final class QrMark {
    /// Quiet zone on each side, in modules (ISO/IEC 18004 asks for four).
    private static final int QUIET = 4;

    private QrMark() {}

    /// @param side in points, quiet zone included
    static Image of(PdfWriter writer, String address, float side) {
        var code = new QrCode();
        code.setPreferredEccLevel(QrCode.EccLevel.M);
        code.setModuleWidth(1);
        code.setContent(address);
        int modules = code.getWidth() + 2 * QUIET;
        float unit = side / modules;
        var drawing = writer.getDirectContent().createTemplate(side, side);
        for (var dark : code.getRectangles()) {
            drawing.rectangle(
                    (float) (dark.x + QUIET) * unit,
                    (float) (modules - QUIET - dark.y - dark.height) * unit,
                    (float) dark.width * unit,
                    (float) dark.height * unit);
        }
        drawing.fill();
        return Image.getInstance(drawing);
    }
}
