package org.tsudoi.dues;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.PaymentId;

/// Rows of `due`.
@Component
class DueTable {
    private final JdbcClient jdbc;

    DueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Means {
        STORED,
        POINTS,
        HAND
    }

    /// @param attempt  the last that was made
    /// @param payment  what it is called where it is by a stored means
    /// @param backStep by which some of it went back; null when nothing did
    record Due(
            MembershipId membership,
            int attempt,
            PaymentId payment,
            Means means,
            @Nullable String backStep) {}

    /// Of one that was made before, or of an earlier one, nothing happens.
    void tried(ChargeId charge, MembershipId membership, int attempt, PaymentId payment, Means means, Instant at) {
        jdbc.sql("""
                        insert into due (charge, membership, attempt, payment, means, tried_at)
                        values (:charge, :membership, :attempt, :payment, :means, :at)
                        on conflict (charge) do update
                        set attempt = excluded.attempt, payment = excluded.payment, means = excluded.means,
                            tried_at = excluded.tried_at
                        where due.attempt < excluded.attempt""")
                .param("charge", charge.value())
                .param("membership", membership.value())
                .param("attempt", attempt)
                .param("payment", payment.value())
                .param("means", means.name().toLowerCase(Locale.ROOT))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Due> find(ChargeId charge) {
        return jdbc.sql("select membership, attempt, payment, means, back_step from due where charge = :charge")
                .param("charge", charge.value())
                .query((row, _) -> new Due(
                        new MembershipId(row.getObject("membership", UUID.class)),
                        row.getInt("attempt"),
                        new PaymentId(row.getObject("payment", UUID.class)),
                        Means.valueOf(row.getString("means").toUpperCase(Locale.ROOT)),
                        row.getString("back_step")))
                .optional();
    }

    /// When it was paid, its membership was to be paid by this; the first time counts.
    void paidWhile(ChargeId charge, PayBy by) {
        jdbc.sql("""
                        update due set paid_by = :by, paid_reference = :reference
                        where charge = :charge and paid_by is null""")
                .param("charge", charge.value())
                .param("by", word(by))
                .param("reference", by instanceof PayBy.Stored(var reference) ? reference : null, Types.VARCHAR)
                .update();
    }

    private static String word(PayBy by) {
        return switch (by) {
            case PayBy.Stored _ -> "stored";
            case PayBy.Points _ -> "points";
            case PayBy.Invoice _ -> "invoice";
        };
    }

    boolean wasPaidWhile(ChargeId charge, PayBy by) {
        return jdbc.sql("""
                        select exists (select from due where charge = :charge and paid_by = :by
                          and paid_reference is not distinct from :reference)""")
                .param("charge", charge.value())
                .param("by", word(by))
                .param("reference", by instanceof PayBy.Stored(var reference) ? reference : null, Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    void givenBack(ChargeId charge, String step) {
        int changed = jdbc.sql("update due set back_step = :step where charge = :charge and back_step is null")
                .param("charge", charge.value())
                .param("step", step)
                .update();
        if (changed != 1) throw new IllegalStateException("some of " + charge + " went back before");
    }
}
