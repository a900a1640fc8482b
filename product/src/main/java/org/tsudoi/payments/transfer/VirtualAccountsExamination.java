package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Examination;

/// Whether what came to virtual accounts is heard of.
record VirtualAccountsExamination(GanbSettings settings, VirtualTable accounts, GanbTokenTable tokens, Clock clock)
        implements Examination {
    /// Read once a minute.
    private static final Duration STALE = Duration.ofMinutes(15);

    @Override
    public String subject() {
        return "Virtual accounts";
    }

    @Override
    public String finding() {
        if (tokens.isDead(settings.clientId(), settings.refreshToken())) {
            throw new CannotStart("the bank takes the refresh token no more: allow access on its page and set"
                    + " TSUDOI_GANB_REFRESH_TOKEN anew");
        }
        return accounts.readAt(settings.raId()).map(this::heard).orElse("set, and the bank has not been heard yet");
    }

    private String heard(Instant at) {
        if (at.isBefore(clock.instant().minus(STALE))) {
            throw new CannotStart("what came is known only until " + at + ": the log says why the bank is not read");
        }
        return "given for each transfer; what came is known until " + at;
    }
}
