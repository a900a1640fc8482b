package org.tsudoi.messaging;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes a mail as MIME and hands it over by SMTP. The parts stand as mail programs want an invitation:
/// mixed( alternative( plain, html, calendar ), invite.ics, attachments ).
@Component
@EnableConfigurationProperties(MailSettings.class)
class SmtpMailbox implements Mailbox {
    private final JavaMailSender sender;
    private final MailSettings settings;
    private final Clock clock;

    SmtpMailbox(JavaMailSender sender, MailSettings settings, Clock clock) {
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Sending send(Mail mail) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while " + mail + " is sent");
        }
        if (!mail.to().isAscii()) return new Sending.Refused("the address is not ASCII");
        try {
            sender.send(written(mail));
            return new Sending.Sent();
        } catch (MailException refusedOrLost) {
            return became(refusedOrLost);
        } catch (MessagingException | UnsupportedEncodingException unwritable) {
            throw new IllegalStateException("cannot write " + mail, unwritable);
        }
    }

    private static Sending became(MailException exception) {
        Throwable cause = exception;
        if (exception instanceof org.springframework.mail.MailSendException failed
                && failed.getMessageExceptions().length > 0) {
            cause = failed.getMessageExceptions()[0];
        }
        for (@Nullable Throwable at = cause; at != null; at = next(at)) {
            int code = code(at);
            if (code >= 500) return new Sending.Refused("the mail server answered " + code);
            if (code >= 400) return new Sending.NotKnown("the mail server answered " + code);
        }
        return new Sending.NotKnown(cause.getClass().getSimpleName());
    }

    private static @Nullable Throwable next(Throwable at) {
        return at instanceof SendFailedException failed && failed.getNextException() != null
                ? failed.getNextException()
                : at.getCause();
    }

    private static int code(Throwable at) {
        return switch (at) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }

    private MimeMessage written(Mail mail) throws MessagingException, UnsupportedEncodingException {
        var message = new NamedMessage(mail.id() + "@" + settings.from().replaceFirst("^.*@", ""));
        message.setFrom(new InternetAddress(settings.from(), settings.fromName(), "UTF-8"));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(mail.to().quoted()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answers from holiday responders
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text(mail.text(), "text/plain; charset=UTF-8"));
        alternative.addBodyPart(text(mail.html(), "text/html; charset=UTF-8"));
        var mixed = new MimeMultipart("mixed");
        var calendar = mail.calendar();
        if (calendar != null) {
            var type = "text/calendar; charset=UTF-8; method=" + calendar.method();
            alternative.addBodyPart(text(calendar.text(), type));
        }
        mixed.addBodyPart(wrapped(alternative));
        if (calendar != null) {
            mixed.addBodyPart(attached(new Mail.Attachment(
                    "invite.ics", "application/ics", calendar.text().getBytes(StandardCharsets.UTF_8))));
        }
        for (var attachment : mail.attachments()) mixed.addBodyPart(attached(attachment));
        message.setContent(mixed);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart text(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static MimeBodyPart wrapped(Multipart inner) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(inner);
        return part;
    }

    private static MimeBodyPart attached(Mail.Attachment attachment) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.mediaType())));
        part.setFileName(attachment.fileName());
        part.setDisposition(MimeBodyPart.ATTACHMENT);
        return part;
    }

    /// Keeps the Message-ID it was given.
    private static final class NamedMessage extends MimeMessage {
        /// Making one reads through the class path; it holds nothing of a message.
        private static final Session SESSION = Session.getInstance(new Properties());

        private final String name;

        NamedMessage(String name) {
            super(SESSION);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + name + ">");
        }
    }
}
