package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerAccountId;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.privacy.Vault;

/// Rows of `buyer_account`: at most one for each refund is neither erased nor replaced.
@Component
class BuyerAccountTable {
    private static final String TABLE = "buyer_account";
    private static final String COLUMN = "account_sealed";
    private static final String SELECT =
            "select id, refund, account_sealed, buyer, told_at, held_until from buyer_account a ";

    private final JdbcClient jdbc;
    private final Vault vault;

    BuyerAccountTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// @param buyer     where they are a member
    /// @param heldUntil where it replaced another, so that the buyer can notice
    record Told(
            BuyerAccountId id,
            RefundId refund,
            PayeeAccount account,
            @Nullable MemberId buyer,
            Instant at,
            @Nullable Instant heldUntil) {
        boolean isHeldAt(Instant now) {
            return heldUntil != null && heldUntil.isAfter(now);
        }
    }

    void add(Told told) {
        var id = told.id().value();
        jdbc.sql("""
                        insert into buyer_account (id, refund, currency, account_sealed, buyer, told_at, held_until)
                        values (:id, :refund, :currency, :sealed, :buyer, :at, :heldUntil)""")
                .param("id", id)
                .param("refund", told.refund().value())
                .param("currency", told.account().currency().getCurrencyCode())
                .param("sealed", vault.seal(TABLE, COLUMN, id, AccountWriting.write(told.account())))
                .param("buyer", told.buyer() == null ? null : told.buyer().value(), Types.OTHER)
                .param("at", Columns.of(told.at()))
                .param("heldUntil", Columns.of(told.heldUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /// What was told last, unless it was erased.
    Optional<Told> find(RefundId refund) {
        return jdbc.sql(SELECT + "where refund = :refund and erased_at is null and replaced_at is null")
                .param("refund", refund.value())
                .query((row, _) -> told(row))
                .optional();
    }

    /// Empty when it was erased.
    Optional<Told> find(BuyerAccountId id) {
        return jdbc.sql(SELECT + "where id = :id and erased_at is null")
                .param("id", id.value())
                .query((row, _) -> told(row))
                .optional();
    }

    /// Those to which nothing was paid and nothing is on its way, the oldest first.
    List<Told> open(Currency currency) {
        return jdbc.sql(SELECT + """
                        where currency = :currency and erased_at is null and replaced_at is null and not exists (
                            select from payout p where p.buyer_account = a.id and p.state in ('prepared', 'approved', 'sent', 'paid'))
                        order by id""")
                .param("currency", currency.getCurrencyCode())
                .query((row, _) -> told(row))
                .list();
    }

    List<RefundId> kept() {
        return jdbc.sql("select distinct refund from buyer_account where erased_at is null order by refund")
                .query((row, _) -> new RefundId(Columns.uuid(row, "refund")))
                .list();
    }

    /// It stays until what replaced it is erased: who looks into it sees both.
    void replace(RefundId refund, Instant at) {
        jdbc.sql("""
                        update buyer_account set replaced_at = :at
                        where refund = :refund and erased_at is null and replaced_at is null""")
                .param("refund", refund.value())
                .param("at", Columns.of(at))
                .update();
    }

    void erase(RefundId refund, Instant at) {
        jdbc.sql("""
                        update buyer_account set account_sealed = null, erased_at = :at
                        where refund = :refund and erased_at is null""")
                .param("refund", refund.value())
                .param("at", Columns.of(at))
                .update();
    }

    private Told told(ResultSet row) throws SQLException {
        var id = Columns.uuid(row, "id");
        var sealed = Objects.requireNonNull(row.getBytes(COLUMN));
        var buyer = row.getObject("buyer", UUID.class);
        return new Told(
                new BuyerAccountId(id),
                new RefundId(Columns.uuid(row, "refund")),
                AccountWriting.read(vault.open(TABLE, COLUMN, id, sealed)),
                buyer == null ? null : new MemberId(buyer),
                Columns.instant(row, "told_at"),
                row.getObject("held_until") == null ? null : Columns.instant(row, "held_until"));
    }
}
