package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Organisers.Start.Started;
import org.tsudoi.testing.ProductTest;

/// Plants what must not be readable, then reads the whole database as a thief would.
@ProductTest
class NothingPersonalInTheClearTest {
    private static final String PLANTED =
            "zq7planted" + UUID.randomUUID().toString().substring(0, 6);

    private final Members members;
    private final Organisers organisers;
    private final SignIn signIn;
    private final JdbcClient sql;

    NothingPersonalInTheClearTest(Members members, Organisers organisers, SignIn signIn, JdbcClient sql) {
        this.members = members;
        this.organisers = organisers;
        this.signIn = signIn;
        this.sql = sql;
    }

    @Test
    void whatPeopleToldIsInNoTable() {
        var mail = new EmailAddress(PLANTED + "@clear.example");
        var name = new PersonName("Hanako " + PLANTED);
        Member member = members.findOrCreate(mail, Optional.of(name), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        var wish = new NewOrganiser("clear-" + PLANTED.length(), "Studio", Currency.getInstance("JPY"), "JP", "");
        var organiser = ((Started) organisers.start(member.id(), wish)).organiser();
        organisers.showLegally(organiser.id(), new LegalDisplay(name, Optional.of("Ginza 1, " + PLANTED), false, mail));
        signIn.ask(mail, Locale.JAPANESE, ZoneId.of("Asia/Tokyo"), "browser", PLANTED + "-caller");

        String hex = HexFormat.of().formatHex(PLANTED.getBytes(StandardCharsets.UTF_8));
        assertThat(tables())
                .contains("member", "organiser", "sign_in", "sign_in_count", "passkey")
                .allSatisfy(table -> {
                    var rows = sql.sql("select t::text from \"" + table + "\" t")
                            .query(String.class)
                            .list();
                    assertThat(rows).as(table).noneMatch(row -> row.contains(PLANTED) || row.contains(hex));
                });
        assertThat(Stream.of(member.toString(), organiser.toString(), String.valueOf(organiser.legal())))
                .noneMatch(printed -> printed.contains(PLANTED));
    }

    private List<String> tables() {
        return sql.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
