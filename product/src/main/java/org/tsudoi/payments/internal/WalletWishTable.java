package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.SavedCardId;

/// Rows of `wallet_wish`.
@Component
class WalletWishTable {
    private final JdbcClient jdbc;

    WalletWishTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        /// What the provider will call it is not known yet.
        PENDING,
        KEPT,
        NONE
    }

    /// @param alone whether its holder agreed that it is charged without them
    /// @param means null: none is kept, or not yet
    record Wish(
            PaymentId payment,
            CardHolder holder,
            boolean alone,
            State state,
            @Nullable SavedCardId means) {}

    /// @return whether it is new
    boolean add(PaymentId payment, CardHolder holder, boolean alone, Instant at) {
        return jdbc.sql("""
                        insert into wallet_wish (payment_id, holder, alone, state, since)
                        values (:payment, :holder, :alone, 'pending', :at)
                        on conflict (payment_id) do nothing""")
                        .param("payment", payment.value())
                        .param("holder", holder.value())
                        .param("alone", alone)
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    /// @param means null: none is kept
    /// @return whether it was still pending
    boolean over(PaymentId payment, @Nullable SavedCardId means, Instant at) {
        return jdbc.sql("""
                        update wallet_wish set state = :state, means = :means::uuid, over_at = :at
                        where payment_id = :payment and state = 'pending'""")
                        .param("payment", payment.value())
                        .param("state", word(means == null ? State.NONE : State.KEPT))
                        .param("means", means == null ? null : means.value())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    Optional<Wish> find(PaymentId payment) {
        return jdbc.sql("select payment_id, holder, alone, state, means from wallet_wish where payment_id = :payment")
                .param("payment", payment.value())
                .query((row, _) -> {
                    @Nullable UUID means = Rows.nullableUuid(row, "means");
                    return new Wish(
                            new PaymentId(Rows.uuid(row, "payment_id")),
                            new CardHolder(Rows.uuid(row, "holder")),
                            row.getBoolean("alone"),
                            State.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT)),
                            means == null ? null : new SavedCardId(means));
                })
                .optional();
    }

    /// Of those that this provider was to keep, the newest first: of them there is news most often.
    List<PaymentId> pending(String provider, int max) {
        return jdbc.sql("""
                        select w.payment_id from wallet_wish w join payment p on p.id = w.payment_id
                        where w.state = 'pending' and p.provider = :provider order by w.since desc, w.payment_id limit :max""")
                .param("provider", provider)
                .param("max", max)
                .query((row, _) -> new PaymentId(Rows.uuid(row, "payment_id")))
                .list();
    }
}
