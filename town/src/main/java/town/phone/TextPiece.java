package town.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A piece of a plain text: words, or an address to open.
public record TextPiece(String text, boolean isLink) {
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'）」』、。]+[^\\s<>\"'）」』、。.,;:!?)]");

    static List<TextPiece> of(String text) {
        var pieces = new ArrayList<TextPiece>();
        var url = URL.matcher(text);
        int done = 0;
        while (url.find()) {
            pieces.add(new TextPiece(text.substring(done, url.start()), false));
            pieces.add(new TextPiece(url.group(), true));
            done = url.end();
        }
        pieces.add(new TextPiece(text.substring(done), false));
        return pieces;
    }
}
