package org.tsudoi.offerings.internal;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.Events.Picture;
import org.tsudoi.offerings.PictureId;

/// Rows of `picture`.
@Component
class PictureTable {
    private final JdbcClient jdbc;

    PictureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(PictureId id, OrganiserId organiser, Picture picture, Instant now) {
        jdbc.sql("""
                        insert into picture (id, organiser, media_type, width, height, bytes, stored_at)
                        values (:id, :organiser, :mediaType, :width, :height, :bytes, :now)""")
                .param("id", id.value())
                .param("organiser", organiser.value())
                .param("mediaType", picture.mediaType())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("bytes", picture.bytes())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Picture> find(PictureId id) {
        return jdbc.sql("select media_type, width, height, bytes from picture where id = :id")
                .param("id", id.value())
                .query((row, _) -> new Picture(
                        row.getString("media_type"), row.getInt("width"), row.getInt("height"), row.getBytes("bytes")))
                .optional();
    }
}
