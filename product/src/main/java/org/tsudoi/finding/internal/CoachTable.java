package org.tsudoi.finding.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.members.MemberId;
import org.tsudoi.privacy.Vault;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `coach_page`.
@Component
class CoachTable {
    private static final String TABLE = "coach_page";
    private static final String TOLD = "told_sealed";
    private static final String PICTURE = "picture_sealed";
    private static final String COLUMNS =
            "select member, slug, shown, shown_at, told_sealed, picture_version, picture_sealed is not null as pictured from coach_page ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Vault vault;

    CoachTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<CoachPage> find(MemberId member) {
        return jdbc.sql(COLUMNS + "where member = :member")
                .param("member", member.value())
                .query((row, _) -> page(row))
                .optional();
    }

    Optional<CoachPage> shown(String slug) {
        return jdbc.sql(COLUMNS + "where slug = :slug and shown")
                .param("slug", slug)
                .query((row, _) -> page(row))
                .optional();
    }

    List<CoachPage> shown(Collection<MemberId> members) {
        if (members.isEmpty()) return List.of();
        return jdbc.sql(COLUMNS + "where member = any(:members) and shown")
                .param("members", members.stream().map(MemberId::value).toArray(UUID[]::new))
                .query((row, _) -> page(row))
                .list();
    }

    private CoachPage page(ResultSet row) throws SQLException {
        var member = row.getObject("member", UUID.class);
        var shownAt = row.getObject("shown_at", OffsetDateTime.class);
        var told = vault.open(TABLE, TOLD, member, row.getBytes("told_sealed"));
        return new CoachPage(
                new MemberId(member),
                row.getString("slug"),
                row.getBoolean("shown"),
                JSON.readValue(told, CoachPage.Told.class),
                row.getBoolean("pictured") ? row.getInt("picture_version") : 0,
                shownAt == null ? null : shownAt.toInstant());
    }

    boolean isTaken(String slug, MemberId byOther) {
        return jdbc.sql("select exists (select from coach_page where slug = :slug and member <> :member)")
                .param("slug", slug)
                .param("member", byOther.value())
                .query(Boolean.class)
                .single();
    }

    void put(MemberId member, String slug, CoachPage.Told told, Instant now) {
        jdbc.sql("""
                        insert into coach_page (member, slug, told_sealed, changed_at) values (:member, :slug, :told, :now)
                        on conflict (member) do update set slug = excluded.slug, told_sealed = excluded.told_sealed,
                            changed_at = excluded.changed_at""")
                .param("member", member.value())
                .param("slug", slug)
                .param("told", vault.seal(TABLE, TOLD, member.value(), JSON.writeValueAsString(told)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void show(MemberId member, boolean shown, Instant now) {
        jdbc.sql("""
                        update coach_page set shown = :shown, shown_at = case when :shown then :now else shown_at end
                        where member = :member and shown <> :shown""")
                .param("member", member.value())
                .param("shown", shown)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void putPicture(MemberId member, byte[] picture) {
        jdbc.sql("""
                        update coach_page set picture_sealed = :picture, picture_version = picture_version + 1
                        where member = :member""")
                .param("member", member.value())
                .param("picture", vault.sealBytes(TABLE, PICTURE, member.value(), picture))
                .update();
    }

    void removePicture(MemberId member) {
        jdbc.sql("update coach_page set picture_sealed = null where member = :member")
                .param("member", member.value())
                .update();
    }

    Optional<byte[]> picture(MemberId member) {
        return jdbc.sql(
                        "select picture_sealed from coach_page where member = :member and picture_sealed is not null")
                .param("member", member.value())
                .query((row, _) -> vault.openBytes(TABLE, PICTURE, member.value(), row.getBytes("picture_sealed")))
                .optional();
    }

    void delete(MemberId member) {
        jdbc.sql("delete from coach_page where member = :member")
                .param("member", member.value())
                .update();
    }
}
