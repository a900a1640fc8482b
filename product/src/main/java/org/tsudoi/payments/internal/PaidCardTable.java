package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.PaymentId;

/// What is known of the card of a captured payment: written once.
@Component
class PaidCardTable {
    private final JdbcClient jdbc;

    PaidCardTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(PaymentId payment, PaidCard card, Instant at) {
        var secure = card.secure();
        jdbc.sql("""
                insert into payment_card (payment_id, brand, last4, funding, country, wallet, instalments,
                    secure_result, secure_flow, secure_version, secure_indicator, secure_exemption, code_check,
                    postal_code_check, seen_at)
                values (:payment, :brand, :last4, :funding, :country, :wallet, :instalments, :result,
                    :flow, :version, :indicator, :exemption, :code, :postal, :at)
                on conflict (payment_id) do nothing
                """)
                .param("payment", payment.value())
                .param("brand", card.brand())
                .param("last4", card.last4())
                .param("funding", card.funding())
                .param("country", card.country())
                .param("wallet", card.wallet())
                .param("instalments", card.instalments())
                .param("result", secure == null ? null : secure.result())
                .param("flow", secure == null ? null : secure.flow())
                .param("version", secure == null ? null : secure.version())
                .param("indicator", secure == null ? null : secure.indicator())
                .param("exemption", secure == null ? null : secure.exemption())
                .param("code", card.checks().code())
                .param("postal", card.checks().postalCode())
                .param("at", Rows.column(at))
                .update();
    }

    Optional<PaidCard> of(PaymentId payment) {
        return jdbc.sql("""
                select brand, last4, funding, country, wallet, instalments, secure_result, secure_flow, secure_version,
                    secure_indicator, secure_exemption, code_check, postal_code_check
                from payment_card where payment_id = :payment
                """)
                .param("payment", payment.value())
                .query((row, _) -> card(row))
                .optional();
    }

    private static PaidCard card(ResultSet row) throws SQLException {
        @Nullable String result = row.getString("secure_result");
        return new PaidCard(
                Rows.text(row, "brand"),
                Rows.text(row, "last4"),
                row.getString("funding"),
                row.getString("country"),
                row.getString("wallet"),
                row.getInt("instalments"),
                result == null
                        ? null
                        : new PaidCard.ThreeDSecure(
                                result,
                                row.getString("secure_flow"),
                                row.getString("secure_version"),
                                row.getString("secure_indicator"),
                                row.getString("secure_exemption")),
                new PaidCard.Checks(row.getString("code_check"), row.getString("postal_code_check")));
    }
}
