package org.tsudoi.documents;

import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfWriter;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.Symbol;

/// The bar code of a payment slip: GS1-128, drawn as bars and not as a picture, so that a printer rounds nothing.
final class SlipBars {
    /// Four dots of 600 dpi (two of 300): 0.1693 mm. The bars are 48.8 mm wide, with quiet zones 52.2 mm of the 60 mm
    /// that stores allow.
    static final float MODULE = 4f * 72 / 600;

    /// On each side (GS1 General Specifications, 5.4.3.3).
    static final int QUIET = 10;

    /// At least 10 mm.
    static final float HEIGHT = 34;

    private final Code128 code = new Code128();

    /// @param digits all 44
    SlipBars(String digits) {
        code.setDataType(Symbol.DataType.GS1);
        code.setHumanReadableLocation(HumanReadableLocation.NONE);
        code.setModuleWidth(1);
        code.setContent("[" + digits.substring(0, 2) + "]" + digits.substring(2));
    }

    /// In modules, without quiet zones.
    int width() {
        return code.getWidth();
    }

    Image image(PdfWriter writer) {
        float width = (width() + 2 * QUIET) * MODULE;
        var drawing = writer.getDirectContent().createTemplate(width, HEIGHT);
        for (var bar : code.getRectangles()) {
            drawing.rectangle((float) (bar.x + QUIET) * MODULE, 0, (float) bar.width * MODULE, HEIGHT);
        }
        drawing.fill();
        return Image.getInstance(drawing);
    }
}
