package org.tsudoi.web.operator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.web.Page;

/// What members are called here: the name they gave, else their address, else the id of who is gone.
public record Names(Map<MemberId, Member> known) {
    /// Whom records name, by what stands in them.
    @Component
    record Book(Members members) {
        Names of(Collection<MemberId> ids) {
            return new Names(members.findAll(ids));
        }

        /// What is no member's id, the program itself or a provider, is nobody's name.
        Names of(Stream<String> stored) {
            return of(stored.flatMap(who -> MemberId.parse(who).stream()).collect(Collectors.toSet()));
        }
    }

    public String of(MemberId id) {
        var member = known.get(id);
        return member == null
                ? id.toString()
                : member.displayName()
                        .map(name -> name.value())
                        .orElse(member.email().value());
    }

    public String all(List<MemberId> ids) {
        return ids.stream().map(this::of).collect(Collectors.joining(" · "));
    }

    /// Who did it: a person, a provider, or the program by itself.
    public String who(Page page, String stored) {
        return MemberId.parse(stored).map(this::of).orElseGet(() -> Words.who(page, stored));
    }
}
