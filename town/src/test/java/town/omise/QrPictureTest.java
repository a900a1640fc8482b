package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    private static final Pattern RECTANGLE =
            Pattern.compile("<rect x=\"([\\d.]+)\" y=\"([\\d.]+)\" width=\"([\\d.]+)\" height=\"([\\d.]+)\"");
    private static final Pattern SIZE = Pattern.compile("width=\"(\\d+)\"\\s+height=\"(\\d+)\"");

    @Test
    void anotherReaderReadsWhatWasWritten() throws Exception {
        var payload = PromptPay.payload(
                new PromptPay.Bill("010555609115201", "123456789012345678", "123456789012", "3300.00"));
        assertThat(read(QrPicture.svg(payload))).isEqualTo(payload);
    }

    @Test
    void itCanBeShownInAnySize() {
        assertThat(QrPicture.svg("hello")).containsPattern("width=\"(\\d+)\" height=\"\\1\" viewBox=\"0 0 \\1 \\1\"");
    }

    private static String read(String svg) throws Exception {
        var size = SIZE.matcher(svg);
        assertThat(size.find()).as(svg.substring(0, 300)).isTrue();
        int width = Integer.parseInt(size.group(1));
        int height = Integer.parseInt(size.group(2));
        var pixels = new int[width * height];
        Arrays.fill(pixels, 0xFFFFFF);
        RECTANGLE.matcher(svg).results().skip(1).forEach(box -> {
            int left = (int) Double.parseDouble(box.group(1));
            int top = (int) Double.parseDouble(box.group(2));
            int right = left + (int) Double.parseDouble(box.group(3));
            int bottom = top + (int) Double.parseDouble(box.group(4));
            for (int y = top; y < bottom; y++) {
                Arrays.fill(pixels, y * width + left, y * width + right, 0);
            }
        });
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader().decode(picture).getText();
    }
}
