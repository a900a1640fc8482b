package org.tsudoi.notices;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlanId;

/// Who wants no mail about the posts of a salon. Rows of `salon_post_off`.
@Component
public class SalonPostMails {
    private final JdbcClient jdbc;
    private final Clock clock;

    SalonPostMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

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
}
