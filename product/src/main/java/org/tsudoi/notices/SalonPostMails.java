package org.tsudoi.notices;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.privacy.Vault;

/// Who wants no mail about the posts of a salon. Rows of `salon_post_off`.
@Component
public class SalonPostMails {
    /// Links are sealed for this place: no row is kept of who was written to.
    private static final UUID LINKS = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    SalonPostMails(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    public record Reader(MonthlyPlanId plan, MemberId member) {}

    public boolean areWanted(MonthlyPlanId plan, MemberId member) {
        return !jdbc.sql("select exists (select from salon_post_off where plan = :plan and member = :member)")
                .param("plan", plan.value())
                .param("member", member.value())
                .query(Boolean.class)
                .single();
    }

    public void want(MonthlyPlanId plan, MemberId member, boolean wanted) {
        if (wanted) {
            jdbc.sql("delete from salon_post_off where plan = :plan and member = :member")
                    .param("plan", plan.value())
                    .param("member", member.value())
                    .update();
        } else {
            jdbc.sql("""
                            insert into salon_post_off (plan, member, at) values (:plan, :member, :now)
                            on conflict (plan, member) do nothing""")
                    .param("plan", plan.value())
                    .param("member", member.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /// What a link carries by which whoever has it speaks for this member, about the mails of this salon alone.
    public String link(Reader reader) {
        var clear = reader.plan + " " + reader.member;
        var sealed = vault.sealBytes("salon_post", "link", LINKS, clear.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    public Optional<Reader> byLink(String secret) {
        try {
            var opened = vault.openBytes(
                    "salon_post", "link", LINKS, Base64.getUrlDecoder().decode(secret));
            var parts = new String(opened, StandardCharsets.UTF_8).split(" ");
            return MonthlyPlanId.parse(parts[0])
                    .flatMap(plan -> MemberId.parse(parts[1]).map(member -> new Reader(plan, member)));
        } catch (IllegalArgumentException | IllegalStateException nobodys) {
            return Optional.empty();
        }
    }
}
