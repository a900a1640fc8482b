package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerAccountId;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.privacy.Vault;

/// Rows of `buyer_account`: at most one for each refund is not erased.
@Component
class BuyerAccountTable {
    private static final String TABLE = "buyer_account";
    private static final String COLUMN = "account_sealed";
    private static final String SELECT = "select id, refund, account_sealed, told_at from buyer_account a ";

    private final JdbcClient jdbc;
    private final Vault vault;

    BuyerAccountTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record Told(BuyerAccountId id, RefundId refund, PayeeAccount account, Instant at) {}

    void add(Told told) {
        var id = told.id().value();
        jdbc.sql("""
                        insert into buyer_account (id, refund, currency, account_sealed, told_at)
                        values (:id, :refund, :currency, :sealed, :at)""")
                .param("id", id)
                .param("refund", told.refund().value())
                .param("currency", told.account().currency().getCurrencyCode())
                .param("sealed", vault.seal(TABLE, COLUMN, id, AccountWriting.write(told.account())))
                .param("at", Columns.of(told.at()))
                .update();
    }

    /// What was told last, unless it was erased.
    Optional<Told> find(RefundId refund) {
        return jdbc.sql(SELECT + "where refund = :refund and erased_at is null")
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
                        where currency = :currency and erased_at is null and not exists (
                            select from payout p where p.buyer_account = a.id and p.state in ('prepared', 'approved', 'sent', 'paid'))
                        order by id""")
                .param("currency", currency.getCurrencyCode())
                .query((row, _) -> told(row))
                .list();
    }

    List<RefundId> kept() {
        return jdbc.sql("select refund from buyer_account where erased_at is null order by id")
                .query((row, _) -> new RefundId(Columns.uuid(row, "refund")))
                .list();
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
        return new Told(
                new BuyerAccountId(id),
                new RefundId(Columns.uuid(row, "refund")),
                AccountWriting.read(vault.open(TABLE, COLUMN, id, sealed)),
                Columns.instant(row, "told_at"));
    }
}
