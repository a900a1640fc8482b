package town.mail;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is inside a letter.
///
/// @param text the plain text body; empty when there is none
/// @param html the HTML body; empty when there is none
public record OpenedLetter(
        String text,
        String html,
        @Nullable Invitation invitation,
        List<Enclosure> enclosures,
        List<HeaderLine> headers) {
    public OpenedLetter {
        enclosures = List.copyOf(enclosures);
        headers = List.copyOf(headers);
    }

    public Optional<Enclosure> enclosure(int number) {
        return number >= 0 && number < enclosures.size() ? Optional.of(enclosures.get(number)) : Optional.empty();
    }

    public record HeaderLine(String name, String value) {}

    /// Something enclosed: an attachment, or the calendar part of the body.
    ///
    /// @param type the media type without parameters, in lower case
    /// @param content every byte as one character (ISO 8859-1)
    /// @param text the content as text, when it is text
    public record Enclosure(
            String name,
            String type,
            String content,
            @Nullable String text) {
        public int size() {
            return content.length();
        }
    }
}
