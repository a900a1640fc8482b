package org.tsudoi.notices;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.privacy.Vault;

/// Who wants no mail before events: members, and addresses of guests who said so by the link in a mail. Rows of
/// `reminder_off` and `reminder_off_mail`.
@Component
public class Reminders {
    /// Links are sealed for this place: no row is kept of who was written to.
    private static final UUID LINKS = new UUID(0, 0);

    /// So long after it last kept a mail from being sent an address is forgotten.
    static final Period KEPT_FOR = Period.ofYears(3);

    private final JdbcClient jdbc;
    private final Members members;
    private final Vault vault;
    private final Clock clock;

    Reminders(JdbcClient jdbc, Members members, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.vault = vault;
        this.clock = clock;
    }

    /// @param member null for a guest
    public boolean areWanted(@Nullable MemberId member, EmailAddress mail) {
        return jdbc.sql("""
                        select not exists (select from reminder_off where member = cast(:member as uuid))
                            and not exists (select from reminder_off_mail where email_index = :index)""")
                .param("member", member == null ? null : member.value())
                .param("index", index(mail))
                .query(Boolean.class)
                .single();
    }

    /// The same before one is sent. An address that it holds back is kept for longer: they were right to say so.
    boolean maySend(@Nullable MemberId member, EmailAddress mail) {
        if (areWanted(member, mail)) return true;
        jdbc.sql("update reminder_off_mail set at = :now where email_index = :index")
                .param("index", index(mail))
                .param("now", now())
                .update();
        return false;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// Addresses of which nobody knows any more whether they are somebody's. Run by a job; answers how many.
    int forget() {
        return jdbc.sql("delete from reminder_off_mail where at < :before")
                .param("before", now().minus(KEPT_FOR))
                .update();
    }

    /// Of a member with this address, what they said in their account counts, too.
    public boolean areWanted(EmailAddress mail) {
        return areWanted(members.findByMail(mail).map(Member::id).orElse(null), mail);
    }

    private byte[] index(EmailAddress mail) {
        return vault.blindIndex("reminder_off_mail.email", mail.lookUpKey());
    }

    /// A member's word holds for their address too: they may have said otherwise as a guest.
    public void want(MemberId member, EmailAddress mail, boolean wanted) {
        if (wanted) {
            jdbc.sql("delete from reminder_off where member = :member")
                    .param("member", member.value())
                    .update();
            wantMails(mail, true);
        } else {
            jdbc.sql("insert into reminder_off (member, at) values (:member, :now) on conflict (member) do nothing")
                    .param("member", member.value())
                    .param("now", now())
                    .update();
        }
    }

    /// Whoever turns them on by the link of a mail gets them: it was sent to the address that is the member's.
    public void want(EmailAddress mail, boolean wanted) {
        var member = wanted ? members.findByMail(mail) : Optional.<Member>empty();
        if (member.isPresent()) want(member.get().id(), mail, true);
        else wantMails(mail, wanted);
    }

    private void wantMails(EmailAddress mail, boolean wanted) {
        if (wanted) {
            jdbc.sql("delete from reminder_off_mail where email_index = :index")
                    .param("index", index(mail))
                    .update();
        } else {
            jdbc.sql("""
                            insert into reminder_off_mail (email_index, at) values (:index, :now)
                            on conflict (email_index) do update set at = excluded.at""").param("index", index(mail)).param("now", now()).update();
        }
    }

    /// What a link carries by which whoever has it speaks for this address, about nothing but this.
    public String link(EmailAddress mail) {
        var sealed = vault.sealBytes("reminder", "link", LINKS, mail.value().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    public Optional<EmailAddress> byLink(String secret) {
        try {
            var sealed = Base64.getUrlDecoder().decode(secret);
            var opened = vault.openBytes("reminder", "link", LINKS, sealed);
            return Optional.of(new EmailAddress(new String(opened, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | IllegalStateException nobodys) {
            return Optional.empty();
        }
    }
}
