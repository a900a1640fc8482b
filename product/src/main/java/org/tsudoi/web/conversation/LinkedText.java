package org.tsudoi.web.conversation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the addresses within what somebody wrote, so that a page can make links of them. All of it stays text.
public final class LinkedText {
    /// Only these characters: a sentence in Japanese or Thai goes on right behind an address, without a space.
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![A-Za-z0-9])https?://[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]+");

    private static final String ENDS_A_SENTENCE = ".,;:!?'";

    private LinkedText() {}

    /// @param address where it leads to; null for plain text
    public record Part(String text, @Nullable String address) {}

    public static List<Part> of(String text) {
        var parts = new ArrayList<Part>();
        int from = 0;
        var found = ADDRESS.matcher(text);
        while (found.find()) {
            var address = withoutEnd(found.group());
            if (!leadsSomewhere(address)) continue;
            if (found.start() > from) parts.add(new Part(text.substring(from, found.start()), null));
            parts.add(new Part(address, address));
            from = found.start() + address.length();
        }
        if (from < text.length()) parts.add(new Part(text.substring(from), null));
        return parts;
    }

    /// The full stop behind an address is not part of it, nor a bracket that was opened before it.
    private static String withoutEnd(String address) {
        var kept = address;
        while (!kept.isEmpty()) {
            char last = kept.charAt(kept.length() - 1);
            boolean closes = last == ')' && count(kept, '(') < count(kept, ')')
                    || last == ']' && count(kept, '[') < count(kept, ']');
            if (!closes && ENDS_A_SENTENCE.indexOf(last) < 0) return kept;
            kept = kept.substring(0, kept.length() - 1);
        }
        return kept;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /// Not with a name in front of the host: `https://bank.example@elsewhere.example` leads elsewhere.
    private static boolean leadsSomewhere(String address) {
        try {
            var uri = new URI(address);
            var host = uri.getHost();
            return host != null && host.contains(".") && uri.getRawUserInfo() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
