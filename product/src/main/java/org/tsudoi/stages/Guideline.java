package org.tsudoi.stages;

import java.time.Instant;
import java.util.Locale;
import org.tsudoi.members.MemberId;

/// One version of what is asked of those who teach. Never changed once written: a mistake is mended by the next one.
public record Guideline(int version, Instant validFrom, Words words, MemberId by, Instant writtenAt) {
    public static final int TEXT_MAX = 20_000;

    /// The same in three languages; the Japanese one is what holds where they differ.
    public record Words(String ja, String en, String th) {
        public Words {
            for (var text : new String[] {ja, en, th}) {
                if (text.isBlank() || text.length() > TEXT_MAX) throw new IllegalArgumentException("no text");
            }
        }

        public String in(Locale locale) {
            return switch (locale.getLanguage()) {
                case "en" -> en;
                case "th" -> th;
                default -> ja;
            };
        }
    }

    public boolean isInForce(Instant now) {
        return !now.isBefore(validFrom);
    }
}
