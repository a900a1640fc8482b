package org.tsudoi.journeys;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.oned.Code128Reader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A payment slip on paper, as a printer in the office prints it and a till's scanner reads it.
record PrintedSlip(BufferedImage paper) {
    private static final int DOTS_PER_INCH = 600;
    /// How a scanner says that the bars began with FNC1: GS1-128 and not any Code 128.
    private static final String GS1_128 = "]C1";

    static PrintedSlip of(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PrintedSlip(new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH));
        }
    }

    /// The digits that its bars say.
    String digits() {
        int width = paper.getWidth();
        int height = paper.getHeight();
        var dots = paper.getRGB(0, 0, width, height, null, 0, width);
        var picture = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(width, height, dots)));
        var hints = Map.of(DecodeHintType.ASSUME_GS1, true, DecodeHintType.TRY_HARDER, true);
        try {
            var read = new Code128Reader().decode(picture, hints).getText();
            if (!read.startsWith(GS1_128)) throw new AssertionError("not a GS1-128: " + read);
            return read.substring(GS1_128.length());
        } catch (ReaderException e) {
            throw new AssertionError("no scanner can read the bars", e);
        }
    }
}
