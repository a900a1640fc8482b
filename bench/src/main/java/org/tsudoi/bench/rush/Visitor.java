package org.tsudoi.bench.rush;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Somebody who uses the pages: keeps cookies, sends a page's form with its token, asks for compressed answers as
/// every browser does, and comes from a network address of their own through the proxy in front of the product.
final class Visitor {
    /// The form, with what is in the way.
    private static final int FORM_AGAIN = 422;

    private final Line line;
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /// @param number each has another address
    Visitor(Line line, int number) {
        this.line = line;
        this.address = "10." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    }

    record Page(Line.Answer answer) {
        /// What a hidden field holds.
        String field(String name) {
            return between("name=\"" + name + "\" value=\"", "\"");
        }

        /// What stands between these, the first time.
        String between(String begin, String end) {
            int from = answer.bytes().indexOf(begin);
            if (from < 0) throw new IllegalStateException(answer.status() + ": no " + begin + " in\n" + text());
            from += begin.length();
            return answer.bytes().substring(from, answer.bytes().indexOf(end, from));
        }

        /// @param words in ASCII
        boolean says(String words) {
            return answer.says(words);
        }

        String text() {
            return answer.text();
        }
    }

    Page get(String path) throws IOException {
        return page(line.send("GET", path, headers(""), null));
    }

    /// As a page's script asks, without cookies.
    Page ask(String path) throws IOException {
        return page(line.send("GET", path, "Accept: application/json\r\nX-Forwarded-For: " + address + "\r\n", null));
    }

    /// A form of a page that was got before.
    Page send(Page page, String path, Map<String, String> fields) throws IOException {
        var body = "_csrf=" + encoded(page.field("_csrf"))
                + fields.entrySet().stream()
                        .map(field -> "&" + encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining());
        return page(line.send(
                "POST",
                path,
                headers("Content-Type: application/x-www-form-urlencoded\r\n"),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private Page page(Line.Answer answer) throws IOException {
        for (var cookie : answer.cookies()) remember(cookie);
        if (answer.status() >= 400 && answer.status() != FORM_AGAIN) {
            throw new IllegalStateException("answered with " + answer.status() + ":\n" + answer.text());
        }
        return new Page(answer);
    }

    private void remember(String cookie) {
        int end = cookie.indexOf(';');
        var pair = end < 0 ? cookie : cookie.substring(0, end);
        int equals = pair.indexOf('=');
        if (equals == pair.length() - 1) cookies.remove(pair.substring(0, equals));
        else cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private String headers(String more) {
        var headers = new StringBuilder(300)
                .append("Accept: text/html,*/*;q=0.8\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n")
                .append("X-Forwarded-For: ")
                .append(address)
                .append("\r\n")
                .append(more);
        if (!cookies.isEmpty()) {
            headers.append("Cookie: ");
            var between = "";
            for (var cookie : cookies.entrySet()) {
                headers.append(between).append(cookie.getKey()).append('=').append(cookie.getValue());
                between = "; ";
            }
            headers.append("\r\n");
        }
        return headers.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
