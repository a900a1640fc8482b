package org.tsudoi.series.internal;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.series.Rhythm;
import org.tsudoi.series.Series;
import org.tsudoi.series.SeriesId;
import org.tsudoi.series.SeriesOfEvents.Part;

/// Rows of `event_series` and `event_series_part`.
@Component
class SeriesTable {
    private static final String COLUMNS = "select s.id, s.organiser, s.slug, s.rhythm, s.ended_at from event_series s ";

    private final JdbcClient jdbc;

    SeriesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Series series, Instant now) {
        jdbc.sql(
                        "insert into event_series (id, organiser, slug, rhythm, at) values (:id, :organiser, :slug, :rhythm, :now)")
                .param("id", series.id().value())
                .param("organiser", series.organiser().value())
                .param("slug", series.slug())
                .param("rhythm", series.rhythm().word())
                .param("now", Timestamp.from(now))
                .update();
    }

    /// @return false when it is part of a series already
    boolean insert(SeriesId id, Part part) {
        return jdbc.sql("""
                                insert into event_series_part (event, series, planned) values (:event, :series, :planned)
                                on conflict (event) do nothing""")
                        .param("event", part.event().value())
                        .param("series", id.value())
                        .param("planned", Date.valueOf(part.planned()))
                        .update()
                == 1;
    }

    void end(SeriesId id, Instant now) {
        jdbc.sql("update event_series set ended_at = :now where id = :id and ended_at is null")
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Series> of(EventId event) {
        return jdbc.sql(COLUMNS + "join event_series_part p on p.series = s.id where p.event = :event")
                .param("event", event.value())
                .query((row, _) -> series(row))
                .optional();
    }

    Optional<Series> bySlug(String slug) {
        return jdbc.sql(COLUMNS + "where s.slug = :slug")
                .param("slug", slug)
                .query((row, _) -> series(row))
                .optional();
    }

    List<Part> parts(SeriesId id) {
        return jdbc.sql("select event, planned from event_series_part where series = :id order by planned, event")
                .param("id", id.value())
                .query((row, _) -> new Part(
                        new EventId(row.getObject("event", UUID.class)),
                        row.getDate("planned").toLocalDate()))
                .list();
    }

    private static Series series(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Series(
                new SeriesId(row.getObject("id", UUID.class)),
                new OrganiserId(row.getObject("organiser", UUID.class)),
                row.getString("slug"),
                Rhythm.of(row.getString("rhythm")).orElseThrow(),
                ended == null ? null : ended.toInstant());
    }
}
