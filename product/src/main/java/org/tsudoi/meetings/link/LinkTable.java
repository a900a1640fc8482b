package org.tsudoi.meetings.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.privacy.Vault;

/// Rows of `meeting_link` and `meeting_link_shared`.
@Component
class LinkTable {
    private static final String TABLE = "meeting_link";

    private static final String OVER_AT =
            "coalesce(m.cancelled_at, m.starts_at + m.length_minutes * interval '1 minute')";

    private final JdbcClient jdbc;
    private final Vault vault;

    LinkTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record Row(MeetingId place, OwnLink link, @Nullable UUID by, Instant since) {}

    void put(MeetingId place, OwnLink link, @Nullable UUID by, Instant now) {
        var id = place.value();
        jdbc.sql("""
                        insert into meeting_link (place, url_sealed, passcode_sealed, kept_by, kept_at)
                        values (:place, :url, :passcode, :by, :now)
                        on conflict (place) do update set url_sealed = excluded.url_sealed,
                            passcode_sealed = excluded.passcode_sealed, kept_by = excluded.kept_by,
                            kept_at = excluded.kept_at""")
                .param("place", id)
                .param("url", vault.seal(TABLE, "url_sealed", id, link.url()))
                .param("passcode", vault.seal(TABLE, "passcode_sealed", id, link.passcode()))
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Its own before the one that it shares.
    Optional<Row> find(MeetingId place) {
        return jdbc.sql("""
                        select place, url_sealed, passcode_sealed, kept_by, kept_at from meeting_link
                        where place = :place
                            or place = (select place from meeting_link_shared where meeting = :place)
                        order by place <> :place limit 1""")
                .param("place", place.value())
                .query((row, _) -> row(row))
                .optional();
    }

    private Row row(ResultSet row) throws SQLException {
        var id = row.getObject("place", UUID.class);
        return new Row(
                new MeetingId(id),
                new OwnLink(
                        vault.open(TABLE, "url_sealed", id, row.getBytes("url_sealed")),
                        vault.open(TABLE, "passcode_sealed", id, row.getBytes("passcode_sealed"))),
                row.getObject("kept_by", UUID.class),
                row.getTimestamp("kept_at").toInstant());
    }

    void delete(MeetingId place) {
        jdbc.sql("delete from meeting_link where place = :place")
                .param("place", place.value())
                .update();
    }

    void deleteShared(Instant overBefore) {
        jdbc.sql("delete from meeting_link_shared s using meeting m where m.id = s.meeting and " + OVER_AT
                        + " < :before")
                .param("before", Timestamp.from(overBefore))
                .update();
    }

    Map<MeetingId, Optional<Instant>> lastUses() {
        var uses = new HashMap<MeetingId, Optional<Instant>>();
        jdbc.sql("select l.place, max(" + OVER_AT + ") as over_at from meeting_link l"
                        + " left join meeting_link_shared s on s.place = l.place"
                        + " left join meeting m on m.id = l.place or m.id = s.meeting group by l.place")
                .query(row -> {
                    var last = Optional.ofNullable(row.getTimestamp("over_at")).map(Timestamp::toInstant);
                    uses.put(new MeetingId(row.getObject("place", UUID.class)), last);
                });
        return uses;
    }

    void share(MeetingId meeting, MeetingId place) {
        jdbc.sql("""
                        insert into meeting_link_shared (meeting, place) values (:meeting, :place)
                        on conflict (meeting) do nothing""")
                .param("meeting", meeting.value())
                .param("place", place.value())
                .update();
    }
}
