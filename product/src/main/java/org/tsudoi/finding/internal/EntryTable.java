package org.tsudoi.finding.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.finding.Found;
import org.tsudoi.finding.Kind;
import org.tsudoi.finding.Subject;
import org.tsudoi.finding.Wanted;
import org.tsudoi.members.MemberId;

/// Rows of `finding_entry`.
@Component
class EntryTable {
    /// Stands for no time: after all that have one.
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /// Of the runs and the wanted times that meet, the ones that do so the soonest: only for the rows of one page.
    private static final String SOONEST_START = """
            select found.kind, found.subject, found.rank, found.soonest, found.step_minutes, run.first, run.reach, run.last
            from found left join lateral (
                select lower(r) as first, greatest(lower(r), lower(w)) as reach, upper(r) - interval '1 minute' as last
                from unnest(found.starts) r, unnest(cast(:wanted as tstzmultirange)) w
                where r && w order by 2 limit 1) run on true
            order by found.rank, found.soonest, found.kind, found.subject""";

    private final JdbcClient jdbc;

    EntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param first the start of the run that meets the wanted times the soonest; null when none does
    /// @param reach when it does
    record Row(
            Found.Place place,
            Duration step,
            @Nullable Instant first,
            @Nullable Instant reach,
            @Nullable Instant last) {
        Subject subject() {
            return Subject.of(place.kind(), place.id());
        }

        /// Null where no start lies within the wanted times: these were shorter than a step.
        @Nullable
        Instant at() {
            if (first == null || reach == null || last == null) return null;
            var at = Starts.aligned(first, step, reach);
            return at.isAfter(last) ? null : at;
        }
    }

    void put(Entry entry, Instant now) {
        jdbc.sql("""
                        insert into finding_entry (kind, subject, title, names, body, grams, themes, languages, price, currency,
                            near, starts, step_minutes, sold_until, hosts, renewed_at)
                        values (:kind, :subject, :title, :names, :body, cast(:grams as text[]), cast(:themes as text[]),
                            cast(:languages as text[]), :price, :currency, cast(:near as tstzmultirange), cast(:starts as tstzmultirange), :step, :until,
                            cast(:hosts as uuid[]), :now)
                        on conflict (kind, subject) do update set title = excluded.title, names = excluded.names,
                            body = excluded.body, grams = excluded.grams, themes = excluded.themes,
                            languages = excluded.languages, price = excluded.price, currency = excluded.currency,
                            near = excluded.near, starts = excluded.starts, step_minutes = excluded.step_minutes, sold_until = excluded.sold_until,
                            hosts = excluded.hosts, renewed_at = excluded.renewed_at""")
                .param("kind", entry.subject().kind().word())
                .param("subject", entry.subject().value())
                .param("title", entry.words().title())
                .param("names", entry.words().names())
                .param("body", entry.words().body())
                .param("grams", array(entry.words().grams()))
                .param("themes", array(entry.themes()))
                .param("languages", array(entry.languages()))
                .param("price", entry.price().map(it -> it.minorUnits()).orElse(null), Types.BIGINT)
                .param(
                        "currency",
                        entry.price().map(it -> it.currency().getCurrencyCode()).orElse(null),
                        Types.VARCHAR)
                .param("near", entry.starts().near().asMultirange())
                .param("starts", entry.starts().asMultirange())
                .param("step", entry.starts().stepMinutes())
                .param("until", stamp(entry.soldUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "hosts",
                        array(entry.hosts().stream()
                                .map(host -> host.value().toString())
                                .toList()))
                .param("now", stamp(now))
                .update();
    }

    /// Nothing in it needs quotes to be doubled but those of words that people typed, and these are folded.
    private static String array(Collection<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable OffsetDateTime stamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    void remove(Kind kind, UUID subject) {
        jdbc.sql("delete from finding_entry where kind = :kind and subject = :subject")
                .param("kind", kind.word())
                .param("subject", subject)
                .update();
    }

    void removeOver(Instant now) {
        jdbc.sql("delete from finding_entry where sold_until <= :now")
                .param("now", stamp(now))
                .update();
    }

    /// Whom it was found to be led by last.
    Set<MemberId> hosts(UUID subject) {
        return jdbc.sql("select distinct unnest(hosts) from finding_entry where subject = :subject")
                .param("subject", subject)
                .query((row, _) -> new MemberId(row.getObject(1, UUID.class)))
                .set();
    }

    List<Subject> ledBy(MemberId host) {
        return jdbc.sql("select kind, subject from finding_entry where hosts @> array[cast(:host as uuid)]")
                .param("host", host.value())
                .query((row, _) -> subject(row))
                .list();
    }

    /// The oldest first: with the days new times come within reach.
    List<Subject> renewedBefore(Instant moment, int max) {
        return jdbc.sql("""
                        select kind, subject from finding_entry where renewed_at < :moment
                        order by renewed_at limit :max""")
                .param("moment", stamp(moment))
                .param("max", max)
                .query((row, _) -> subject(row))
                .list();
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return Subject.of(Kind.of(row.getString("kind")).orElseThrow(), row.getObject("subject", UUID.class));
    }

    List<Row> find(Wanted wanted, Found.@Nullable Place after, int max, Instant now) {
        var asked = new Asked(wanted, now);
        asked.params.put("max", max);
        var from = "";
        if (after != null) {
            from = " where (rank, soonest, kind, subject) > (:rank, :soonest, :kindAfter, cast(:subjectAfter as uuid))";
            asked.params.put("rank", after.rank());
            asked.params.put("soonest", stamp(after.soonest()));
            asked.params.put("kindAfter", after.kind().word());
            asked.params.put("subjectAfter", after.id().toString());
        }
        return jdbc.sql("with found as (select * from (" + asked.select() + ") one" + from
                        + " order by rank, soonest, kind, subject limit :max)\n" + SOONEST_START)
                .params(asked.params)
                .query((row, _) -> new Row(
                        new Found.Place(
                                row.getInt("rank"),
                                instant(row, "soonest"),
                                Kind.of(row.getString("kind")).orElseThrow(),
                                row.getObject("subject", UUID.class)),
                        Duration.ofMinutes(row.getInt("step_minutes")),
                        orNull(row, "first"),
                        orNull(row, "reach"),
                        orNull(row, "last")))
                .list();
    }

    int count(Wanted wanted, int max, Instant now) {
        var asked = new Asked(wanted, now);
        asked.params.put("max", max);
        return jdbc.sql("select count(*) from (" + asked.select() + " limit :max) found")
                .params(asked.params)
                .query(Integer.class)
                .single();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        var stamp = row.getObject(column, OffsetDateTime.class);
        return stamp == null ? null : stamp.toInstant();
    }

    /// What is wanted, as conditions and their parameters.
    private static final class Asked {
        private final Map<String, Object> params = new HashMap<>();
        private final List<String> conditions = new ArrayList<>(List.of("(sold_until is null or sold_until > :now)"));
        private final List<String> scores = new ArrayList<>();

        Asked(Wanted wanted, Instant now) {
            params.put("now", now.atOffset(ZoneOffset.UTC));
            params.put("never", NEVER.atOffset(ZoneOffset.UTC));
            params.put("wanted", multirange(wanted.times(), now));
            text(wanted.text());
            wanted.theme().ifPresent(it -> asks("themes @> array[cast(:theme as text)]", "theme", it));
            wanted.language().ifPresent(it -> asks("languages @> array[cast(:language as text)]", "language", it));
            wanted.kind().ifPresent(it -> asks("finding_entry.kind = :kind", "kind", it.word()));
            wanted.most().ifPresent(it -> {
                asks("price <= :most", "most", it.minorUnits());
                asks("currency = :currency", "currency", it.currency().getCurrencyCode());
            });
            wanted.above().ifPresent(it -> {
                asks("price > :above", "above", it.minorUnits());
                asks("currency = :aboveIn", "aboveIn", it.currency().getCurrencyCode());
            });
            // A point is worth a yen, and pays nothing else; what is free needs none.
            wanted.points().ifPresent(it -> asks("price > 0 and price <= :points and currency = 'JPY'", "points", it));
            if (!wanted.times().isEmpty()) {
                conditions.add(
                        "(near && cast(:wanted as tstzmultirange) or starts && cast(:wanted as tstzmultirange))");
            }
        }

        private void asks(String condition, String name, Object value) {
            conditions.add(condition);
            params.put(name, value);
        }

        /// The pieces find rows by the index; whether they stand together is seen in the text.
        private void text(String typed) {
            var words = Folding.words(typed);
            for (int i = 0; i < words.size(); i++) {
                var word = words.get(i);
                asks("grams @> cast(:grams" + i + " as text[])", "grams" + i, array(Folding.lookedUp(word)));
                asks(
                        "(title like :word" + i + " or names like :word" + i + " or body like :word" + i + ")",
                        "word" + i,
                        "%" + word + "%");
                scores.add(
                        "case when title like :word" + i + " then 4 when names like :word" + i + " then 3 else 1 end");
            }
        }

        /// Only letters, marks and figures are in words: there is nothing to escape.
        String select() {
            return """
                    select kind, subject, starts, step_minutes, -(%s) as rank,
                        coalesce(lower(near * cast(:wanted as tstzmultirange)), lower(starts * cast(:wanted as tstzmultirange)),
                            case when sold_until is not null then cast(:now as timestamptz) end, :never) as soonest
                    from finding_entry where %s""".formatted(scores.isEmpty() ? "0" : String.join(" + ", scores), String.join(" and ", conditions));
        }

        private static String multirange(List<Wanted.Window> times, Instant now) {
            if (times.isEmpty()) return "{[" + now + ",)}";
            return times.stream()
                    .map(one -> "[" + one.from() + "," + one.until() + ")")
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}
