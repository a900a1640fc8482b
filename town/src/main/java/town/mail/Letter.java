package town.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A mail as it arrived. What is written in it is read when somebody asks: most letters nobody does.
///
/// @param sender the envelope's sender; empty for a bounce
/// @param recipients the envelope's recipients, in lower case: who gets it, whatever the header says
/// @param raw every byte of the message as one character (ISO 8859-1)
public record Letter(String id, Instant at, String sender, List<String> recipients, String raw) {
    public Letter {
        recipients = List.copyOf(recipients);
    }

    public boolean isFor(String address) {
        return recipients.contains(address.strip().toLowerCase(Locale.ROOT));
    }

    public String from() {
        return LetterOpener.header(raw, "From");
    }

    public String subject() {
        return LetterOpener.header(raw, "Subject");
    }

    /// How its text begins.
    public String preview() {
        return LetterOpener.preview(raw);
    }

    public OpenedLetter open() {
        return LetterOpener.open(raw);
    }
}
