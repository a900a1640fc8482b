package org.tsudoi.payments.internal;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.SavedMeans;
import org.tsudoi.payments.SavedWallet;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;
import org.tsudoi.privacy.Vault;

/// Cards and wallets that providers keep for people, and the names they go by there.
@Component
class SavedCardTable {
    private static final String TABLE = "saved_card";
    private static final String WALLET = "wallet_sealed";

    /// What is left of the address of a wallet that is gone.
    private static final String NOTHING = "-";

    private static final String SELECT = """
            select c.id, c.holder, c.provider, c.method, c.brand, c.last4, c.expires, c.wallet_sealed, c.kept_at, c.alone_since,
              c.forget_wished_at, c.forgotten_at, h.customer
            from saved_card c join card_holder h on h.holder = c.holder and h.provider = c.provider
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    SavedCardTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// With what only the provider is told.
    ///
    /// @param isGoing   it is to be forgotten, or was
    record OnFile(SavedMeans means, String customer, String method, boolean isGoing, boolean isGone) {}

    Optional<String> customer(CardHolder holder, String provider) {
        return jdbc.sql("select customer from card_holder where holder = :holder and provider = :provider")
                .param("holder", holder.value())
                .param("provider", provider)
                .query(String.class)
                .optional();
    }

    /// Who is known there already stays what they are; so does a customer who is somebody else.
    void keep(CardHolder holder, String provider, String customer, Instant at) {
        jdbc.sql("""
                insert into card_holder (holder, provider, customer, since) values (:holder, :provider, :customer, :at)
                on conflict do nothing
                """)
                .param("holder", holder.value())
                .param("provider", provider)
                .param("customer", customer)
                .param("at", Rows.column(at))
                .update();
    }

    /// For whom a provider's customer stands.
    Optional<CardHolder> holder(String provider, String customer) {
        return jdbc.sql("select holder from card_holder where provider = :provider and customer = :customer")
                .param("provider", provider)
                .param("customer", customer)
                .query((row, _) -> new CardHolder(Rows.uuid(row, "holder")))
                .optional();
    }

    /// @param payment with which it was kept; null: by itself
    record New(SavedCardId id, CardHolder holder, @Nullable PaymentId payment, String provider, KeptCard kept) {}

    /// Only for the customer that stands for this holder.
    ///
    /// @return whether it is new
    boolean keep(New card, String brand, String last4, Instant at) {
        return jdbc.sql("""
                insert into saved_card
                  (id, holder, provider, payment_id, added, method, fingerprint, brand, last4, expires, kept_at)
                select :id, h.holder, h.provider, :payment::uuid, :added::uuid, :method, :fingerprint, :brand, :last4, :expires, :at
                from card_holder h where h.holder = :holder and h.provider = :provider and h.customer = :customer
                on conflict (provider, method) do nothing
                """)
                        .param("id", card.id.value())
                        .param("holder", card.holder.value())
                        .param("provider", card.provider)
                        .param("customer", card.kept.customer())
                        .param("payment", card.payment == null ? null : card.payment.value())
                        .param("added", card.payment == null ? card.id.value() : null)
                        .param("method", card.kept.method())
                        .param("fingerprint", card.kept.fingerprint())
                        .param("brand", brand)
                        .param("last4", last4)
                        .param("expires", Date.valueOf(card.kept.expires().atDay(1)))
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    /// @param payment with which its holder agreed that it is kept; null: by itself
    record NewWallet(
            SavedCardId id,
            CardHolder holder,
            @Nullable PaymentId payment,
            String provider,
            KeptWallet kept,
            Instant at) {}

    /// Only for the customer that stands for this holder; one that is known by its name already stays.
    void keep(NewWallet wallet) {
        jdbc.sql("""
                insert into saved_card (id, holder, provider, payment_id, added, method, wallet_sealed, kept_at)
                select :id, h.holder, h.provider, :payment::uuid, :added::uuid, :method, :sealed, :at
                from card_holder h where h.holder = :holder and h.provider = :provider and h.customer = :customer
                on conflict (provider, method) do nothing
                """)
                .param("id", wallet.id.value())
                .param("holder", wallet.holder.value())
                .param("provider", wallet.provider)
                .param("customer", wallet.kept.customer())
                .param("payment", wallet.payment == null ? null : wallet.payment.value())
                .param("added", wallet.payment == null ? wallet.id.value() : null)
                .param("method", wallet.kept.method())
                .param("sealed", vault.seal(TABLE, WALLET, wallet.id.value(), wallet.kept.account()))
                .param("at", Rows.column(wallet.at))
                .update();
    }

    /// Its holder agrees that it is charged without them.
    void agree(CardHolder holder, SavedCardId id, Instant at) {
        jdbc.sql("update saved_card set alone_since = :at where id = :id and holder = :holder and alone_since is null")
                .param("id", id.value())
                .param("holder", holder.value())
                .param("at", Rows.column(at))
                .update();
    }

    Optional<OnFile> keptWith(PaymentId payment) {
        return jdbc.sql(SELECT + "where c.payment_id = :payment")
                .param("payment", payment.value())
                .query((row, _) -> onFile(row))
                .optional();
    }

    /// The same holder's other ones that are the same card, known by another name. What is charged by the month goes by
    /// its name.
    List<SavedCardId> sameAs(SavedCardId id) {
        return jdbc.sql("""
                        select o.id from saved_card c join saved_card o
                          on o.holder = c.holder and o.provider = c.provider and o.fingerprint = c.fingerprint
                        where c.id = :id and o.id <> c.id and o.forget_wished_at is null
                          and o.alone_since is null""")
                .param("id", id.value())
                .query((row, _) -> new SavedCardId(Rows.uuid(row, "id")))
                .list();
    }

    Map<CardHolder, Set<String>> fingerprints(Collection<CardHolder> holders) {
        var prints = new HashMap<CardHolder, Set<String>>();
        if (holders.isEmpty()) return prints;
        jdbc.sql("""
                        select holder, provider, fingerprint from saved_card
                        where holder = any(:holders) and fingerprint is not null and forget_wished_at is null""")
                .param("holders", holders.stream().map(CardHolder::value).toArray(UUID[]::new))
                .query(row -> {
                    prints.computeIfAbsent(new CardHolder(Rows.uuid(row, "holder")), _ -> new HashSet<>())
                            .add(row.getString("provider") + " " + row.getString("fingerprint"));
                });
        return prints;
    }

    List<OnFile> of(CardHolder holder) {
        return jdbc.sql(SELECT + "where c.holder = :holder order by c.id desc")
                .param("holder", holder.value())
                .query((row, _) -> onFile(row))
                .list();
    }

    Optional<OnFile> find(SavedCardId id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id.value())
                .query((row, _) -> onFile(row))
                .optional();
    }

    /// As its provider calls it.
    Optional<OnFile> find(String provider, String method) {
        return jdbc.sql(SELECT + "where c.provider = :provider and c.method = :method")
                .param("provider", provider)
                .param("method", method)
                .query((row, _) -> onFile(row))
                .optional();
    }

    /// @return whether it is new
    boolean wishForgotten(CardHolder holder, SavedCardId id, Instant at) {
        return jdbc.sql("""
                        update saved_card set forget_wished_at = :at
                        where id = :id and holder = :holder and forget_wished_at is null
                        """)
                        .param("id", id.value())
                        .param("holder", holder.value())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    void forgotten(SavedCardId id, Instant at) {
        jdbc.sql("""
                        update saved_card set forgotten_at = :at,
                          wallet_sealed = case when wallet_sealed is null then null else :nothing end
                        where id = :id and forgotten_at is null""")
                .param("id", id.value())
                .param("nothing", vault.seal(TABLE, WALLET, id.value(), NOTHING))
                .param("at", Rows.column(at))
                .update();
    }

    private OnFile onFile(ResultSet row) throws SQLException {
        return new OnFile(
                means(row),
                Rows.text(row, "customer"),
                Rows.text(row, "method"),
                row.getObject("forget_wished_at") != null,
                row.getObject("forgotten_at") != null);
    }

    private SavedMeans means(ResultSet row) throws SQLException {
        var id = new SavedCardId(Rows.uuid(row, "id"));
        var holder = new CardHolder(Rows.uuid(row, "holder"));
        var provider = Rows.text(row, "provider");
        var since = Rows.instant(row, "kept_at");
        boolean alone = row.getObject("alone_since") != null;
        byte @Nullable [] sealed = row.getBytes(WALLET);
        return sealed == null
                ? new SavedCard(
                        id,
                        holder,
                        provider,
                        Rows.text(row, "brand"),
                        Rows.text(row, "last4"),
                        YearMonth.from(row.getDate("expires").toLocalDate()),
                        since,
                        alone)
                : new SavedWallet(id, holder, provider, vault.open(TABLE, WALLET, id.value(), sealed), since, alone);
    }
}
