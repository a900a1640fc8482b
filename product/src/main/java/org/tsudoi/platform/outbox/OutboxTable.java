package org.tsudoi.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class OutboxTable {
    private static final String COLUMNS =
            "id, topic, key, payload::text as payload, attempts, failures, due_at, created_at, last_error";

    private final JdbcClient sql;
    private final JsonMapper json;

    OutboxTable(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    record New(UUID id, String key, String payload, Instant dueAt) {}

    /// @return how many are new
    int insert(String topic, List<New> items, Instant now) {
        return sql.sql("""
                insert into outbox (id, topic, key, payload, state, due_at, created_at)
                select id, :topic, key, payload::jsonb, 'waiting',
                  timestamptz 'epoch' + due_at * interval '1 microsecond', :now
                from unnest(:ids, :keys, :payloads, :dueAt) as i (id, key, payload, due_at)
                on conflict (topic, key) do nothing
                """)
                .param("ids", items.stream().map(New::id).toArray(UUID[]::new))
                .param("topic", topic)
                .param("keys", items.stream().map(New::key).toArray(String[]::new))
                .param("payloads", items.stream().map(New::payload).toArray(String[]::new))
                .param(
                        "dueAt",
                        items.stream()
                                .mapToLong(item -> ChronoUnit.MICROS.between(Instant.EPOCH, item.dueAt))
                                .toArray())
                .param("now", time(now))
                .update();
    }

    /// Takes up to `limit` due items, also those whose claim has lapsed, for `duration`.
    List<OutboxItem> claim(Collection<String> topics, String node, Instant now, Duration duration, int limit) {
        return sql.sql("""
                        with due as (
                          select id from outbox
                          where topic = any(:topics)
                            and ((state = 'waiting' and due_at <= :now) or (state = 'working' and claimed_until <= :now))
                          order by due_at, id
                          limit :limit
                          for update skip locked
                        )
                        update outbox
                        set lapses = lapses + case state when 'working' then 1 else 0 end,
                          state = 'working', attempts = attempts + 1, claimed_by = :node, claimed_until = :until
                        from due where outbox.id = due.id
                        returning outbox.""" + COLUMNS)
                .param("topics", topics.toArray(String[]::new))
                .param("now", time(now))
                .param("until", time(now.plus(duration)))
                .param("node", node)
                .param("limit", limit)
                .query(this::item)
                .list();
    }

    /// Keeps the claim on what is still being worked on.
    void extend(Collection<UUID> ids, String node, Instant until) {
        sql.sql("""
                update outbox set claimed_until = :until
                where id = any(:ids) and state = 'working' and claimed_by = :node
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("node", node)
                .param("until", time(until))
                .update();
    }

    /// Lets go of what this node had claimed before it died.
    int release(String node, Instant now) {
        return sql.sql("""
                update outbox set state = 'waiting', due_at = :now, lapses = lapses + 1, claimed_by = null, claimed_until = null
                where state = 'working' and claimed_by = :node
                """).param("node", node).param("now", time(now)).update();
    }

    /// Writes what became of a claimed item; nothing when the claim has lapsed and somebody else has it now.
    boolean answer(
            OutboxItem item,
            String state,
            Instant dueAt,
            int failures,
            @Nullable String error,
            @Nullable Instant doneAt) {
        return sql.sql("""
                        update outbox
                        set state = :state, due_at = :due_at, failures = :failures, last_error = :error,
                          done_at = :done_at, claimed_by = null, claimed_until = null
                        where id = :id and state = 'working' and attempts = :attempts
                        """)
                        .param("id", item.id())
                        .param("attempts", item.attempts())
                        .param("state", state)
                        .param("due_at", time(dueAt))
                        .param("failures", failures)
                        .param("error", error)
                        .param("done_at", doneAt == null ? null : time(doneAt))
                        .update()
                == 1;
    }

    /// The same for many that are done.
    void done(List<OutboxItem> items, Instant now) {
        sql.sql("""
                update outbox o
                set state = 'done', failures = i.failures, last_error = null, done_at = :now, claimed_by = null,
                  claimed_until = null
                from unnest(:ids, :attempts, :failures) as i (id, attempts, failures)
                where o.id = i.id and o.state = 'working' and o.attempts = i.attempts
                """)
                .param("ids", items.stream().map(OutboxItem::id).toArray(UUID[]::new))
                .param("attempts", items.stream().mapToInt(OutboxItem::attempts).toArray())
                .param("failures", items.stream().mapToInt(OutboxItem::failures).toArray())
                .param("now", time(now))
                .update();
    }

    /// Of those with these keys whatever waits, also for a person.
    void drop(String topic, Collection<String> keys, Instant now) {
        sql.sql("""
                update outbox set state = 'done', done_at = :now
                where topic = :topic and key = any(:keys) and state in ('waiting', 'stuck')
                """)
                .param("topic", topic)
                .param("keys", keys.toArray(String[]::new))
                .param("now", time(now))
                .update();
    }

    boolean retry(UUID id, String who, Instant now) {
        return sql.sql("""
                        update outbox
                        set state = 'waiting', due_at = :now, failures = 0, lapses = 0, retried_by = :who, retried_at = :now
                        where id = :id and state in ('waiting', 'stuck')
                        """)
                        .param("id", id)
                        .param("who", who)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /// An item that ended with the process many times is likely what ends it.
    int stopLapsing(int lapsesMax, Instant now) {
        return sql.sql("""
                update outbox
                set state = 'stuck', claimed_by = null, claimed_until = null,
                  last_error = 'the process ended ' || lapses || ' times while it was handled'
                where lapses >= :max and (state = 'waiting' or (state = 'working' and claimed_until <= :now))
                """).param("max", lapsesMax).param("now", time(now)).update();
    }

    int deleteDoneBefore(Instant moment) {
        return sql.sql("delete from outbox where state = 'done' and done_at < :moment")
                .param("moment", time(moment))
                .update();
    }

    List<OutboxItem> stuck(int limit) {
        return sql.sql("select " + COLUMNS + " from outbox where state = 'stuck' order by created_at desc limit :limit")
                .param("limit", limit)
                .query(this::item)
                .list();
    }

    List<OutboxItem> waiting(int limit) {
        return sql.sql("select " + COLUMNS
                        + " from outbox where state = 'waiting' order by failures desc, due_at limit :limit")
                .param("limit", limit)
                .query(this::item)
                .list();
    }

    List<OutboxItem> openAbout(String name, Collection<String> values) {
        return sql.sql("select " + COLUMNS + """
                         from outbox
                        where state in ('waiting', 'working') and payload ->> :name = any(:values)
                        order by due_at
                        """)
                .param("name", name)
                .param("values", values.toArray(String[]::new))
                .query(this::item)
                .list();
    }

    OutboxCounts counts() {
        return sql.sql("""
                select count(*) filter (where state = 'waiting') as waiting,
                  count(*) filter (where state = 'working') as working,
                  count(*) filter (where state = 'stuck') as stuck,
                  count(*) filter (where state = 'done') as done,
                  min(due_at) filter (where state = 'waiting') as oldest_due
                from outbox
                """)
                .query((row, _) -> {
                    var oldest = row.getObject("oldest_due", OffsetDateTime.class);
                    return new OutboxCounts(
                            row.getLong("waiting"),
                            row.getLong("working"),
                            row.getLong("stuck"),
                            row.getLong("done"),
                            oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    private OutboxItem item(ResultSet row, int number) throws SQLException {
        return new OutboxItem(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("key"),
                json.readTree(row.getString("payload")),
                row.getInt("attempts"),
                row.getInt("failures"),
                moment(row, "due_at"),
                moment(row, "created_at"),
                row.getString("last_error"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
