package org.tsudoi.finding.internal;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;
import org.tsudoi.platform.Problem;

/// The face, and rows of `finding_theme`: an instance has few.
@Component
class ThemeTable implements Themes {
    private final JdbcClient jdbc;

    ThemeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Theme> all() {
        return jdbc.sql("""
                        select word, name_ja, name_en, name_th, position, retired from finding_theme
                        order by retired, position, word""")
                .query((row, _) -> new Theme(
                        row.getString("word"),
                        row.getString("name_ja"),
                        row.getString("name_en"),
                        row.getString("name_th"),
                        row.getInt("position"),
                        row.getBoolean("retired")))
                .list();
    }

    @Override
    public List<Theme> offered() {
        return all().stream().filter(theme -> !theme.retired()).toList();
    }

    @Override
    @Transactional
    public void keep(Theme theme) {
        jdbc.sql("""
                        insert into finding_theme (word, name_ja, name_en, name_th, position, retired)
                        values (:word, :ja, :en, :th, :position, :retired)
                        on conflict (word) do update set name_ja = excluded.name_ja, name_en = excluded.name_en,
                            name_th = excluded.name_th, position = excluded.position, retired = excluded.retired""")
                .param("word", theme.word())
                .param("ja", theme.ja())
                .param("en", theme.en())
                .param("th", theme.th())
                .param("position", theme.position())
                .param("retired", theme.retired())
                .update();
        if (all().size() > Theme.ALL_MAX) throw Problem.inFields(Map.of("word", "finding.themes.tooMany"));
        jdbc.sql("""
                        insert into finding_stale (kind, subject)
                        select case kind when 'person' then 'person' when 'salon' then 'salon' else 'event' end, subject
                        from finding_entry where themes @> array[cast(:word as text)]""")
                .param("word", theme.word())
                .update();
    }
}
