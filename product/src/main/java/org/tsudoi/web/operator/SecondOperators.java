package org.tsudoi.web.operator;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;

/// Whether there is anybody else who could confirm what an operator proposes.
@Component
class SecondOperators {
    private final Members members;

    SecondOperators(Members members) {
        this.members = members;
    }

    /// @param about those whom it is about, who do not decide about themselves
    boolean isMissing(MemberId first, Collection<MemberId> about) {
        return isMissing(members.operators(), first, about);
    }

    static boolean isMissing(List<Member> operators, MemberId first, Collection<MemberId> about) {
        return operators.stream().map(Member::id).allMatch(one -> one.equals(first) || about.contains(one));
    }
}
