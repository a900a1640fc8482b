package org.tsudoi.notices;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;

/// Who wants no mail before events. Rows of `reminder_off`.
@Component
public class Reminders {
    private final JdbcClient jdbc;
    private final Clock clock;

    Reminders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean areWanted(MemberId member) {
        return !jdbc.sql("select exists (select from reminder_off where member = :member)")
                .param("member", member.value())
                .query(Boolean.class)
                .single();
    }

    public void want(MemberId member, boolean wanted) {
        if (wanted) {
            jdbc.sql("delete from reminder_off where member = :member")
                    .param("member", member.value())
                    .update();
        } else {
            jdbc.sql("insert into reminder_off (member, at) values (:member, :now) on conflict (member) do nothing")
                    .param("member", member.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
