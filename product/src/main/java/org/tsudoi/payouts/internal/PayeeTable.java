package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.PayeeAccountId;
import org.tsudoi.payouts.PayeeKeys;
import org.tsudoi.payouts.Payouts.ToldAccount;
import org.tsudoi.privacy.Vault;

/// Rows of `payee_account`. A change adds one; the newest is the one that is paid to.
@Component
class PayeeTable implements PayeeKeys {
    private static final String SELECT =
            "select id, organiser, currency, account_sealed, changed_by, changed_at from payee_account ";

    private final JdbcClient jdbc;
    private final Vault vault;

    PayeeTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void add(ToldAccount told) {
        jdbc.sql("""
                        insert into payee_account (id, organiser, currency, account_sealed, changed_by, changed_at)
                        values (:id, :organiser, :currency, :sealed, :by, :at)""")
                .param("id", told.id().value())
                .param("organiser", told.organiser().value())
                .param("currency", told.account().currency().getCurrencyCode())
                .param(
                        "sealed",
                        vault.seal(
                                "payee_account",
                                "account_sealed",
                                told.id().value(),
                                AccountWriting.write(told.account())))
                .param("by", told.by().value())
                .param("at", Columns.of(told.at()))
                .update();
    }

    /// The newest first.
    List<ToldAccount> of(OrganiserId organiser, Currency currency, int max) {
        return jdbc.sql(SELECT + "where organiser = :organiser and currency = :currency order by id desc limit :max")
                .param("organiser", organiser.value())
                .param("currency", currency.getCurrencyCode())
                .param("max", max)
                .query((row, _) -> told(row))
                .list();
    }

    Optional<ToldAccount> newest(OrganiserId organiser, Currency currency) {
        return of(organiser, currency, 1).stream().findFirst();
    }

    Map<OrganiserId, ToldAccount> newest(Currency currency) {
        return jdbc.sql("""
                        select distinct on (organiser) id, organiser, currency, account_sealed, changed_by, changed_at
                        from payee_account where currency = :currency order by organiser, id desc""").param("currency", currency.getCurrencyCode()).query((row, _) -> told(row)).list().stream()
                .collect(Collectors.toMap(ToldAccount::organiser, Function.identity()));
    }

    @Override
    public Map<OrganiserId, String> of(Collection<OrganiserId> organisers) {
        var keys = new HashMap<OrganiserId, String>();
        if (organisers.isEmpty()) return keys;
        jdbc.sql("""
                        select distinct on (organiser) id, organiser, currency, account_sealed, changed_by, changed_at
                        from payee_account where organiser = any(:organisers) order by organiser, id desc""")
                .param("organisers", organisers.stream().map(OrganiserId::value).toArray(UUID[]::new))
                .query((row, _) -> told(row))
                .list()
                .forEach(told -> keys.put(told.organiser(), key(told.account())));
        return keys;
    }

    private String key(PayeeAccount account) {
        var bank = account instanceof PayeeAccount.InThailand it ? it.bank().name() : "";
        return HexFormat.of()
                .formatHex(vault.blindIndex(
                        "payee_account.same", bank + " " + account.account().key()));
    }

    ToldAccount get(PayeeAccountId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> told(row))
                .single();
    }

    private ToldAccount told(ResultSet row) throws SQLException {
        var id = Columns.uuid(row, "id");
        return new ToldAccount(
                new PayeeAccountId(id),
                new OrganiserId(Columns.uuid(row, "organiser")),
                opened(id, row),
                Columns.member(row, "changed_by"),
                Columns.instant(row, "changed_at"));
    }

    private PayeeAccount opened(UUID id, ResultSet row) throws SQLException {
        var sealed = Objects.requireNonNull(row.getBytes("account_sealed"));
        return AccountWriting.read(vault.open("payee_account", "account_sealed", id, sealed));
    }
}
