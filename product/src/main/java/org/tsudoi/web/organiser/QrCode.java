package org.tsudoi.web.organiser;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/// A QR code as the outline of its dark squares, to be drawn in whatever colour the page has.
///
/// @param size of its side, quiet zone of four modules included
/// @param path the `d` of one SVG path
public record QrCode(int size, String path) {
    private static final int QUIET = 4;

    public static QrCode of(String text) {
        var code = new uk.org.okapibarcode.backend.QrCode();
        code.setPreferredEccLevel(uk.org.okapibarcode.backend.QrCode.EccLevel.M);
        code.setModuleWidth(1);
        code.setContent(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        var path = code.getRectangles().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "M%d %dh%dv%dh-%dz",
                        Math.round(one.x) + QUIET,
                        Math.round(one.y) + QUIET,
                        Math.round(one.width),
                        Math.round(one.height),
                        Math.round(one.width)))
                .collect(Collectors.joining());
        return new QrCode(code.getWidth() + 2 * QUIET, path);
    }
}
