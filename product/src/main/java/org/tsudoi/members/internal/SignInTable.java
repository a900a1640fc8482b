package org.tsudoi.members.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.SignInId;
import org.tsudoi.privacy.Vault;

@Component
class SignInTable {
    private static final String COLUMNS = "select id, email_sealed, locale, zone, until, wrong_codes from sign_in ";

    private final JdbcClient jdbc;
    private final Vault vault;

    SignInTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record OpenSignIn(SignInId id, EmailAddress mail, Locale locale, ZoneId zone, Instant until, int wrongCodes) {}

    void insert(OpenSignIn asked, byte[] tokenHash, byte[] browserHash, Instant at) {
        jdbc.sql("""
                insert into sign_in
                    (id, token_hash, browser_hash, email_sealed, email_index, locale, zone, requested_at, until)
                values (:id, :token, :browser, :email, :index, :locale, :zone, :at, :until)
                """)
                .param("id", asked.id().value())
                .param("token", tokenHash)
                .param("browser", browserHash)
                .param(
                        "email",
                        vault.seal(
                                "sign_in",
                                "email_sealed",
                                asked.id().value(),
                                asked.mail().value()))
                .param("index", index(asked.mail()))
                .param("locale", asked.locale().getLanguage())
                .param("zone", asked.zone().getId())
                .param("at", Rows.column(at))
                .param("until", Rows.column(asked.until()))
                .update();
    }

    Optional<OpenSignIn> openById(SignInId id, Instant now) {
        return jdbc.sql(COLUMNS + "where id = :id and used_at is null and until > :now")
                .param("id", id.value())
                .param("now", Rows.column(now))
                .query((row, _) -> open(row))
                .optional();
    }

    Optional<OpenSignIn> openByToken(byte[] tokenHash, Instant now) {
        return jdbc.sql(COLUMNS + "where token_hash = :token and used_at is null and until > :now")
                .param("token", tokenHash)
                .param("now", Rows.column(now))
                .query((row, _) -> open(row))
                .optional();
    }

    /// The newest request of this browser, when it is still open.
    Optional<OpenSignIn> newestOf(byte[] browserHash, Instant now) {
        return jdbc.sql(COLUMNS + """
                        where id = (select id from sign_in where browser_hash = :browser
                                    order by requested_at desc, id desc limit 1)
                          and used_at is null and until > :now
                        """)
                .param("browser", browserHash)
                .param("now", Rows.column(now))
                .query((row, _) -> open(row))
                .optional();
    }

    /// Takes the row; false when another caller was first or the time is over.
    boolean use(SignInId id, Instant now) {
        return jdbc.sql("update sign_in set used_at = :now where id = :id and used_at is null and until > :now")
                        .param("now", Rows.column(now))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// Counts one try of a code before it is compared, so that parallel tries cannot share one. Answers how
    /// many tries are left after this one; empty when there was none left.
    Optional<Integer> countTry(SignInId id, int triesMax) {
        return jdbc.sql("""
                        update sign_in set wrong_codes = wrong_codes + 1
                        where id = :id and used_at is null and wrong_codes < :max
                        returning :max - wrong_codes
                        """)
                .param("id", id.value())
                .param("max", triesMax)
                .query(Integer.class)
                .optional();
    }

    /// Every other open request of the same address stops working.
    void closeOthers(EmailAddress mail, Instant now) {
        jdbc.sql("update sign_in set used_at = :now where email_index = :index and used_at is null")
                .param("now", Rows.column(now))
                .param("index", index(mail))
                .update();
    }

    int deleteBefore(Instant limit) {
        return jdbc.sql("delete from sign_in where until < :limit")
                .param("limit", Rows.column(limit))
                .update();
    }

    private byte[] index(EmailAddress mail) {
        return vault.blindIndex("sign_in.email", mail.lookUpKey());
    }

    private OpenSignIn open(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        return new OpenSignIn(
                new SignInId(id),
                new EmailAddress(vault.open("sign_in", "email_sealed", id, row.getBytes("email_sealed"))),
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("zone")),
                Rows.instant(row, "until"),
                row.getInt("wrong_codes"));
    }
}
