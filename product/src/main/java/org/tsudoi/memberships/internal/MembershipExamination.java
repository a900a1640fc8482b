package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.Examination;

/// What a person has to look into: nothing here decides it.
@Component
class MembershipExamination implements Examination {
    /// A job looks every few minutes: whoever is this late has a fault.
    private static final Duration LATE = Duration.ofHours(2);

    private final MembershipTable memberships;
    private final ChargeTable charges;
    private final Clock clock;

    MembershipExamination(MembershipTable memberships, ChargeTable charges, Clock clock) {
        this.memberships = memberships;
        this.charges = charges;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "Memberships";
    }

    @Override
    public String finding() {
        return memberships.countRunning() + " running, " + charges.countUnknown()
                + " fees of which nobody knows whether they were taken, " + charges.countLost()
                + " made again and again and never heard of, "
                + memberships.countDueBefore(clock.instant().minus(LATE)) + " not looked after for two hours";
    }
}
