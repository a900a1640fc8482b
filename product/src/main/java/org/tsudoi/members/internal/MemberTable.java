package org.tsudoi.members.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Role;
import org.tsudoi.privacy.Vault;

@Component
class MemberTable {
    private static final String COLUMNS = """
            select m.id, m.email_sealed, m.name_sealed, m.locale, m.zone, m.operator_since is not null as operator,
                   exists (select from organiser_person p where p.member_id = m.id and p.standing = 'OWNER') as organiser
            from member m
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    MemberTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Member> find(MemberId id) {
        return jdbc.sql(COLUMNS + "where m.id = :id")
                .param("id", id.value())
                .query((row, _) -> member(row))
                .optional();
    }

    Optional<Member> findByMail(EmailAddress mail) {
        return jdbc.sql(COLUMNS + "where m.email_index = :index")
                .param("index", index(mail))
                .query((row, _) -> member(row))
                .optional();
    }

    List<Member> findAll(Collection<MemberId> ids) {
        return jdbc.sql(COLUMNS + "where m.id = any(:ids)")
                .param("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new))
                .query((row, _) -> member(row))
                .list();
    }

    /// True when the row is new; false when somebody with this address is there already.
    boolean insert(MemberId id, EmailAddress mail, Optional<PersonName> name, Locale locale, ZoneId zone, Instant at) {
        return jdbc.sql("""
                insert into member (id, email_sealed, email_index, name_sealed, locale, zone, created_at)
                values (:id, :email, :index, :name, :locale, :zone, :at)
                on conflict (email_index) do nothing
                """)
                        .param("id", id.value())
                        .param("email", vault.seal("member", "email_sealed", id.value(), mail.value()))
                        .param("index", index(mail))
                        .param("name", sealedName(id, name))
                        .param("locale", locale.getLanguage())
                        .param("zone", zone.getId())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    void change(MemberId id, Optional<PersonName> name, Locale locale, ZoneId zone) {
        jdbc.sql("update member set name_sealed = :name, locale = :locale, zone = :zone where id = :id")
                .param("name", sealedName(id, name))
                .param("locale", locale.getLanguage())
                .param("zone", zone.getId())
                .param("id", id.value())
                .update();
    }

    void nameIfUnknown(MemberId id, PersonName name) {
        jdbc.sql("update member set name_sealed = :name where id = :id and name_sealed is null")
                .param("name", sealedName(id, Optional.of(name)))
                .param("id", id.value())
                .update();
    }

    void makeOperator(MemberId id, Instant at) {
        jdbc.sql("update member set operator_since = coalesce(operator_since, :at) where id = :id")
                .param("at", Rows.column(at))
                .param("id", id.value())
                .update();
    }

    List<Member> operators() {
        return jdbc.sql(COLUMNS + "where m.operator_since is not null order by m.operator_since, m.id")
                .query((row, _) -> member(row))
                .list();
    }

    boolean anyOperator() {
        return jdbc.sql("select exists (select from member where operator_since is not null)")
                .query(Boolean.class)
                .single();
    }

    byte[] index(EmailAddress mail) {
        return vault.blindIndex("member.email", mail.lookUpKey());
    }

    private byte @Nullable [] sealedName(MemberId id, Optional<PersonName> name) {
        return name.map(known -> vault.seal("member", "name_sealed", id.value(), known.value()))
                .orElse(null);
    }

    private Member member(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        byte @Nullable [] name = row.getBytes("name_sealed");
        return new Member(
                new MemberId(id),
                Optional.ofNullable(name).map(bytes -> new PersonName(vault.open("member", "name_sealed", id, bytes))),
                new EmailAddress(vault.open("member", "email_sealed", id, row.getBytes("email_sealed"))),
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("zone")),
                roles(row));
    }

    private static Set<Role> roles(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.of(Role.PARTICIPANT);
        if (row.getBoolean("organiser")) roles.add(Role.ORGANISER);
        if (row.getBoolean("operator")) roles.add(Role.OPERATOR);
        return roles;
    }
}
