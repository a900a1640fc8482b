package org.tsudoi.meetings.zoom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.meetings.MeetingOversight.Stray;
import org.tsudoi.meetings.provider.Hearing;
import org.tsudoi.meetings.provider.StrayNotices;

/// Rows of `zoom_notice`.
final class ZoomNoticeTable implements StrayNotices, Hearing {
    private final JdbcClient jdbc;

    ZoomNoticeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Outcome {
        /// It changed something.
        APPLIED,
        /// Something newer is known.
        STALE,
        /// It fits no meeting or person of ours.
        STRAY,
        /// Not of a kind that matters here.
        IGNORED
    }

    /// @return false when it was there before
    boolean insert(byte[] digest, String event, @Nullable String number, Instant happened, Instant now) {
        return jdbc.sql("""
                        insert into zoom_notice (digest, event, meeting_number, happened_at, received_at, outcome)
                        values (:digest, :event, :number, :happened, :now, 'ignored')
                        on conflict (digest) do nothing""")
                        .param("digest", digest)
                        .param("event", event)
                        .param("number", number)
                        .param("happened", happened.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void outcome(byte[] digest, Outcome outcome) {
        jdbc.sql("update zoom_notice set outcome = :outcome where digest = :digest")
                .param("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .param("digest", digest)
                .update();
    }

    @Override
    public String provider() {
        return ZoomAdapter.NAME;
    }

    @Override
    public boolean heardSince(Instant moment) {
        return jdbc.sql("select exists (select from zoom_notice where received_at >= :moment)")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<Stray> newest(int max) {
        return jdbc.sql("""
                        select event, meeting_number, received_at from zoom_notice
                        where outcome = 'stray' order by received_at desc limit :max""")
                .param("max", max)
                .query((row, _) -> new Stray(
                        ZoomAdapter.NAME,
                        row.getString("event"),
                        row.getString("meeting_number"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
