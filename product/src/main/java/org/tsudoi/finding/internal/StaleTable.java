package org.tsudoi.finding.internal;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of `finding_stale`: what has changed since it was brought in. Most of them are written by the database.
@Component
class StaleTable {
    /// What cannot be brought in so often is left, so that it keeps nothing else; the log tells.
    private static final int TRIES_MAX = 5;

    private final JdbcClient jdbc;

    StaleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param upTo the newest note of it that was read
    record Note(String kind, UUID subject, long upTo) {}

    /// @param atOnce without what takes longer: free times
    List<Note> oldest(boolean atOnce, int max) {
        var which = atOnce ? "tries < :tries and kind <> 'host'" : "tries < :tries";
        return jdbc.sql("""
                        select kind, subject, max(id) as up_to from finding_stale where %s
                        group by kind, subject order by min(id) limit :max""".formatted(which))
                .param("tries", TRIES_MAX)
                .param("max", max)
                .query((row, _) ->
                        new Note(row.getString("kind"), row.getObject("subject", UUID.class), row.getLong("up_to")))
                .list();
    }

    void note(String kind, UUID subject) {
        jdbc.sql("insert into finding_stale (kind, subject) values (:kind, :subject)")
                .param("kind", kind)
                .param("subject", subject)
                .update();
    }

    /// Until the end of the transaction nobody else brings it in. Whoever waits here reads what is there afterwards.
    void lock(Note note) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "finding " + note.kind + " " + note.subject)
                .query(Integer.class)
                .single();
    }

    /// A note that was written meanwhile and not seen stays.
    void remove(Note note) {
        about("delete from finding_stale", note);
    }

    void failed(Note note) {
        about("update finding_stale set tries = tries + 1", note);
    }

    private void about(String what, Note note) {
        jdbc.sql(what + " where kind = :kind and subject = :subject and id <= :upTo")
                .param("kind", note.kind)
                .param("subject", note.subject)
                .param("upTo", note.upTo)
                .update();
    }
}
