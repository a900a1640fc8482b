package org.tsudoi.members;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;

/// Signing in without a password: a link and a six-digit code are mailed; either one signs in, once, within 15 minutes.
///
/// A known and an unknown address get the same answers, and whoever opens the link of an unknown address is signed up
/// by
/// it. A `browser` is a random value that the browser keeps in a cookie: the code only works in the browser that asked.
public interface SignIn {
    int CODE_LENGTH = 6;
    int CODE_TRIES_MAX = 5;

    /// Sends the link and the code.
    ///
    /// @param caller the network address that asks; only counted, under a blind index
    Asked ask(EmailAddress mail, Locale locale, ZoneId zone, String browser, String caller);

    /// What a link would do. Changes nothing: mail scanners open links too.
    Optional<Waiting> look(String linkToken);

    /// The request that this browser made last and that can still be answered by a code.
    Optional<Waiting> waitingFor(String browser);

    Answer byLink(String linkToken, Optional<PersonName> name);

    Answer byCode(String browser, String code);

    /// What the mail says; for the one who writes the mail. Empty when the request is no longer open.
    Optional<Letter> letter(SignInId id);

    enum Way {
        LINK,
        CODE,
        PASSKEY,
        INVITATION
    }

    sealed interface Asked {
        /// The mail is on its way.
        record Sent(SignInId id, Instant until) implements Asked {}

        /// This address or this caller asked too often; the next time is `again`.
        record TooOften(Instant again) implements Asked {}
    }

    /// @param knowsName false when the person has not told a name yet, so that the page can ask for it
    record Waiting(EmailAddress mail, Instant until, boolean knowsName, boolean codeOpen) {}

    sealed interface Answer {
        record Welcome(Member member, boolean isNew) implements Answer {}

        record WrongCode(int triesLeft) implements Answer {}

        /// Used, expired, replaced, locked after too many wrong codes, or never made: to the outside all the same.
        record NoLongerGood() implements Answer {}
    }

    /// @param zone      the member's, or that of the browser that asked
    /// @param linkToken the secret part of the link; never stored, never logged
    record Letter(EmailAddress to, Locale locale, ZoneId zone, String linkToken, String code, Instant until) {
        @Override
        public String toString() {
            return "Letter[to=" + to + "]";
        }
    }
}
