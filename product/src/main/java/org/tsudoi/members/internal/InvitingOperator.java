package org.tsudoi.members.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.SignIn.Answer;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

@Service
class InvitingOperator implements OperatorInvitation {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final InvitationTable table;
    private final Members members;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;

    InvitingOperator(InvitationTable table, Members members, Vault vault, Ids ids, Clock clock) {
        this.table = table;
        this.members = members;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Invitation issue() {
        Instant now = clock.instant();
        UUID id = ids.next();
        String token = vault.token("operator invitation", id, 1);
        table.closeAll(now);
        table.insert(id, Vault.tokenHash(token), now, now.plus(GOOD_FOR));
        return new Invitation("/operator-invitation/" + token, now.plus(GOOD_FOR));
    }

    @Override
    public boolean needed() {
        return !members.anyOperator();
    }

    @Override
    public boolean isGood(String token) {
        return table.open(Vault.tokenHash(token), clock.instant()).isPresent();
    }

    @Override
    @Transactional
    public Answer accept(String token, EmailAddress mail, Locale locale, ZoneId zone) {
        Instant now = clock.instant();
        Optional<UUID> open = table.open(Vault.tokenHash(token), now);
        if (open.isEmpty()) return new Answer.NoLongerGood();
        boolean isNew = members.findByMail(mail).isEmpty();
        Member member = members.findOrCreate(mail, Optional.empty(), locale, zone);
        if (!table.use(open.get(), member.id(), now)) return new Answer.NoLongerGood();
        members.makeOperator(member.id());
        return new Answer.Welcome(members.find(member.id()).orElseThrow(), isNew);
    }
}
