package org.tsudoi.payments.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.payments.Deposits.Deposit;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.privacy.Vault;

/// What came to our account, what the bank called back of it, and what we sent back.
class DepositTable {
    private final JdbcClient jdbc;
    private final Vault vault;

    DepositTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param written by the payer
    /// @param payment null when it is not known for what it is
    /// @param matchedBy how that is known
    /// @return whether it was not known before
    boolean add(
            BankNotice notice, String written, long yen, @Nullable PaymentId payment, String matchedBy, Instant now) {
        var id = UUID.nameUUIDFromBytes(notice.identity().value().getBytes(StandardCharsets.US_ASCII));
        return jdbc.sql("""
                insert into bank_deposit (id, identity, yen, booked_at, payer_sealed, payment_id, matched_by, heard_at)
                values (:id, :identity, :yen, :booked, :payer, :payment, :matched, :now)
                on conflict (identity) do nothing
                """)
                        .param("id", id)
                        .param("identity", notice.identity().value())
                        .param("yen", yen)
                        .param(
                                "booked",
                                notice.booked()
                                        .atStartOfDay(TransferAdapter.JAPAN)
                                        .toOffsetDateTime())
                        .param("payer", vault.seal("bank_deposit", "payer_sealed", id, written))
                        .param("payment", payment == null ? null : payment.value())
                        .param("matched", payment == null ? null : matchedBy)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// @throws IllegalStateException when a person was faster, who decided otherwise: nothing may be kept then
    void knowElsewhere(String identity) {
        int marked = jdbc.sql("""
                update bank_deposit set known_elsewhere = true
                where identity = :identity and payment_id is null and set_aside_by is null
                """).param("identity", identity).update();
        if (marked == 0) throw new IllegalStateException("a person has decided about " + identity);
    }

    /// What we sent back of what had come for a transfer.
    void addSentBack(PaymentId payment, long yen, String who, String note, Instant now) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into bank_deposit (id, identity, yen, booked_at, payer_sealed, payment_id, matched_by, note, heard_at)
                values (:id, :identity, :yen, :now, :payer, :payment, :who, :note, :now)
                """)
                .param("id", id)
                .param("identity", "sent back " + id)
                .param("yen", -yen)
                .param("payer", vault.seal("bank_deposit", "payer_sealed", id, ""))
                .param("payment", payment.value())
                .param("who", who)
                .param("note", note)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Those of which nobody knows for what they are, the oldest first.
    List<Deposit> unmatched(int max) {
        return jdbc.sql("""
                select id, yen, booked_at, payer_sealed from bank_deposit
                where payment_id is null and set_aside_by is null and not known_elsewhere order by booked_at, id limit :max
                """).param("max", max).query((row, _) -> deposit(row)).list();
    }

    Set<String> decided(Collection<String> identities) {
        return Set.copyOf(jdbc.sql("""
                select identity from bank_deposit
                where identity = any(:identities) and (payment_id is not null or set_aside_by is not null)
                """)
                .param("identities", identities.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    int countUnmatched() {
        return jdbc.sql(
                        "select count(*) from bank_deposit where payment_id is null and set_aside_by is null and not known_elsewhere")
                .query(Integer.class)
                .single();
    }

    Optional<Deposit> lockUnmatched(UUID id) {
        return jdbc.sql("""
                select id, yen, booked_at, payer_sealed from bank_deposit
                where id = :id and payment_id is null and set_aside_by is null and not known_elsewhere for update
                """).param("id", id).query((row, _) -> deposit(row)).optional();
    }

    void match(UUID id, PaymentId payment, String who) {
        jdbc.sql(
                        "update bank_deposit set payment_id = :payment, matched_by = :who where id = :id and payment_id is null")
                .param("id", id)
                .param("payment", payment.value())
                .param("who", who)
                .update();
    }

    void setAside(UUID id, String note, String who) {
        jdbc.sql("update bank_deposit set set_aside_by = :who, note = :note where id = :id and payment_id is null")
                .param("id", id)
                .param("note", note)
                .param("who", who)
                .update();
    }

    private Deposit deposit(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Deposit(
                id,
                row.getLong("yen"),
                LocalDate.ofInstant(
                        row.getObject("booked_at", OffsetDateTime.class).toInstant(), TransferAdapter.JAPAN),
                vault.open("bank_deposit", "payer_sealed", id, row.getBytes("payer_sealed")));
    }
}
