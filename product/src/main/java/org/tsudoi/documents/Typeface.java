package org.tsudoi.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;
import org.openpdf.text.pdf.LayoutProcessor;
import org.openpdf.text.pdf.PdfStream;

/// The letters of our documents: Japanese, Latin and Thai, each glyph embedded. Thai needs the layout
/// processor, or its tone marks print over the vowels. What was written stands beside the glyphs (`ActualText`, ISO
/// 32000-1, 14.9.4): a glyph that characters share (金 with the radical ⾦, 郎 with a compatibility character) says not
/// which of them it is, and shaped Thai stands in another order.
final class Typeface {
    private static final class Loaded {
        static final Typeface ONCE = new Typeface();
    }

    /// Loaded at the first document: the files are large.
    static Typeface get() {
        return Loaded.ONCE;
    }

    private Typeface() {}

    static {
        LayoutProcessor.enableKernLiga();
        LayoutProcessor.setWriteActualText();
    }

    private final BaseFont japanese = load("NotoSansJP_400Regular.ttf");
    private final BaseFont thai = load("NotoSansThai_400Regular.ttf");

    /// By size: a new one looks in vain for a font of the system, each time. It only reads once it has its fonts.
    private final Map<Float, FontSelector> selectors = new ConcurrentHashMap<>();

    Phrase phrase(String text, float size) {
        return selectors.computeIfAbsent(size, this::selector).process(text);
    }

    private FontSelector selector(float size) {
        var fonts = new FontSelector();
        fonts.addFont(new Font(japanese, size));
        fonts.addFont(new Font(thai, size));
        return fonts;
    }

    /// By its name on the class path: the layout processor opens the file once more by that name.
    private static BaseFont load(String file) {
        try {
            var font = BaseFont.createFont("fonts/" + file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
            // Of what is embedded most are the empty places of the letters that are not: searching those for what is
            // longest in common took longer than all the rest of a document.
            font.setCompressionLevel(PdfStream.BEST_SPEED);
            return font;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
