package org.tsudoi.texts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The lines of a calendar file as RFC 5545 wants them written; what they say is the caller's.
public final class CalendarLines {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int OCTETS_A_LINE = 75;

    private final StringBuilder lines = new StringBuilder();

    /// Folds at 75 octets without cutting a character apart (RFC 5545 §3.1).
    public void add(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            var written = Character.toString(character);
            int size = written.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS_A_LINE) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.append(written);
            octets += size;
            i += Character.charCount(character);
        }
        lines.append("\r\n");
    }

    public static String utc(Instant at) {
        return UTC.format(at);
    }

    /// A text as the value of a property (RFC 5545 §3.3.11).
    public static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /// A text as the value of a parameter: in quotes it cannot hold one, nor a line's end (RFC 5545 §3.2).
    public static String parameter(String text) {
        return "\"" + text.replace('"', '\'').replaceAll("\\p{Cntrl}", " ") + "\"";
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
