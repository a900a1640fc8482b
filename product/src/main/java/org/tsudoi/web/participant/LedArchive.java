package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;

/// Rows of `led_archived`.
@Component
class LedArchive {
    private final JdbcClient jdbc;
    private final Clock clock;

    LedArchive(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void put(MemberId member, UUID led) {
        jdbc.sql("""
                        insert into led_archived (member, led, archived_at) values (:member, :led, :now)
                        on conflict do nothing""")
                .param("member", member.value())
                .param("led", led)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void takeBack(MemberId member, UUID led) {
        jdbc.sql("delete from led_archived where member = :member and led = :led")
                .param("member", member.value())
                .param("led", led)
                .update();
    }

    Set<UUID> of(MemberId member) {
        return Set.copyOf(jdbc.sql("select led from led_archived where member = :member")
                .param("member", member.value())
                .query(UUID.class)
                .list());
    }
}
