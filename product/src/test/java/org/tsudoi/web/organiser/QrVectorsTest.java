package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The product makes no codes of payment itself: it passes on the pictures of providers. Whatever stands in a code
/// that it draws (addresses, numbers of orders) is read again by a reader of others, here by what is the hardest to
/// draw: the codes of payment that others published, letters of three alphabets among them.
class QrVectorsTest {
    private static final int SCALE = 4;
    private static final int WHITE = 0xFFFFFF;
    private static final Pattern SQUARES = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v(\\d+)h-\\d+z");

    static Stream<String> payloads() throws IOException {
        try (var file = Objects.requireNonNull(QrVectorsTest.class.getResourceAsStream("/qr-vectors.json"))) {
            return StreamSupport.stream(
                    JsonMapper.shared().readTree(file.readAllBytes()).spliterator(), false)
                    .map(vector -> vector.path("payload").asString())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatIsDrawnIsReadByOthers(String payload) throws Exception {
        assertThat(read(QrCode.of(payload))).isEqualTo(payload);
    }

    private static String read(QrCode code) throws Exception {
        int side = code.size() * SCALE;
        var pixels = new int[side * side];
        Arrays.fill(pixels, WHITE);
        var squares = SQUARES.matcher(code.path());
        while (squares.find()) {
            int x = Integer.parseInt(squares.group(1)) * SCALE;
            int y = Integer.parseInt(squares.group(2)) * SCALE;
            int width = Integer.parseInt(squares.group(3)) * SCALE;
            int height = Integer.parseInt(squares.group(4)) * SCALE;
            for (int row = y; row < y + height; row++) Arrays.fill(pixels, row * side + x, row * side + x + width, 0);
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader()
                .decode(picture, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
