package org.tsudoi.offerings.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.LedTimes;

@Component
class ReadingLedTimes implements LedTimes {
    private final JdbcClient jdbc;
    private final Organisers organisers;

    ReadingLedTimes(JdbcClient jdbc, Organisers organisers) {
        this.jdbc = jdbc;
        this.organisers = organisers;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Led> of(MemberId member, Instant from, Instant until) {
        return jdbc.sql("""
                        with led as (
                            select e.id, e.kind, e.starts_at, e.ends_at from event e
                            where e.state in ('published', 'closed') and e.starts_at < :until and e.ends_at > :from
                                and (exists (select from event_host host
                                        where host.event = e.id and host.member = :member and %s)
                                    or (e.organiser = any(:alone)
                                        and not exists (select from event_host other where other.event = e.id))))
                        select starts_at, ends_at from led where kind = 'meeting'
                        union all
                        select d.starts_at, d.starts_at + make_interval(mins => d.minutes)
                        from led join event_date d on d.event = led.id
                        where not d.dropped and d.called_off_at is null
                            and d.starts_at < :until and d.starts_at + make_interval(mins => d.minutes) > :from
                        """.formatted(EventTable.WILLING))
                .param("member", member.value())
                .param("alone", alone(member))
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Led(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .list();
    }

    private UUID[] alone(MemberId member) {
        return organisers.alone(member).stream().map(OrganiserId::value).toArray(UUID[]::new);
    }
}
