package org.tsudoi.collusion.internal;

import java.util.HashSet;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.orders.BarredPoints;

/// Within a group against which something stands, points that were given away pay nothing.
@Component
class BarringPoints implements BarredPoints {
    private final CaseTable cases;
    private final Organisers organisers;

    BarringPoints(CaseTable cases, Organisers organisers) {
        this.cases = cases;
        this.organisers = organisers;
    }

    @Override
    public boolean areBarred(MemberId spender, OrganiserId seller) {
        var others = new HashSet<MemberId>();
        for (var one : cases.of(spender)) {
            if (one.standing().isPresent()) others.addAll(one.matter().members());
        }
        others.remove(spender);
        return !others.isEmpty()
                && organisers.people(seller).stream()
                        .anyMatch(acting -> acting.standing() == Standing.OWNER && others.contains(acting.member()));
    }
}
