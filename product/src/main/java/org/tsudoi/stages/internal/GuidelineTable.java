package org.tsudoi.stages.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;

/// Rows of `guideline` and `guideline_acceptance`.
@Component
class GuidelineTable {
    private static final String COLUMNS =
            "g.version, g.valid_from, g.text_ja, g.text_en, g.text_th, g.written_by, g.written_at";

    private final JdbcClient jdbc;

    GuidelineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Guideline> all() {
        return jdbc.sql("select " + COLUMNS + " from guideline g order by g.version desc")
                .query((row, _) -> guideline(row))
                .list();
    }

    Optional<Guideline> inForce(Instant now) {
        return jdbc.sql("select " + COLUMNS + """
                         from guideline g where g.valid_from <= :now
                        order by g.valid_from desc, g.version desc limit 1""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> guideline(row))
                .optional();
    }

    Optional<Guideline> coming(Instant now) {
        return jdbc.sql("select " + COLUMNS + """
                         from guideline g where g.valid_from > :now
                        order by g.valid_from, g.version desc limit 1""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> guideline(row))
                .optional();
    }

    private static Guideline guideline(ResultSet row) throws SQLException {
        return new Guideline(
                row.getInt("version"),
                row.getTimestamp("valid_from").toInstant(),
                new Guideline.Words(row.getString("text_ja"), row.getString("text_en"), row.getString("text_th")),
                new MemberId(row.getObject("written_by", UUID.class)),
                row.getTimestamp("written_at").toInstant());
    }

    /// False when that version was written meanwhile.
    boolean insert(Guideline wish) {
        return jdbc.sql("""
                        insert into guideline (version, valid_from, text_ja, text_en, text_th, written_by, written_at)
                        values (:version, :from, :ja, :en, :th, :by, :now) on conflict do nothing""")
                        .param("version", wish.version())
                        .param("from", wish.validFrom().atOffset(ZoneOffset.UTC))
                        .param("ja", wish.words().ja())
                        .param("en", wish.words().en())
                        .param("th", wish.words().th())
                        .param("by", wish.by().value())
                        .param("now", wish.writtenAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void accept(MemberId member, int version, Instant now) {
        jdbc.sql("""
                        insert into guideline_acceptance (member, version, at) values (:member, :version, :now)
                        on conflict do nothing""")
                .param("member", member.value())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Guidelines.Accepted> accepted(MemberId member) {
        return jdbc.sql("select a.at, " + COLUMNS + """
                         from guideline_acceptance a join guideline g on g.version = a.version
                        where a.member = :member order by a.version desc limit 1""")
                .param("member", member.value())
                .query((row, _) ->
                        new Guidelines.Accepted(guideline(row), row.getTimestamp("at").toInstant()))
                .optional();
    }
}
