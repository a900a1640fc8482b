package org.tsudoi.web.security;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.web.security.PaymentConsents.Deal;

/// Challenges that ask for a consent to pay.
@Component
class ConsentTable {
    private final JdbcClient jdbc;

    ConsentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whom it was asked, and in which session.
    record Asked(MemberId member, String session) {}

    void add(byte[] challenge, Asked asked, Deal deal, Instant expiresAt) {
        jdbc.sql("""
                insert into payment_consent (challenge, member_id, session, order_reference, card_id, amount, currency,
                    expires_at)
                values (:challenge, :member, :session, :order, :card, :amount, :currency, :expires)
                """)
                .param("challenge", challenge)
                .param("member", asked.member().value())
                .param("session", asked.session())
                .param("order", deal.orderReference())
                .param("card", deal.card().value())
                .param("amount", deal.amount().minorUnits())
                .param("currency", deal.amount().currency().getCurrencyCode())
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What it asks for, for the first who answers in time, as whom it was asked.
    Optional<Deal> spend(byte[] challenge, Asked asked, Instant at) {
        return jdbc.sql("""
                update payment_consent set spent_at = :at
                where challenge = :challenge and spent_at is null and expires_at > :at
                  and member_id = :member and session = :session
                returning order_reference, card_id, amount, currency
                """)
                .param("challenge", challenge)
                .param("member", asked.member().value())
                .param("session", asked.session())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Deal(
                        Objects.requireNonNull(row.getString("order_reference")),
                        new SavedCardId(Objects.requireNonNull(row.getObject("card_id", UUID.class))),
                        new Money(
                                row.getLong("amount"),
                                Currency.getInstance(Objects.requireNonNull(row.getString("currency"))))))
                .optional();
    }

    int deleteExpiredBefore(Instant limit) {
        return jdbc.sql("delete from payment_consent where expires_at < :limit")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
