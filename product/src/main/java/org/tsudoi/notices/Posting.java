package org.tsudoi.notices;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.messaging.Mail;
import org.tsudoi.messaging.Mailbox;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.texts.Language;

/// Lays a letter out as text and HTML and hands it to the mailbox.
@Component
class Posting {
    private final TemplateEngine templates;
    private final Mailbox mailbox;

    Posting(TemplateEngine templates, Mailbox mailbox) {
        this.templates = templates;
        this.mailbox = mailbox;
    }

    Handled post(
            String id,
            EmailAddress to,
            Language language,
            Letter letter,
            Mail.@Nullable Calendar calendar,
            List<Mail.Attachment> attachments) {
        return post(new Mail(id, to, letter.subject(), letter.text(), html(letter, language), calendar, attachments));
    }

    /// @param off where a mail program says for its reader that such mail is not wanted
    Handled postUnlessUnwanted(String id, EmailAddress to, Language language, Letter letter, String off) {
        return post(new Mail(id, to, letter.subject(), letter.text(), html(letter, language), null, List.of(), off));
    }

    private String html(Letter letter, Language language) {
        var html = new StringOutput();
        templates.render("mail/letter.jte", Map.of("letter", letter, "language", language.tag()), html);
        return html.toString();
    }

    private Handled post(Mail mail) {
        return switch (mailbox.send(mail)) {
            case Mailbox.Sending.Sent _ -> Handled.done();
            case Mailbox.Sending.Refused refused -> Handled.giveUp(refused.why());
            case Mailbox.Sending.NotKnown notKnown -> Handled.askAgain(notKnown.why());
        };
    }
}
