package org.tsudoi.meetings.internal;

import static org.tsudoi.meetings.internal.Rows.column;
import static org.tsudoi.meetings.internal.Rows.instant;
import static org.tsudoi.meetings.internal.Rows.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Stay;
import org.tsudoi.platform.Ids;

/// Rows of `meeting` and `meeting_event`.
@Component
class MeetingTable {
    private static final String COLUMNS = """
            select id, provider, host_key, title, starts_at, length_minutes, zone, capacity, state, host, reference, why, since,
                revision, told_revision, asked_at, deleted_at, cancelled_at, opened_at, host_joined_at, host_left_at
            from meeting
            """;

    private final JdbcClient jdbc;
    private final Ids ids;

    MeetingTable(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// @param host the provider's host user, once one was chosen
    /// @param revision the newest wish; `told` the one that the provider knows
    /// @param askedAt when a making was begun whose answer is not stored
    record Kept(
            Meeting meeting,
            @Nullable String host,
            int revision,
            int told,
            @Nullable Instant askedAt,
            @Nullable Instant deletedAt,
            @Nullable Instant openedAt,
            Instant since,
            @Nullable String why,
            boolean hostSeenInside) {}

    /// @return whether it is new
    boolean insert(Meeting.Planned planned, Instant now) {
        var plan = planned.plan();
        boolean isNew = jdbc.sql("""
                                insert into meeting (id, provider, host_key, title, starts_at, length_minutes, zone, capacity,
                                    state, since)
                                values (:id, :provider, :host_key, :title, :starts_at, :length, :zone, :capacity, 'planned', :now)
                                on conflict (id) do nothing""")
                        .param("id", planned.id().value())
                        .param("provider", plan.provider())
                        .param("host_key", plan.hostKey())
                        .param("title", plan.title())
                        .param("starts_at", column(plan.startsAt()))
                        .param("length", minutes(plan))
                        .param("zone", plan.zone().getId())
                        .param("capacity", plan.capacity())
                        .param("now", column(now))
                        .update()
                == 1;
        if (isNew) {
            note(planned.id(), "planned", null, now);
        }
        return isNew;
    }

    /// @return the new revision
    int change(MeetingId id, Plan plan, Instant now) {
        var revision = jdbc.sql("""
                        update meeting set title = :title, starts_at = :starts_at, length_minutes = :length, zone = :zone,
                            capacity = :capacity, revision = revision + 1
                        where id = :id returning revision""")
                .param("id", id.value())
                .param("title", plan.title())
                .param("starts_at", column(plan.startsAt()))
                .param("length", minutes(plan))
                .param("zone", plan.zone().getId())
                .param("capacity", plan.capacity())
                .query(Integer.class)
                .single();
        note(id, "changed", null, now);
        return revision;
    }

    void ready(Meeting.Ready ready, int told, Instant now) {
        var changed = jdbc.sql("""
                        update meeting set state = 'ready', reference = :reference, why = null, asked_at = null, since = :now,
                            told_revision = :told
                        where id = :id and state in ('planned', 'unknown')""")
                .param("id", ready.id().value())
                .param("reference", ready.reference())
                .param("told", told)
                .param("now", column(now))
                .update();
        if (changed == 1) {
            note(ready.id(), "ready", null, now);
        }
    }

    /// A cancelled meeting turned out to have been made after all: kept, so that it can be deleted.
    void madeThoughCancelled(MeetingId id, String reference) {
        jdbc.sql("update meeting set reference = :reference, asked_at = null where id = :id and state = 'cancelled'")
                .param("id", id.value())
                .param("reference", reference)
                .update();
    }

    void unknown(Meeting.Unknown unknown, Instant now) {
        var changed = jdbc.sql("""
                        update meeting set state = 'unknown', why = :why, since = case state when 'unknown' then since else :now end
                        where id = :id and state in ('planned', 'unknown')""")
                .param("id", unknown.id().value())
                .param("why", unknown.why())
                .param("now", column(now))
                .update();
        if (changed == 1) {
            note(unknown.id(), "unknown", unknown.why(), now);
        }
    }

    /// Why it still is not made, for those who look; its state stays.
    void waits(MeetingId id, String why, boolean surelyNotMade) {
        jdbc.sql("""
                        update meeting set why = :why, asked_at = case when :surely then null else asked_at end
                        where id = :id and state in ('planned', 'unknown')""")
                .param("id", id.value())
                .param("why", why)
                .param("surely", surelyNotMade)
                .update();
    }

    void cancelled(Meeting.Cancelled cancelled) {
        jdbc.sql("""
                        update meeting set state = 'cancelled', cancelled_at = :at, why = null, revision = revision + 1
                        where id = :id and state <> 'cancelled'""")
                .param("id", cancelled.id().value())
                .param("at", column(cancelled.at()))
                .update();
        note(cancelled.id(), "cancelled", null, cancelled.at());
    }

    void deleted(MeetingId id, Instant now) {
        jdbc.sql("update meeting set deleted_at = :now, asked_at = null where id = :id and deleted_at is null")
                .param("id", id.value())
                .param("now", column(now))
                .update();
        note(id, "deleted", null, now);
    }

    void told(MeetingId id, int revision) {
        jdbc.sql("update meeting set told_revision = greatest(told_revision, :revision) where id = :id")
                .param("id", id.value())
                .param("revision", revision)
                .update();
    }

    /// One worker at a time speaks with the provider about a meeting.
    boolean claim(MeetingId id, Instant now, Duration atMost) {
        return jdbc.sql("""
                                update meeting set busy_until = :until
                                where id = :id and (busy_until is null or busy_until <= :now)""")
                        .param("id", id.value())
                        .param("now", column(now))
                        .param("until", column(now.plus(atMost)))
                        .update()
                == 1;
    }

    void release(MeetingId id) {
        jdbc.sql("update meeting set busy_until = null where id = :id")
                .param("id", id.value())
                .update();
    }

    void asked(MeetingId id, String host, Instant now) {
        jdbc.sql("update meeting set host = :host, asked_at = :now where id = :id")
                .param("id", id.value())
                .param("host", host)
                .param("now", column(now))
                .update();
    }

    /// @return false when it had been opened before
    boolean opened(MeetingId id, Instant at) {
        return jdbc.sql("update meeting set opened_at = :at where id = :id and opened_at is null")
                        .param("id", id.value())
                        .param("at", column(at))
                        .update()
                == 1;
    }

    void ended(MeetingId id, Instant at) {
        jdbc.sql("""
                        update meeting set opened_at = null, ended_at = greatest(ended_at, :at),
                            host_left_at = case when host_joined_at <= :at then greatest(host_left_at, :at) else host_left_at end
                        where id = :id""").param("id", id.value()).param("at", column(at)).update();
        note(id, "ended", null, at);
    }

    boolean hostJoined(MeetingId id, Instant at) {
        return jdbc.sql("""
                                update meeting set host_joined_at = :at, opened_at = coalesce(opened_at, :at)
                                where id = :id and (host_joined_at is null or host_joined_at < :at)""").param("id", id.value()).param("at", column(at)).update() == 1;
    }

    boolean hostLeft(MeetingId id, Instant at) {
        return jdbc.sql("""
                                update meeting set host_left_at = :at
                                where id = :id and (host_left_at is null or host_left_at < :at)""").param("id", id.value()).param("at", column(at)).update() == 1;
    }

    Map<MeetingId, Stay> ledStays(Collection<MeetingId> among) {
        var stays = new HashMap<MeetingId, Stay>();
        jdbc.sql("""
                        select id, host_joined_at, case when host_left_at >= host_joined_at then host_left_at end as left_at
                        from meeting where id = any(:ids) and host_joined_at is not null""")
                .param("ids", among.stream().map(MeetingId::value).toArray(UUID[]::new))
                .query(row -> {
                    var stay = new Stay(instant(row, "host_joined_at"), instantOrNull(row, "left_at"));
                    stays.put(new MeetingId(Rows.uuid(row, "id")), stay);
                });
        return stays;
    }

    Optional<Kept> find(MeetingId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    Optional<Kept> lock(MeetingId id) {
        return jdbc.sql(COLUMNS + "where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    Optional<Kept> find(String provider, String reference) {
        return jdbc.sql(COLUMNS + "where provider = :provider and reference = :reference")
                .param("provider", provider)
                .param("reference", reference)
                .query((row, _) -> kept(row))
                .optional();
    }

    List<Kept> unmade() {
        return jdbc.sql(COLUMNS + "where state in ('planned', 'unknown') order by since, id limit 200")
                .query((row, _) -> kept(row))
                .list();
    }

    private void note(MeetingId id, String what, @Nullable String why, Instant at) {
        jdbc.sql("insert into meeting_event (id, meeting, at, what, why) values (:id, :meeting, :at, :what, :why)")
                .param("id", ids.next())
                .param("meeting", id.value())
                .param("at", column(at))
                .param("what", what)
                .param("why", why)
                .update();
    }

    private static int minutes(Plan plan) {
        return Math.toIntExact(Math.max(1, plan.length().toMinutes()));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var joined = instantOrNull(row, "host_joined_at");
        var left = instantOrNull(row, "host_left_at");
        return new Kept(
                meeting(row),
                row.getString("host"),
                row.getInt("revision"),
                row.getInt("told_revision"),
                instantOrNull(row, "asked_at"),
                instantOrNull(row, "deleted_at"),
                instantOrNull(row, "opened_at"),
                instant(row, "since"),
                row.getString("why"),
                joined != null && (left == null || left.isBefore(joined)));
    }

    private static Meeting meeting(ResultSet row) throws SQLException {
        var id = new MeetingId(Rows.uuid(row, "id"));
        var plan = new Plan(
                row.getString("provider"),
                row.getString("host_key"),
                row.getString("title"),
                instant(row, "starts_at"),
                Duration.ofMinutes(row.getInt("length_minutes")),
                ZoneId.of(row.getString("zone")),
                row.getInt("capacity"));
        var state = row.getString("state");
        return switch (state) {
            case "planned" -> new Meeting.Planned(id, plan);
            case "unknown" -> new Meeting.Unknown(id, plan, Objects.requireNonNull(row.getString("why")));
            case "ready" -> new Meeting.Ready(id, plan, Objects.requireNonNull(row.getString("reference")));
            case "cancelled" ->
                new Meeting.Cancelled(id, plan, row.getString("reference"), instant(row, "cancelled_at"));
            default -> throw new IllegalStateException("meeting " + id + " is " + state);
        };
    }
}
