package org.tsudoi.finding.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Subject;

/// Rows of `found_by`.
@Component
class FoundByTable {
    private final JdbcClient jdbc;

    FoundByTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<FoundBy> find(Subject offering) {
        return jdbc.sql("select themes, words, languages from found_by where kind = :kind and subject = :subject")
                .param("kind", kind(offering))
                .param("subject", offering.value())
                .query((row, _) -> new FoundBy(list(row, "themes"), list(row, "words"), list(row, "languages")))
                .optional();
    }

    private static String kind(Subject offering) {
        return offering.kind() == Kind.SALON ? "salon" : "event";
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    void put(Subject offering, FoundBy by, Instant now) {
        jdbc.sql("""
                        insert into found_by (kind, subject, themes, words, languages, changed_at)
                        values (:kind, :subject, :themes, :words, :languages, :now)
                        on conflict (kind, subject) do update set themes = excluded.themes, words = excluded.words,
                            languages = excluded.languages, changed_at = excluded.changed_at""")
                .param("kind", kind(offering))
                .param("subject", offering.value())
                .param("themes", by.themes().toArray(String[]::new))
                .param("words", by.words().toArray(String[]::new))
                .param("languages", by.languages().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
