package org.tsudoi.web.member;

import java.time.Instant;
import org.tsudoi.members.SignIn;

/// The page that waits for the mail.
///
/// @param phone where the demonstration's mails are read; empty in production
public record Sent(String mail, Instant until, boolean codeOpen, String phone) {
    static Sent of(SignIn.Waiting waiting, DemoSettings demo) {
        return new Sent(waiting.mail().value(), waiting.until(), waiting.codeOpen(), demo.phone());
    }
}
