package org.tsudoi.members.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tsudoi.members.KnownBrowsers;
import org.tsudoi.platform.RecurringJob;

/// Removes what was only needed for a while: the shorter personal data is kept, the better.
@Component
class ForgetOldSignIns implements RecurringJob {
    private static final Duration KEPT = Duration.ofDays(1);
    /// The longest window that is counted is a day.
    private static final Duration COUNTS_KEPT = Duration.ofDays(2);

    private final SignInTable signIns;
    private final CountTable counts;
    private final PasskeyTable passkeys;
    private final BrowserTable browsers;
    private final Clock clock;

    ForgetOldSignIns(
            SignInTable signIns, CountTable counts, PasskeyTable passkeys, BrowserTable browsers, Clock clock) {
        this.signIns = signIns;
        this.counts = counts;
        this.passkeys = passkeys;
        this.browsers = browsers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "members-forget-old-sign-ins";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        signIns.deleteBefore(now.minus(KEPT));
        counts.deleteBefore(now.minus(COUNTS_KEPT));
        passkeys.deleteSpentBefore(now.minus(KEPT));
        browsers.deleteBefore(now.minus(KnownBrowsers.KEPT));
    }
}
