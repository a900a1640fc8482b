package town.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import town.mail.OpenedLetter.Enclosure;
import town.mail.OpenedLetter.HeaderLine;

/// Reads MIME the forgiving way a mail program does: what cannot be understood is shown as it is, never
/// refused.
final class LetterOpener {
    private static final int DEPTH_MAX = 12;
    private static final int PREVIEW_MAX = 90;

    private String text = "";
    private String html = "";
    private @Nullable Invitation invitation;
    private final List<Enclosure> enclosures = new ArrayList<>();

    private LetterOpener() {}

    static OpenedLetter open(String raw) {
        var opener = new LetterOpener();
        var headers = new ArrayList<HeaderLine>();
        try {
            MimeMessage message = parse(raw);
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new HeaderLine(header.getName(), decoded(header.getValue())));
            }
            opener.read(message, 0);
        } catch (MessagingException | IOException e) {
            opener.text = raw;
        }
        return new OpenedLetter(opener.text, opener.html, opener.invitation, opener.enclosures, headers);
    }

    /// How its text begins, on one line.
    static String preview(String raw) {
        String line = open(raw).text().replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(PREVIEW_MAX, line.length()));
    }

    /// The header of that name, decoded; empty when there is none.
    static String header(String raw, String name) {
        try {
            String value = new InternetHeaders(bytes(headers(raw))).getHeader(name, ", ");
            return value == null ? "" : decoded(value);
        } catch (MessagingException _) {
            return "";
        }
    }

    private static String headers(String raw) {
        int end = raw.indexOf("\r\n\r\n");
        return end < 0 ? raw : raw.substring(0, end + 4);
    }

    private static MimeMessage parse(String raw) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), bytes(raw));
    }

    private static ByteArrayInputStream bytes(String raw) {
        return new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Encoded words, and raw UTF-8 as RFC 6532 allows it.
    private static String decoded(String value) {
        String unfolded = MimeUtility.unfold(fromBytes(value));
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException _) {
            return unfolded;
        }
    }

    private static String fromBytes(String value) {
        if (value.chars().anyMatch(c -> c > 0xFF)) {
            return value;
        }
        String utf8 = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : value;
    }

    private void read(Part part, int depth) throws MessagingException, IOException {
        if (depth < DEPTH_MAX && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                read(inner, depth + 1);
            }
            return;
        }
        byte[] content = part.getInputStream().readAllBytes();
        String name = part.getFileName() == null ? "" : decoded(part.getFileName());
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || !name.isEmpty();
        if (!attached && part.isMimeType("text/plain") && text.isEmpty()) {
            text = text(part, content);
        } else if (!attached && part.isMimeType("text/html") && html.isEmpty()) {
            html = text(part, content);
        } else {
            enclose(part, name, content);
        }
    }

    private void enclose(Part part, String name, byte[] content) throws MessagingException {
        boolean calendar = part.isMimeType("text/calendar") || part.isMimeType("application/ics");
        String asText = calendar || part.isMimeType("text/*") ? text(part, content) : null;
        if (calendar && invitation == null && asText != null) {
            invitation = Invitation.in(asText).orElse(null);
        }
        String shown = !name.isEmpty() ? name : calendar ? "invite.ics" : "part-" + (enclosures.size() + 1);
        enclosures.add(new Enclosure(shown, type(part), new String(content, StandardCharsets.ISO_8859_1), asText));
    }

    private static String type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException _) {
            return "application/octet-stream";
        }
    }

    private static String text(Part part, byte[] content) throws MessagingException {
        return new String(content, charset(part));
    }

    private static Charset charset(Part part) throws MessagingException {
        try {
            String named = new ContentType(part.getContentType()).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
