package org.tsudoi.registers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.privacy.Vault;

/// Rows of `invoice_check`: the last answer for each organiser.
@Component
class InvoiceCheckTable {
    private static final String TABLE = "invoice_check";
    private static final String NAME = "name_sealed";

    private final JdbcClient jdbc;
    private final Vault vault;

    InvoiceCheckTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private record Columns(
            String said, @Nullable String name, @Nullable LocalDate day) {
        static Columns of(InvoiceCheck check) {
            return switch (check) {
                case InvoiceCheck.Registered it -> new Columns("registered", it.name(), it.since());
                case InvoiceCheck.Ended it -> new Columns("ended", it.name(), it.on());
                case InvoiceCheck.NotThere _ -> new Columns("not-there", null, null);
                case InvoiceCheck.NotKnown _ -> new Columns("not-known", null, null);
            };
        }
    }

    void keep(OrganiserId organiser, InvoiceCheck check) {
        var columns = Columns.of(check);
        jdbc.sql("""
                        insert into invoice_check (organiser_id, number, said, name_sealed, day, checked_at)
                        values (:organiser, :number, :said, :name, :day, :at)
                        on conflict (organiser_id) do update set number = excluded.number, said = excluded.said,
                            name_sealed = excluded.name_sealed, day = excluded.day, checked_at = excluded.checked_at
                        -- A silent register takes nothing back.
                        where not (invoice_check.said = 'ended' and excluded.said = 'not-known'
                            and invoice_check.number = excluded.number)""")
                .param("organiser", organiser.value())
                .param("number", check.number().value())
                .param("said", columns.said)
                .param(
                        "name",
                        columns.name == null ? null : vault.seal(TABLE, NAME, organiser.value(), columns.name),
                        Types.BINARY)
                .param("day", columns.day, Types.DATE)
                .param("at", check.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<InvoiceCheck> find(OrganiserId organiser) {
        return jdbc.sql("""
                        select number, said, name_sealed, day, checked_at from invoice_check
                        where organiser_id = :organiser""")
                .param("organiser", organiser.value())
                .query((row, _) -> check(organiser, row))
                .optional();
    }

    private InvoiceCheck check(OrganiserId organiser, ResultSet row) throws SQLException {
        var number = new InvoiceNumber(row.getString("number"));
        var at = row.getObject("checked_at", OffsetDateTime.class).toInstant();
        return switch (row.getString("said")) {
            case "registered" -> new InvoiceCheck.Registered(number, name(organiser, row), day(row), at);
            case "ended" -> new InvoiceCheck.Ended(number, name(organiser, row), day(row), at);
            case "not-there" -> new InvoiceCheck.NotThere(number, at);
            case "not-known" -> new InvoiceCheck.NotKnown(number, at);
            default -> throw new IllegalStateException("an unknown answer about " + number);
        };
    }

    private String name(OrganiserId organiser, ResultSet row) throws SQLException {
        return vault.open(TABLE, NAME, organiser.value(), row.getBytes(NAME));
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getObject("day", LocalDate.class));
    }
}
