package org.tsudoi.stages.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.stages.FullMembers;
import org.tsudoi.stages.Hindrance;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;
import org.tsudoi.stages.Teaching;

/// The first lock. The second is `organiser_may_teach` in the database, which says the same.
@Component
class WatchingTeaching implements Teaching {
    private final Stages stages;
    private final StageTable table;
    private final GuidelineTable guidelines;
    private final People people;
    private final Sanctions sanctions;
    private final Clock clock;

    @Component
    record People(Organisers organisers, ObjectProvider<FullMembers> fullMembers) {
        List<MemberId> owners(OrganiserId organiser) {
            return organisers.people(organiser).stream()
                    .filter(acting -> acting.standing() == Standing.OWNER)
                    .map(Organisers.Acting::member)
                    .sorted((one, other) -> one.value().compareTo(other.value()))
                    .toList();
        }

        boolean isFull(MemberId member) {
            var known = fullMembers.getIfAvailable();
            return known != null && known.isOne(member);
        }
    }

    WatchingTeaching(
            Stages stages,
            StageTable table,
            GuidelineTable guidelines,
            People people,
            Sanctions sanctions,
            Clock clock) {
        this.stages = stages;
        this.table = table;
        this.guidelines = guidelines;
        this.people = people;
        this.sanctions = sanctions;
        this.clock = clock;
    }

    @Override
    public Optional<Hindrance> hinders(MemberId member) {
        return hinders(member, stages.rules());
    }

    private Optional<Hindrance> hinders(MemberId member, StageRules rules) {
        if (sanctions.isBarred(member)) return Optional.of(Hindrance.BARRED);
        if (rules.needed() && stages.of(member) != Stage.TEACH) return Optional.of(Hindrance.STAGE);
        if (rules.fullMembersOnly() && !people.isFull(member)) return Optional.of(Hindrance.FULL_MEMBERSHIP);
        return rules.guidelines() && !hasAccepted(member) ? Optional.of(Hindrance.GUIDELINES) : Optional.empty();
    }

    private boolean hasAccepted(MemberId member) {
        var inForce = guidelines.inForce(clock.instant());
        return inForce.isEmpty()
                || guidelines
                        .accepted(member)
                        .filter(it -> it.guideline().version() >= inForce.get().version())
                        .isPresent();
    }

    @Override
    public Optional<Hindrance> hinders(OrganiserId organiser) {
        var rules = stages.rules();
        var owners = people.owners(organiser);
        // Of one whom nobody owns there is nobody to ask.
        if (owners.isEmpty()) return rules.needed() ? Optional.of(Hindrance.STAGE) : Optional.empty();
        var found = new ArrayList<Hindrance>();
        for (var owner : owners) {
            var hindrance = hinders(owner, rules);
            if (hindrance.isEmpty()) return Optional.empty();
            found.add(hindrance.get());
        }
        return found.stream().sorted().findFirst();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void require(OrganiserId organiser) {
        table.hold(people.owners(organiser));
        var hindrance = hinders(organiser);
        if (hindrance.isPresent()) {
            throw Problem.of(
                    ProblemCode.MAY_NOT_TEACH, "stages.error." + hindrance.get().word());
        }
        // The database asks as of when sales were closed: a suspension that is over bars there until that is noted.
        sanctions.endOver();
    }
}
