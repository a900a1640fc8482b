package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfWriter;

/// Whoever copies from a document gets what was written, character by character.
class TypefaceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "金額 行 見 車 力 女 老 長",
                "太郎 路子 林 柳 若葉 鈴 神 龍",
                "14:00〜15:00 “引用” …… ・「」",
                "髙橋 﨑 塚 はしご",
                "ผู้ซื้อ น้ำ ที่นี่ ใบเสร็จรับเงิน",
                "Yoga: 10–11, fi ffi ¥1,200",
                "みどりスタジオ ที่นี่ Hana"
            })
    void whatIsReadIsWhatWasWritten(String written) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var document = new Document();
        PdfWriter.getInstance(document, bytes);
        document.open();
        document.add(new Paragraph(Typeface.get().phrase(written, 12)));
        document.close();
        try (var read = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(new PDFTextStripper().getText(read).strip()).isEqualTo(written);
        }
    }
}
