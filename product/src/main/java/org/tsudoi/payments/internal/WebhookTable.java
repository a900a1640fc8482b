package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentDesk.Delivery;
import org.tsudoi.payments.PaymentDesk.DeliveryState;
import org.tsudoi.payments.PaymentDesk.RefusedDeliveries;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.payments.provider.Webhooks.Heard;

/// What providers told us: what it is about, and a digest of the body instead of the body.
@Component
class WebhookTable {
    /// Nothing more can be learned about the payment `p`.
    private static final String SETTLED = """
            and p.state = 'captured' and p.fee is not null
            and not exists (select from refund r
                            where r.payment_id = p.id and r.state in ('requested', 'submitted', 'unknown'))""";

    private final JdbcClient jdbc;

    WebhookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Kept(UUID id, String provider, String type, DeliveryState state, About about) {}

    record New(UUID id, String provider, Heard.Told told, byte[] digest) {}

    /// @param ofElsewhere whether its buyer pays at a till or a bank, and does not come back from there
    record Fresh(UUID id, boolean ofElsewhere) {}

    /// What was there before is counted; a hint at a payment that is captured with its fee, and of which nothing is
    /// under way to be given back, is done at once.
    ///
    /// @return those that are to be followed
    /// @throws org.springframework.dao.DataAccessException when the same event is among them twice
    List<Fresh> insert(List<New> some, Instant at) {
        var written = some.stream().map(one -> Written.of(one.told.about())).toList();
        return jdbc
                .sql("""
                insert into payment_webhook (id, provider, event_id, type, about, payment_id, refund_id, reference, charge, word,
                                             body_sha256, received_at, state, done_at)
                select i.id, provider, event, type, about, i.payment, refund, reference, charge, word, digest, :at,
                       case when settled then 'done' else 'received' end, case when settled then :at end
                from unnest(:ids, :providers, :events, :types, :abouts, :payments, :refunds, :references, :charges, :words, :digests)
                       as i (id, provider, event, type, about, payment, refund, reference, charge, word, digest)
                cross join lateral (select exists (select from payment p where p.id = i.payment
""" + SETTLED + """
                ) as settled) known
                on conflict (provider, event_id) do update set times = payment_webhook.times + 1
                returning id, times, state, exists (
                       select from payment p
                       where p.id = payment_webhook.payment_id and p.state in ('issued', 'processing')) as of_elsewhere
                """)
                .param("ids", Rows.uuids(some, New::id))
                .param("providers", Rows.texts(some, New::provider))
                .param("events", Rows.texts(some, one -> one.told.eventId()))
                .param("types", Rows.texts(some, one -> one.told.type()))
                .param("abouts", Rows.texts(written, Written::about))
                .param("payments", Rows.uuids(written, Written::payment))
                .param("refunds", Rows.uuids(written, Written::refund))
                .param("references", Rows.texts(written, Written::reference))
                .param("charges", Rows.texts(written, Written::charge))
                .param("words", Rows.texts(written, Written::word))
                .param("digests", some.stream().map(New::digest).toArray(byte[][]::new))
                .param("at", Rows.column(at))
                .query((row, _) -> row.getInt("times") == 1 && state(row) == DeliveryState.RECEIVED
                        ? Optional.of(new Fresh(Rows.uuid(row, "id"), row.getBoolean("of_elsewhere")))
                        : Optional.<Fresh>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Of these, notes those as done that hint at what is known by now.
    ///
    /// @return which they are
    Set<UUID> settle(Collection<UUID> ids, Instant at) {
        return Set.copyOf(jdbc.sql("""
                        update payment_webhook w set state = 'done', done_at = :at
                        where w.id = any(:ids) and w.state = 'received' and w.about = 'payment' and exists (
                        select from payment p where p.id = w.payment_id
""" + SETTLED + """
                        ) returning w.id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("at", Rows.column(at))
                .query((row, _) -> Rows.uuid(row, "id"))
                .list());
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql("""
                select id, provider, type, state, about, payment_id, refund_id, reference, charge, word
                from payment_webhook where id = :id
                """)
                .param("id", id)
                .query((row, _) -> new Kept(
                        id, Rows.text(row, "provider"), Rows.text(row, "type"), state(row), Written.about(row)))
                .optional();
    }

    void done(UUID id, DeliveryState state, @Nullable String why, Instant at) {
        jdbc.sql("update payment_webhook set state = :state, why = :why, done_at = :at where id = :id")
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("why", why)
                .param("at", Rows.column(at))
                .param("id", id)
                .update();
    }

    void refused(String provider, String why, Instant at) {
        jdbc.sql("""
                insert into payment_webhook_refused (provider, minute_at, why, times, last_at)
                values (:provider, :minute, :why, 1, :at)
                on conflict (provider, minute_at, why)
                do update set times = payment_webhook_refused.times + 1, last_at = excluded.last_at
                """)
                .param("provider", provider)
                .param("minute", Rows.column(at.truncatedTo(ChronoUnit.MINUTES)))
                .param("why", why)
                .param("at", Rows.column(at))
                .update();
    }

    void forget(Instant doneBefore, Instant refusedBefore) {
        jdbc.sql("delete from payment_webhook where done_at < :before")
                .param("before", Rows.column(doneBefore))
                .update();
        jdbc.sql("delete from payment_webhook_refused where minute_at < :before")
                .param("before", Rows.column(refusedBefore))
                .update();
    }

    List<Delivery> newest(int max) {
        return jdbc.sql("""
                select provider, event_id, type, payment_id, times, state, why, received_at
                from payment_webhook order by received_at desc, id desc limit :max
                """)
                .param("max", max)
                .query((row, _) -> {
                    var payment = Rows.nullableUuid(row, "payment_id");
                    return new Delivery(
                            Rows.instant(row, "received_at"),
                            Rows.text(row, "provider"),
                            Rows.text(row, "event_id"),
                            Rows.text(row, "type"),
                            payment == null ? null : new PaymentId(payment),
                            row.getInt("times"),
                            state(row),
                            row.getString("why"));
                })
                .list();
    }

    List<RefusedDeliveries> newestRefused(int max) {
        return jdbc.sql("""
                select provider, minute_at, why, times from payment_webhook_refused order by minute_at desc limit :max
                """)
                .param("max", max)
                .query((row, _) -> new RefusedDeliveries(
                        Rows.instant(row, "minute_at"),
                        Rows.text(row, "provider"),
                        Rows.text(row, "why"),
                        row.getInt("times")))
                .list();
    }

    private static DeliveryState state(ResultSet row) throws SQLException {
        return DeliveryState.valueOf(Rows.text(row, "state").toUpperCase(Locale.ROOT));
    }

    private record Written(
            String about,
            @Nullable UUID payment,
            @Nullable UUID refund,
            @Nullable String reference,
            @Nullable String charge,
            @Nullable String word) {
        private static final String KEPT = "kept";
        private static final String GONE = "gone";

        static Written of(About about) {
            return switch (about) {
                case About.APayment(var id, var reference, var charge) ->
                    new Written("payment", id == null ? null : id.value(), null, reference, charge, null);
                case About.ARefund(var id, var reference, var charge) ->
                    new Written("refund", null, id == null ? null : id.value(), reference, charge, null);
                case About.ADispute(var reference, var charge, var status) ->
                    new Written("dispute", null, null, reference, charge, status);
                case About.AKeptMeans(var reference, boolean gone) ->
                    new Written("means", null, null, reference, null, gone ? GONE : KEPT);
                case About.NothingOfOurs() -> new Written("nothing", null, null, null, null, null);
            };
        }

        static About about(ResultSet row) throws SQLException {
            var payment = Rows.nullableUuid(row, "payment_id");
            var refund = Rows.nullableUuid(row, "refund_id");
            var reference = row.getString("reference");
            var charge = row.getString("charge");
            var about = Rows.text(row, "about");
            return switch (about) {
                case "payment" ->
                    new About.APayment(payment == null ? null : new PaymentId(payment), reference, charge);
                case "refund" ->
                    new About.ARefund(
                            refund == null ? null : new RefundId(refund), Rows.text(row, "reference"), charge);
                case "dispute" -> new About.ADispute(Rows.text(row, "reference"), charge, Rows.text(row, "word"));
                case "means" ->
                    new About.AKeptMeans(
                            Rows.text(row, "reference"), Rows.text(row, "word").equals(GONE));
                case "nothing" -> new About.NothingOfOurs();
                default -> throw new IllegalStateException("no webhook is about a " + about);
            };
        }
    }
}
