package town.omise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.graphics.Color;
import uk.org.okapibarcode.output.SvgRenderer;

/// A QR code as a picture.
final class QrPicture {
    private static final double MODULE = 8;
    private static final int QUIET = 4;

    private QrPicture() {}

    static String svg(String text) {
        var code = new QrCode();
        code.setPreferredEccLevel(QrCode.EccLevel.M);
        code.setQuietZoneHorizontal(QUIET);
        code.setQuietZoneVertical(QUIET);
        code.setContent(text);
        var out = new ByteArrayOutputStream();
        try {
            new SvgRenderer(out, MODULE, Color.WHITE, Color.BLACK, true).render(code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without a view box a page that shows it smaller or larger would cut it instead.
        return out.toString(StandardCharsets.UTF_8)
                .replaceFirst("<svg width=\"(\\d+)\" height=\"(\\d+)\"", "$0 viewBox=\"0 0 $1 $2\"");
    }
}
