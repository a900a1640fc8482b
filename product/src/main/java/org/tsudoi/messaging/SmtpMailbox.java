package org.tsudoi.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes a mail and hands it over by SMTP.
@Component
@EnableConfigurationProperties(MailSettings.class)
class SmtpMailbox implements Mailbox {
    private final SmtpConnections server;
    private final MailSettings settings;
    private final Clock clock;

    SmtpMailbox(SmtpConnections server, MailSettings settings, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Sending send(Mail mail) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while " + mail + " is sent");
        }
        if (!mail.to().isAscii()) return new Sending.Refused("the address is not ASCII");
        var message = written(mail);
        try {
            server.send(message);
            return new Sending.Sent();
        } catch (MessagingException refusedOrLost) {
            return became(refusedOrLost);
        }
    }

    private static Sending became(MessagingException exception) {
        for (@Nullable Throwable at = exception; at != null; at = next(at)) {
            int code = code(at);
            if (code >= 500) return new Sending.Refused("the mail server answered " + code);
            if (code >= 400) return new Sending.NotKnown("the mail server answered " + code);
        }
        return new Sending.NotKnown(exception.getClass().getSimpleName());
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

    private MimeMessage written(Mail mail) {
        try {
            return message(mail);
        } catch (MessagingException | UnsupportedEncodingException unwritable) {
            throw new IllegalStateException("cannot write " + mail, unwritable);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        var message = new WrittenMessage();
        message.setHeader("Message-ID", "<" + mail.id() + "@" + settings.from().replaceFirst("^.*@", "") + ">");
        message.setFrom(new InternetAddress(settings.from(), settings.fromName(), "UTF-8"));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(mail.to().quoted()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answers from holiday responders
        if (mail.off() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.off() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
        }
        return message.with(MimeText.body(mail));
    }

    /// A message whose body is written already.
    private static final class WrittenMessage extends MimeMessage {
        /// Making one reads through the class path; it holds nothing of a message.
        private static final Session SESSION = Session.getInstance(new Properties());

        WrittenMessage() {
            super(SESSION);
        }

        WrittenMessage with(byte[] body) throws MessagingException {
            setHeader("MIME-Version", "1.0");
            setHeader("Content-Type", MimeText.type());
            content = body;
            modified = false;
            saved = true;
            return this;
        }
    }
}
