package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    record By(PaymentId payment, PaidCard card) {
        private @Nullable String secure(Function<PaidCard.ThreeDSecure, @Nullable String> part) {
            var secure = card.secure();
            return secure == null ? null : part.apply(secure);
        }
    }

    void keep(List<By> many, Instant at) {
        if (many.isEmpty()) return;
        jdbc.sql("""
                insert into payment_card (payment_id, brand, last4, funding, country, wallet, instalments,
                    secure_result, secure_flow, secure_version, secure_indicator, secure_exemption, code_check,
                    postal_code_check, seen_at)
                select payment, brand, last4, funding, country, wallet, instalments, result, flow, version, indicator,
                    exemption, code, postal, :at
                from unnest(:payments, :brands, :last4s, :fundings, :countries, :wallets, :instalments, :results,
                    :flows, :versions, :indicators, :exemptions, :codes, :postals)
                  as c (payment, brand, last4, funding, country, wallet, instalments, result, flow, version, indicator,
                    exemption, code, postal)
                on conflict (payment_id) do nothing
                """)
                .param("payments", Rows.uuids(many, by -> by.payment.value()))
                .param("brands", Rows.texts(many, by -> by.card.brand()))
                .param("last4s", Rows.texts(many, by -> by.card.last4()))
                .param("fundings", Rows.texts(many, by -> by.card.funding()))
                .param("countries", Rows.texts(many, by -> by.card.country()))
                .param("wallets", Rows.texts(many, by -> by.card.wallet()))
                .param("instalments", Rows.longs(many, by -> (long) by.card.instalments()))
                .param("results", Rows.texts(many, by -> by.secure(PaidCard.ThreeDSecure::result)))
                .param("flows", Rows.texts(many, by -> by.secure(PaidCard.ThreeDSecure::flow)))
                .param("versions", Rows.texts(many, by -> by.secure(PaidCard.ThreeDSecure::version)))
                .param("indicators", Rows.texts(many, by -> by.secure(PaidCard.ThreeDSecure::indicator)))
                .param("exemptions", Rows.texts(many, by -> by.secure(PaidCard.ThreeDSecure::exemption)))
                .param("codes", Rows.texts(many, by -> by.card.checks().code()))
                .param("postals", Rows.texts(many, by -> by.card.checks().postalCode()))
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
