package org.tsudoi.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The body of a mail as MIME (RFC 2045, RFC 2046), each part in Base64. The parts stand as mail programs want an
/// invitation: mixed( alternative( plain, html, calendar ), invite.ics, attachments ). Written out here, since Jakarta
/// Mail looks through the class path for each part that it makes.
final class MimeText {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();
    private static final String MIXED = "=_mixed";
    private static final String ALTERNATIVE = "=_alternative";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);

    private MimeText() {}

    /// The body's own `Content-Type`.
    static String type() {
        return multipart("mixed", MIXED);
    }

    static byte[] body(Mail mail) throws MessagingException {
        var text = new MimeText();
        text.mixed(mail);
        return text.bytes.toByteArray();
    }

    private void mixed(Mail mail) throws MessagingException {
        var calendar = mail.calendar();
        line("--" + MIXED);
        line("Content-Type: " + multipart("alternative", ALTERNATIVE));
        line("");
        alternative("text/plain; charset=UTF-8", mail.text());
        alternative("text/html; charset=UTF-8", mail.html());
        if (calendar != null) {
            alternative("text/calendar; charset=UTF-8; method=" + calendar.method(), calendar.text());
        }
        line("--" + ALTERNATIVE + "--");
        line("");
        if (calendar != null) {
            attached(new Mail.Attachment(
                    "invite.ics", "application/ics", calendar.text().getBytes(StandardCharsets.UTF_8)));
        }
        for (var attachment : mail.attachments()) attached(attachment);
        line("--" + MIXED + "--");
    }

    private static String multipart(String kind, String boundary) {
        // No line of Base64 begins like a boundary: it has no underscore.
        return "multipart/" + kind + "; boundary=\"" + boundary + "\"";
    }

    private void alternative(String type, String text) {
        line("--" + ALTERNATIVE);
        line("Content-Type: " + type);
        content(text.getBytes(StandardCharsets.UTF_8));
    }

    private void attached(Mail.Attachment attachment) throws MessagingException {
        var type = new ContentType(attachment.mediaType());
        type.setParameterList(named("name", attachment));
        line("--" + MIXED);
        line("Content-Type: " + type);
        line("Content-Disposition: " + new ContentDisposition("attachment", named("filename", attachment)));
        content(attachment.bytes());
    }

    private static ParameterList named(String parameter, Mail.Attachment attachment) {
        var parameters = new ParameterList();
        parameters.set(parameter, attachment.fileName(), "UTF-8");
        return parameters;
    }

    private void content(byte[] content) {
        line("Content-Transfer-Encoding: base64");
        line("");
        bytes.writeBytes(BASE64.encode(content));
        line("");
    }

    private void line(String line) {
        bytes.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        bytes.write('\r');
        bytes.write('\n');
    }
}
