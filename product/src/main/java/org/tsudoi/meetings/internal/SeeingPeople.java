package org.tsudoi.meetings.internal;

import static org.tsudoi.meetings.internal.Rows.column;
import static org.tsudoi.meetings.internal.Rows.instantOrNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.meetings.provider.Hearing;

/// Reads `meeting` and `meeting_admission` for whether anybody came.
@Component
class SeeingPeople implements Sightings {
    private final JdbcClient jdbc;
    private final Providers providers;
    private final List<Hearing> hearing;

    SeeingPeople(JdbcClient jdbc, Providers providers, List<Hearing> hearing) {
        this.jdbc = jdbc;
        this.providers = providers;
        this.hearing = hearing;
    }

    private record Kept(
            String provider,
            boolean ready,
            @Nullable Instant hostJoined,
            @Nullable Instant hostLeft) {
        boolean isHostSeen(Instant since) {
            return wasInside(hostJoined, hostLeft, since);
        }
    }

    @Override
    public Sighting hosts(MeetingId id, Instant since) {
        var kept = find(id);
        if (kept.isEmpty()) return Sighting.UNCLEAR;
        if (kept.get().isHostSeen(since) || isHostIn(id, since)) {
            return Sighting.SEEN;
        }
        boolean sure = kept.get().ready && sees(kept.get().provider, since) && !isHostOnTheWay(id, since);
        return sure ? Sighting.NOBODY : Sighting.UNCLEAR;
    }

    private Optional<Kept> find(MeetingId id) {
        return jdbc.sql("select provider, state, host_joined_at, host_left_at from meeting where id = :id")
                .param("id", id.value())
                .query((row, _) -> new Kept(
                        row.getString("provider"),
                        row.getString("state").equals("ready"),
                        instantOrNull(row, "host_joined_at"),
                        instantOrNull(row, "host_left_at")))
                .optional();
    }

    private static boolean wasInside(@Nullable Instant joined, @Nullable Instant left, Instant since) {
        return joined != null && (left == null || left.isBefore(joined) || left.isAfter(since));
    }

    private boolean isHostIn(MeetingId id, Instant since) {
        return jdbc.sql("""
                        select exists (select from meeting_admission where meeting = :id and role = 'host'
                            and joined_at is not null and (left_at is null or left_at < joined_at or left_at > :since))""")
                .param("id", id.value())
                .param("since", column(since))
                .query(Boolean.class)
                .single();
    }

    /// Let in, and not seen inside since: their way in may have failed.
    private boolean isHostOnTheWay(MeetingId id, Instant since) {
        return jdbc.sql("""
                        select exists (select from meeting_admission where meeting = :id and role = 'host'
                            and admitted_at > :since and (joined_at is null or left_at < admitted_at))""")
                .param("id", id.value())
                .param("since", column(since))
                .query(Boolean.class)
                .single();
    }

    /// A provider that told nothing for long before a meeting may not tell us of it either.
    private boolean sees(String provider, Instant since) {
        return providers.get(provider).alwaysSees()
                || hearing.stream()
                        .anyMatch(
                                one -> one.provider().equals(provider) && one.heardSince(since.minus(one.quietMax())));
    }

    @Override
    public boolean isHeard(MeetingId id, Instant since) {
        return find(id).filter(kept -> isHeard(kept.provider, since)).isPresent();
    }

    private boolean isHeard(String provider, Instant since) {
        return providers.get(provider).alwaysSees()
                || hearing.stream().anyMatch(one -> one.provider().equals(provider) && one.heardSince(since));
    }

    @Override
    public int participants(MeetingId id, Instant since) {
        return jdbc.sql("""
                        select count(*)::int from meeting_admission
                        where meeting = :id and role = 'participant' and joined_at is not null
                            and (left_at is null or left_at > :since)""")
                .param("id", id.value())
                .param("since", column(since))
                .query(Integer.class)
                .single();
    }
}
