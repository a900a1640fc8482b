package org.tsudoi.members.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.internal.CountTable.Limit;

/// How often a link may be asked for and a code be guessed.
@Component
@EnableConfigurationProperties(SignInSettings.class)
class SignInLimits {
    private static final Duration A_WHILE = Duration.ofMinutes(15);
    private static final Limit ASKS_BY_MAIL = new Limit("ask-by-mail", 5, A_WHILE);
    private static final Limit ASKS_BY_MAIL_A_DAY = new Limit("ask-by-mail-a-day", 20, Duration.ofDays(1));
    /// However many requests there are: a stranger gets this many guesses a day at the codes of one address, so
    /// that trying every day for a year finds one with a chance below 1 in 100.
    private static final Limit WRONG_CODES_A_DAY = new Limit("wrong-code-a-day", 20, Duration.ofDays(1));

    private final CountTable counts;
    private final Limit asksByCaller;

    SignInLimits(CountTable counts, SignInSettings settings) {
        this.counts = counts;
        this.asksByCaller = new Limit("ask-by-caller", settings.asksPerCaller(), A_WHILE);
    }

    /// Counts one more request; answers when the next one is let through if this one is not.
    Optional<Instant> askedTooOften(EmailAddress mail, String caller, Instant now) {
        return counts.exceeded(asksByCaller, caller, now)
                .or(() -> counts.exceeded(ASKS_BY_MAIL, mail.lookUpKey(), now))
                .or(() -> counts.exceeded(ASKS_BY_MAIL_A_DAY, mail.lookUpKey(), now));
    }

    /// Counts a wrong code.
    void wrongCode(EmailAddress mail, Instant now) {
        counts.exceeded(WRONG_CODES_A_DAY, mail.lookUpKey(), now);
    }

    boolean noMoreCodes(EmailAddress mail, Instant now) {
        return counts.usedUp(WRONG_CODES_A_DAY, mail.lookUpKey(), now);
    }
}
