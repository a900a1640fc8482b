package org.tsudoi.payouts.internal;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.stages.Sanctions;

/// What is owed to somebody who is barred is held until buyers can hardly dispute it any more. It is not lost: the run
/// after that pays it.
@Component
class HoldingForDisputes {
    private final Sanctions sanctions;
    private final Organisers organisers;
    private final Clock clock;

    HoldingForDisputes(Sanctions sanctions, Organisers organisers, Clock clock) {
        this.sanctions = sanctions;
        this.organisers = organisers;
        this.clock = clock;
    }

    boolean isHeld(OrganiserId organiser) {
        var barred = sanctions.barred();
        return !barred.isEmpty()
                && organisers.people(organiser).stream()
                        .filter(acting -> acting.standing() == Standing.OWNER && barred.contains(acting.member()))
                        .anyMatch(owner -> isHeld(owner.member()));
    }

    private boolean isHeld(MemberId owner) {
        return sanctions
                .barring(owner)
                .filter(it -> clock.instant().isBefore(it.decision().startsAt().plus(Sanctions.PAYOUT_HOLD)))
                .isPresent();
    }
}
