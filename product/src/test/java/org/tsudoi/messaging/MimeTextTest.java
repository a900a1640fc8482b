package org.tsudoi.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;

/// What was written out is read as any mail program reads it.
class MimeTextTest {
    private static final byte[] PDF = "%PDF-1.5 \u0000\u00ff 領収書".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final String TEXT = "こんにちは\n.\n.. ขอบคุณ\n-- \nTsudoi\n";

    private static MimeMultipart read(Mail mail) throws Exception {
        var head = "Content-Type: " + MimeText.type() + "\r\n\r\n";
        var message = new MimeMessage(
                Session.getInstance(new Properties()),
                new SequenceInputStream(
                        new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)),
                        new ByteArrayInputStream(MimeText.body(mail))));
        return (MimeMultipart) message.getContent();
    }

    private static Mail mail(Mail.@Nullable Calendar calendar, List<Mail.Attachment> attachments) {
        return new Mail("id", new EmailAddress("hana@example.jp"), "題", TEXT, "<p>題</p>", calendar, attachments);
    }

    private static byte[] bytes(Part part) throws Exception {
        return part.getInputStream().readAllBytes();
    }

    private static String text(Part part) throws Exception {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    @Test
    void anInvitationStandsInTheTextAndAsAFileAndAttachmentsFollow() throws Exception {
        var calendar = new Mail.Calendar("REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n");
        var receipt = new Mail.Attachment("receipt-01.pdf", "application/pdf", PDF);
        var mixed = read(mail(calendar, List.of(receipt, new Mail.Attachment("領収書.pdf", "application/pdf", PDF))));

        assertThat(mixed.getCount()).isEqualTo(4);
        var alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getCount()).isEqualTo(3);
        assertThat(alternative.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text(alternative.getBodyPart(0))).isEqualTo(TEXT);
        assertThat(alternative.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(text(alternative.getBodyPart(1))).isEqualTo("<p>題</p>");
        assertThat(alternative.getBodyPart(2).getContentType())
                .isEqualTo("text/calendar; charset=UTF-8; method=REQUEST");
        assertThat(text(alternative.getBodyPart(2))).isEqualTo(calendar.text());
        assertThat(mixed.getBodyPart(1).getContentType()).isEqualTo("application/ics; name=invite.ics");
        assertThat(text(mixed.getBodyPart(1))).isEqualTo(calendar.text());
        assertThat(mixed.getBodyPart(2).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(mixed.getBodyPart(2).getFileName()).isEqualTo("receipt-01.pdf");
        assertThat(bytes(mixed.getBodyPart(2))).isEqualTo(PDF);
        assertThat(mixed.getBodyPart(3).getFileName()).isEqualTo("領収書.pdf");
    }

    @Test
    void aPlainLetterHasItsTwoTextsAndNothingElse() throws Exception {
        var mixed = read(mail(null, List.of()));
        assertThat(mixed.getCount()).isEqualTo(1);
        assertThat(((MimeMultipart) mixed.getBodyPart(0).getContent()).getCount())
                .isEqualTo(2);
    }

    @Test
    void noLineIsTooLongAndNoneBeginsLikeTheEnd() throws Exception {
        var lines = new String(
                        MimeText.body(mail(null, List.of(new Mail.Attachment("a.pdf", "application/pdf", PDF)))),
                        StandardCharsets.US_ASCII)
                .split("\r\n", -1);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100).doesNotContain("\n"));
        assertThat(lines).noneMatch(line -> line.startsWith("."));
    }
}
