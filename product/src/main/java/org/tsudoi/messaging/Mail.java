package org.tsudoi.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;

/// One mail to one person.
///
/// @param id       of what it is about, unique: becomes the Message-ID, so that the same mail sent twice is
///     known as one
/// @param off      where mail programs post to when the reader wants no such mail any more (RFC 8058); null for what
///     nobody can do without
/// @param calendar shown as an invitation by mail programs; null for none
public record Mail(
        String id,
        EmailAddress to,
        String subject,
        String text,
        String html,
        @Nullable Calendar calendar,
        List<Attachment> attachments,
        @Nullable String off) {
    public Mail(
            String id,
            EmailAddress to,
            String subject,
            String text,
            String html,
            @Nullable Calendar calendar,
            List<Attachment> attachments) {
        this(id, to, subject, text, html, calendar, attachments, null);
    }

    /// @param method `REQUEST` or `CANCEL`; must be the METHOD inside (RFC 5546)
    public record Calendar(String method, String text) {}

    public record Attachment(String fileName, String mediaType, byte[] bytes) {}

    /// No subject and no text: a mail carries secrets.
    @Override
    public String toString() {
        return "Mail[" + id + " to " + to + "]";
    }
}
