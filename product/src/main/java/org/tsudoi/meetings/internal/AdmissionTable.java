package org.tsudoi.meetings.internal;

import static org.tsudoi.meetings.internal.Rows.column;
import static org.tsudoi.meetings.internal.Rows.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.Meetings.Stay;
import org.tsudoi.privacy.Vault;

/// Rows of `meeting_admission` and `meeting_dismissal`.
@Component
class AdmissionTable {
    private static final String COLUMNS = """
            select a.id, a.meeting, a.role, a.name_sealed, a.credential, a.admitted_at, a.joined_at, a.left_at, d.why
            from meeting_admission a left join meeting_dismissal d on d.admission = a.id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    AdmissionTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param credential what the provider calls it; null until it has answered
    /// @param out null while it holds
    record Admission(
            AdmissionId id,
            MeetingId meeting,
            Role role,
            String displayName,
            @Nullable String credential,
            Instant admittedAt,
            @Nullable Instant joinedAt,
            @Nullable Instant leftAt,
            @Nullable Leaving out) {
        boolean inside() {
            return joinedAt != null && (leftAt == null || leftAt.isBefore(joinedAt));
        }
    }

    /// Admitting and dismissing the same admission wait for each other, also before either has a row.
    void lock(AdmissionId id) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(:key)")
                .param("key", id.value().getLeastSignificantBits())
                .query(Integer.class)
                .single();
    }

    /// Asked for again, the same admission keeps what is known of it.
    void insert(AdmissionId id, MeetingId meeting, Role role, String displayName, Instant now) {
        jdbc.sql("""
                        insert into meeting_admission (id, meeting, role, name_sealed, admitted_at)
                        values (:id, :meeting, :role, :name, :now)
                        on conflict (id) do update set admitted_at = excluded.admitted_at""")
                .param("id", id.value())
                .param("meeting", meeting.value())
                .param("role", lower(role))
                .param("name", vault.seal("meeting_admission", "name_sealed", id.value(), displayName))
                .param("now", column(now))
                .update();
    }

    void credential(AdmissionId id, String credential) {
        jdbc.sql("update meeting_admission set credential = :credential where id = :id")
                .param("id", id.value())
                .param("credential", credential)
                .update();
    }

    /// @return false when it was dismissed before
    boolean dismiss(AdmissionId id, Leaving why, Instant now) {
        return jdbc.sql("""
                                insert into meeting_dismissal (admission, why, at) values (:id, :why, :now)
                                on conflict (admission) do nothing""")
                        .param("id", id.value())
                        .param("why", lower(why))
                        .param("now", column(now))
                        .update()
                == 1;
    }

    void voided(AdmissionId id, Instant now) {
        jdbc.sql("update meeting_dismissal set voided_at = :now where admission = :id")
                .param("id", id.value())
                .param("now", column(now))
                .update();
    }

    Map<AdmissionId, Leaving> dismissed(Collection<AdmissionId> among) {
        var found = new HashMap<AdmissionId, Leaving>();
        jdbc.sql("select admission, why from meeting_dismissal where admission = any(:ids)")
                .param("ids", among.stream().map(AdmissionId::value).toArray(UUID[]::new))
                .query(row -> {
                    found.put(new AdmissionId(Rows.uuid(row, "admission")), leaving(row.getString("why")));
                });
        return found;
    }

    boolean joined(AdmissionId id, Instant at) {
        return jdbc.sql("""
                                update meeting_admission set joined_at = :at
                                where id = :id and (joined_at is null or joined_at < :at) and (left_at is null or left_at <= :at)""").param("id", id.value()).param("at", column(at)).update() == 1;
    }

    boolean left(AdmissionId id, Instant at) {
        return jdbc.sql("""
                                update meeting_admission set left_at = :at
                                where id = :id and (joined_at is null or joined_at <= :at) and (left_at is null or left_at < :at
                                    or left_at < joined_at)""").param("id", id.value()).param("at", column(at)).update() == 1;
    }

    Optional<Admission> find(AdmissionId id) {
        return jdbc.sql(COLUMNS + "where a.id = :id")
                .param("id", id.value())
                .query((row, _) -> admission(row))
                .optional();
    }

    Optional<Admission> find(MeetingId meeting, String credential) {
        return jdbc.sql(COLUMNS
                        + "where a.meeting = :meeting and a.credential = :credential and a.role = 'participant'")
                .param("meeting", meeting.value())
                .param("credential", credential)
                .query((row, _) -> admission(row))
                .optional();
    }

    /// All that were not dismissed and whose holder is inside or has not appeared yet.
    List<Admission> live(MeetingId meeting) {
        return jdbc.sql(COLUMNS + """
                                where a.meeting = :meeting and d.admission is null
                                    and (a.left_at is null or a.left_at < a.joined_at)
                                order by a.joined_at nulls last, a.admitted_at, a.id""")
                .param("meeting", meeting.value())
                .query((row, _) -> admission(row))
                .list();
    }

    Map<AdmissionId, Stay> stays(Collection<AdmissionId> among) {
        var stays = new HashMap<AdmissionId, Stay>();
        jdbc.sql("""
                        select id, joined_at, case when left_at >= joined_at then left_at end as left_at
                        from meeting_admission where id = any(:ids) and joined_at is not null""")
                .param("ids", among.stream().map(AdmissionId::value).toArray(UUID[]::new))
                .query(row -> {
                    var stay = new Stay(Rows.instant(row, "joined_at"), instantOrNull(row, "left_at"));
                    stays.put(new AdmissionId(Rows.uuid(row, "id")), stay);
                });
        return stays;
    }

    /// When those were let in last who have a way in, of meetings at these providers.
    Map<AdmissionId, Instant> letIn(Collection<AdmissionId> among, Collection<String> providers) {
        var letIn = new HashMap<AdmissionId, Instant>();
        jdbc.sql("""
                        select a.id, a.admitted_at from meeting_admission a join meeting m on m.id = a.meeting
                        where a.id = any(:ids) and a.credential is not null and m.provider = any(:providers)""")
                .param("ids", among.stream().map(AdmissionId::value).toArray(UUID[]::new))
                .param("providers", providers.toArray(String[]::new))
                .query(row -> {
                    letIn.put(new AdmissionId(Rows.uuid(row, "id")), Rows.instant(row, "admitted_at"));
                });
        return letIn;
    }

    List<Admission> notDismissed(MeetingId meeting) {
        return jdbc.sql(COLUMNS + "where a.meeting = :meeting and d.admission is null order by a.id")
                .param("meeting", meeting.value())
                .query((row, _) -> admission(row))
                .list();
    }

    List<Admission> dismissedButInside(MeetingId meeting) {
        return jdbc.sql(COLUMNS + """
                                where a.meeting = :meeting and d.admission is not null and a.joined_at is not null
                                    and (a.left_at is null or a.left_at < a.joined_at)
                                order by a.joined_at, a.id""")
                .param("meeting", meeting.value())
                .query((row, _) -> admission(row))
                .list();
    }

    /// Those to whom a way in was given and who lost the right to it: where nobody tells who is inside they may be.
    List<Admission> dismissedAfterEntering(MeetingId meeting) {
        return jdbc.sql(COLUMNS + """
                                where a.meeting = :meeting and a.credential is not null and a.role = 'participant'
                                    and d.why in ('cancelled', 'removed_by_host')
                                order by a.admitted_at, a.id""")
                .param("meeting", meeting.value())
                .query((row, _) -> admission(row))
                .list();
    }

    private Admission admission(ResultSet row) throws SQLException {
        var id = Rows.uuid(row, "id");
        var why = row.getString("why");
        return new Admission(
                new AdmissionId(id),
                new MeetingId(Rows.uuid(row, "meeting")),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                vault.open("meeting_admission", "name_sealed", id, row.getBytes("name_sealed")),
                row.getString("credential"),
                Rows.instant(row, "admitted_at"),
                instantOrNull(row, "joined_at"),
                instantOrNull(row, "left_at"),
                why == null ? null : leaving(why));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static Leaving leaving(String word) {
        return Leaving.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
