package org.tsudoi.payments.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
import org.tsudoi.payments.Deposits.Nobodys;
import org.tsudoi.payments.NamelessMoney.Deposit;
import org.tsudoi.payments.NamelessMoney.Wish;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.DecidingNameless.Kept;
import org.tsudoi.payments.transfer.DepositBook.Came;
import org.tsudoi.privacy.Vault;

/// What came to our account, what the bank called back of it, and what we sent back.
class DepositTable {
    private final JdbcClient jdbc;
    private final Vault vault;

    DepositTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param payment null when it is not known for what it is
    /// @return whether it was not known before
    boolean add(KeepingDeposits.Told told, @Nullable PaymentId payment, Instant now) {
        var identity = told.notice().identity().value();
        var id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.US_ASCII));
        return jdbc.sql("""
                insert into bank_deposit (id, identity, yen, booked_at, payer_sealed, payment_id, matched_by, heard_at, at_virtual)
                values (:id, :identity, :yen, :booked, :payer, :payment, :matched, :now, :virtual)
                on conflict (identity) do nothing
                """)
                        .param("id", id)
                        .param("identity", identity)
                        .param("yen", told.yen())
                        .param(
                                "booked",
                                told.notice()
                                        .booked()
                                        .atStartOfDay(TransferAdapter.JAPAN)
                                        .toOffsetDateTime())
                        .param("payer", vault.seal("bank_deposit", "payer_sealed", id, told.written()))
                        .param("payment", payment == null ? null : payment.value())
                        .param("matched", payment == null ? null : told.matchedBy())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("virtual", told.atVirtual())
                        .update()
                == 1;
    }

    private static final String CAME = "select id, identity, yen, booked_at, at_virtual from bank_deposit ";

    Optional<Came> find(String identity) {
        return jdbc.sql(CAME + "where identity = :identity")
                .param("identity", identity)
                .query((row, _) -> came(row))
                .optional();
    }

    Optional<Came> find(UUID id) {
        return jdbc.sql(CAME + "where id = :id")
                .param("id", id)
                .query((row, _) -> came(row))
                .optional();
    }

    /// What the bank told that came for it, and what it called back of that.
    List<Came> toldFor(PaymentId payment) {
        return jdbc.sql(CAME + "where payment_id = :payment and told_by_bank order by booked_at, id")
                .param("payment", payment.value())
                .query((row, _) -> came(row))
                .list();
    }

    private static Came came(ResultSet row) throws SQLException {
        return new Came(
                row.getObject("id", UUID.class),
                row.getString("identity"),
                row.getLong("yen"),
                row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("at_virtual"));
    }

    /// @throws IllegalStateException when a person was faster, who decided otherwise: nothing may be kept then
    void knowElsewhere(String identity) {
        int marked = jdbc.sql("""
                update bank_deposit set known_elsewhere = true
                where identity = :identity and payment_id is null and set_aside_by is null
                """).param("identity", identity).update();
        if (marked == 0) throw new IllegalStateException("a person has decided about " + identity);
    }

    int countGivenBack(PaymentId payment) {
        return jdbc.sql("select count(*) from bank_deposit where payment_id = :payment and refund_id is not null")
                .param("payment", payment.value())
                .query(Integer.class)
                .single();
    }

    /// So much of what had come for a transfer is the refund's from now on.
    void addGivenBack(PaymentId payment, RefundId refund, long yen, Instant now) {
        var id = refund.value();
        jdbc.sql("""
                insert into bank_deposit (id, identity, yen, booked_at, payer_sealed, payment_id, matched_by, heard_at,
                    refund_id, told_by_bank)
                values (:id, :identity, :yen, :now, :payer, :payment, 'tsudoi', :now, :id, false)
                """)
                .param("id", id)
                .param("identity", "given back " + refund)
                .param("yen", -yen)
                .param("payer", vault.seal("bank_deposit", "payer_sealed", id, ""))
                .param("payment", payment.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Those of which nobody knows for what they are, the oldest first.
    List<Kept> unmatched(int max) {
        return jdbc.sql("""
                select id, yen, booked_at, payer_sealed, wished_by, wished_payment, wished_note from bank_deposit
                where payment_id is null and set_aside_by is null and not known_elsewhere order by booked_at, id limit :max
                """).param("max", max).query((row, _) -> kept(row)).list();
    }

    /// What came to our own account, which statements tell of.
    List<Nobodys> nobodys(long yen, LocalDate from) {
        return jdbc.sql("""
                select id, identity, yen, booked_at, payer_sealed from bank_deposit
                where yen = :yen and booked_at >= :from and told_by_bank and not at_virtual
                    and payment_id is null and set_aside_by is null and not known_elsewhere and wished_by is null
                order by booked_at, id
                """)
                .param("yen", yen)
                .param("from", from.atStartOfDay(TransferAdapter.JAPAN).toOffsetDateTime())
                .query((row, _) -> {
                    var it = deposit(row);
                    return new Nobodys(it.id(), row.getString("identity"), it.bookedOn(), it.payer());
                })
                .list();
    }

    private Kept kept(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("wished_by");
        @Nullable UUID payment = row.getObject("wished_payment", UUID.class);
        return new Kept(
                deposit(row),
                by == null
                        ? null
                        : new Wish(by, payment == null ? null : new PaymentId(payment), row.getString("wished_note")));
    }

    Set<String> undecided(Collection<String> identities) {
        return Set.copyOf(jdbc.sql("""
                select identity from bank_deposit
                where identity = any(:identities) and payment_id is null and set_aside_by is null and not known_elsewhere
                """)
                .param("identities", identities.toArray(String[]::new))
                .query(String.class)
                .list());
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

    Optional<Kept> lockUnmatched(UUID id) {
        return jdbc.sql("""
                select id, yen, booked_at, payer_sealed, wished_by, wished_payment, wished_note from bank_deposit
                where id = :id and payment_id is null and set_aside_by is null and not known_elsewhere for update
                """).param("id", id).query((row, _) -> kept(row)).optional();
    }

    /// In place of what was said before.
    void wish(UUID id, Wish wish) {
        jdbc.sql(
                        "update bank_deposit set wished_by = :by, wished_payment = :payment, wished_note = :note where id = :id")
                .param("id", id)
                .param("by", wish.by())
                .param("payment", wish.payment() == null ? null : wish.payment().value(), Types.OTHER)
                .param("note", wish.note())
                .update();
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
