package org.tsudoi.members.internal;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

@Service
class KeepingMembers implements Members {
    private final MemberTable table;
    private final Ids ids;
    private final Clock clock;

    KeepingMembers(MemberTable table, Ids ids, Clock clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Member> find(MemberId id) {
        return table.find(id);
    }

    @Override
    public Optional<Member> findByMail(EmailAddress mail) {
        return table.findByMail(mail);
    }

    @Override
    public Map<MemberId, Member> findAll(Collection<MemberId> ids) {
        return table.findAll(ids).stream().collect(toMap(Member::id, identity()));
    }

    @Override
    @Transactional
    public Member findOrCreate(EmailAddress mail, Optional<PersonName> name, Locale locale, ZoneId zone) {
        Optional<Member> known = table.findByMail(mail);
        if (known.isEmpty()) {
            table.insert(new MemberId(ids.next()), mail, name, spoken(locale), zone, clock.instant());
        } else if (known.get().displayName().isEmpty() && name.isPresent()) {
            table.nameIfUnknown(known.get().id(), name.get());
        } else {
            return known.get();
        }
        return table.findByMail(mail).orElseThrow();
    }

    @Override
    @Transactional
    public Member change(MemberId id, Optional<PersonName> name, Locale locale, ZoneId zone) {
        table.change(id, name, spoken(locale), zone);
        return table.find(id).orElseThrow(Problem::notFound);
    }

    @Override
    @Transactional
    public void makeOperator(MemberId id) {
        table.makeOperator(id, clock.instant());
    }

    @Override
    public List<Member> operators() {
        return table.operators();
    }

    @Override
    public boolean anyOperator() {
        return table.anyOperator();
    }

    /// The language of the three that comes nearest; English for whoever reads none of them.
    static Locale spoken(Locale wanted) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
