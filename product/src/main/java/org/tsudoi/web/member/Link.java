package org.tsudoi.web.member;

import org.tsudoi.members.SignIn;

/// The page that a mailed link opens.
public record Link(String mail, boolean asksName) {
    static Link of(SignIn.Waiting waiting) {
        return new Link(waiting.mail().value(), !waiting.knowsName());
    }
}
