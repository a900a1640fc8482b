package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk.Change;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.privacy.Vault;
import tools.jackson.databind.json.JsonMapper;

@Component
class PaymentTable {
    private static final String COLUMNS = """
            p.id, p.provider, p.order_reference, p.amount, p.currency, p.payable_to, p.title, p.requested_at, p.asking_sealed,
                   p.payable_until, p.called_at, p.state, p.reference, p.pay_url, p.last_decline, p.why, p.fee, p.charge,
                   p.captured_at, p.withdrawn_at,
                   exists (select from payment_withdrawal w where w.payment_id = p.id) as withdraw_wished
            """;

    private static final String SELECT = "select " + COLUMNS + "from payment p\n";

    private final JdbcClient jdbc;
    private final HistoryTable history;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    PaymentTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.history = new HistoryTable(jdbc, "payment");
        this.vault = vault;
    }

    /// What of [Payments.Asking] is sealed.
    record Sealed(@Nullable String email, String language, String backUrl, String leaveUrl) {}

    Optional<KeptPayment> find(PaymentId id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    /// Locks the row until the transaction ends. Rows that refer to it (a refund, a wish) can be added
    /// meanwhile.
    Optional<KeptPayment> lock(PaymentId id) {
        return jdbc.sql(SELECT + "where p.id = :id for no key update of p")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    Optional<Payment> newestFor(String orderReference) {
        return jdbc.sql(SELECT + "where p.order_reference = :order order by p.id desc limit 1")
                .param("order", orderReference)
                .query((row, _) -> payment(row))
                .optional();
    }

    Optional<KeptPayment> newestKeptFor(String orderReference) {
        return jdbc.sql(SELECT + "where p.order_reference = :order order by p.id desc limit 1")
                .param("order", orderReference)
                .query((row, _) -> kept(row))
                .optional();
    }

    Optional<PaymentId> findBy(String provider, @Nullable String reference, @Nullable String charge) {
        return jdbc.sql("""
                select id from payment
                where provider = :provider and (reference = :reference or charge = :charge)
                """)
                .param("provider", provider)
                .param("reference", reference)
                .param("charge", charge)
                .query((row, _) -> new PaymentId(Rows.uuid(row, "id")))
                .optional();
    }

    /// The unknown ones, oldest first.
    List<KeptPayment> unknown(int max) {
        return jdbc.sql(SELECT + "where p.state = 'unknown' order by p.id limit :max")
                .param("max", max)
                .query((row, _) -> kept(row))
                .list();
    }

    /// With its first row in the history; the others come with `move`. False when there is one with this id.
    boolean insert(Payment.Requested payment, Payments.Asking asking, Instant at) {
        var terms = payment.terms();
        var sealed = new Sealed(asking.email(), asking.locale().toLanguageTag(), asking.backUrl(), asking.leaveUrl());
        return jdbc.sql("""
                with requested as (
                  insert into payment (id, provider, order_reference, amount, currency, payable_to, title, requested_at,
                                       asking_sealed, payable_until, state)
                  values (:id, :provider, :order, :amount, :currency, :payable_to, :title, :requested_at, :asking,
                          :payable_until, 'requested')
                  on conflict (id) do nothing
                  returning id)
                insert into payment_event (payment_id, at, to_state, who, why)
                select id, :at, 'requested', :who, 'requested' from requested
                """)
                        .param("id", payment.id().value())
                        .param("provider", terms.provider())
                        .param("order", terms.orderReference())
                        .param("amount", terms.amount().minorUnits())
                        .param("currency", terms.amount().currency().getCurrencyCode())
                        .param("payable_to", terms.payableTo())
                        .param("title", terms.title())
                        .param("requested_at", Rows.column(terms.requestedAt()))
                        .param(
                                "asking",
                                vault.seal(
                                        "payment",
                                        "asking_sealed",
                                        payment.id().value(),
                                        json.writeValueAsString(sealed)))
                        .param("payable_until", Rows.column(asking.payableUntil()))
                        .param("at", Rows.column(at))
                        .param("who", Ground.US)
                        .update()
                == 1;
    }

    /// Notes that the provider is about to be asked for the page, of one that was requested and may still be paid:
    /// one statement where nothing is to be decided. Empty for every other.
    Optional<KeptPayment> calledForPage(PaymentId id, Instant at) {
        return jdbc.sql("""
                update payment p set called_at = coalesce(p.called_at, :at)
                where p.id = :id and p.state = 'requested' and p.payable_until > :at
                  and not exists (select from payment_withdrawal w where w.payment_id = p.id)
                returning\s""" + COLUMNS)
                .param("at", Rows.column(at))
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    void called(PaymentId id, Instant at) {
        jdbc.sql("update payment set called_at = coalesce(called_at, :at) where id = :id")
                .param("at", Rows.column(at))
                .param("id", id.value())
                .update();
    }

    void wishWithdrawn(PaymentId id, Instant at) {
        jdbc.sql("""
                insert into payment_withdrawal (payment_id, wished_at) values (:id, :at)
                on conflict (payment_id) do nothing
                """).param("id", id.value()).param("at", Rows.column(at)).update();
    }

    /// The next state, and its row in the history.
    ///
    /// @return the number of that row in the history of all payments
    /// @throws IllegalStateException when it is not in the state it comes from any more
    long move(Payment from, Payment to, String who, String why, Instant at) {
        var written = Written.of(to);
        return jdbc.sql("""
                with moved as (
                  update payment
                  set state = :state, reference = :reference, pay_url = coalesce(:pay_url, pay_url),
                      last_decline = :last_decline, why = :why, fee = :fee, charge = :charge, captured_at = :captured_at,
                      withdrawn_at = :withdrawn_at, asking_sealed = case when :over then null else asking_sealed end
                  where id = :id and state = :from
                  returning id)
                insert into payment_event (payment_id, at, from_state, to_state, who, why)
                select id, :at, :from, :state, :who, :reason from moved
                returning id
                """)
                .param("state", state(to))
                .param("reference", written.reference)
                .param("pay_url", written.payUrl)
                .param("last_decline", written.lastDecline)
                .param("why", written.why)
                .param("fee", written.fee == null ? null : written.fee.minorUnits())
                .param("charge", written.charge)
                .param("captured_at", Rows.column(written.capturedAt))
                .param("withdrawn_at", Rows.column(written.withdrawnAt))
                .param("over", over(to))
                .param("id", to.id().value())
                .param("from", state(from))
                .param("at", Rows.column(at))
                .param("who", who)
                .param("reason", why)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Rows.notMoved(from.id(), state(from)));
    }

    List<Change> history(PaymentId id) {
        return history.of(id.value());
    }

    /// Nothing is asked of the buyer any more, so how to reach them is forgotten.
    private static boolean over(Payment payment) {
        return switch (payment) {
            case Payment.Requested _, Payment.Submitted _, Payment.Processing _, Payment.Unknown _ -> false;
            case Payment.Captured _, Payment.Failed _, Payment.Withdrawn _ -> true;
        };
    }

    static String state(Payment payment) {
        return Rows.state(payment);
    }

    private record Written(
            @Nullable String reference,
            @Nullable String payUrl,
            @Nullable String lastDecline,
            @Nullable String why,
            @Nullable Money fee,
            @Nullable String charge,
            @Nullable Instant capturedAt,
            @Nullable Instant withdrawnAt) {
        static Written of(Payment payment) {
            return switch (payment) {
                case Payment.Requested _ -> new Written(null, null, null, null, null, null, null, null);
                case Payment.Submitted it ->
                    new Written(it.reference(), it.payUrl(), it.lastDecline(), null, null, null, null, null);
                case Payment.Processing it -> new Written(it.reference(), null, null, null, null, null, null, null);
                case Payment.Unknown it -> new Written(it.reference(), null, null, it.why(), null, null, null, null);
                case Payment.Captured it ->
                    new Written(it.reference(), null, null, null, it.fee(), it.charge(), it.at(), null);
                case Payment.Failed it -> new Written(it.reference(), null, null, it.code(), null, null, null, null);
                case Payment.Withdrawn it -> new Written(it.reference(), null, null, null, null, null, null, it.at());
            };
        }
    }

    private KeptPayment kept(ResultSet row) throws SQLException {
        var payment = payment(row);
        var payableUntil = Rows.instant(row, "payable_until");
        byte @Nullable [] asking = row.getBytes("asking_sealed");
        return new KeptPayment(
                payment,
                asking == null ? null : asking(payment.id(), asking, payableUntil),
                payableUntil,
                Rows.nullableInstant(row, "called_at"),
                row.getBoolean("withdraw_wished"));
    }

    private Payments.Asking asking(PaymentId id, byte[] sealed, Instant payableUntil) {
        var opened = json.readValue(vault.open("payment", "asking_sealed", id.value(), sealed), Sealed.class);
        return new Payments.Asking(
                opened.email(),
                Locale.forLanguageTag(opened.language()),
                opened.backUrl(),
                opened.leaveUrl(),
                payableUntil);
    }

    private static Payment payment(ResultSet row) throws SQLException {
        var id = new PaymentId(Rows.uuid(row, "id"));
        var amount = Rows.money(row, "amount");
        var terms = new Payment.Terms(
                Rows.text(row, "provider"),
                Rows.text(row, "order_reference"),
                amount,
                Rows.text(row, "payable_to"),
                Rows.text(row, "title"),
                Rows.instant(row, "requested_at"));
        var reference = row.getString("reference");
        var state = Rows.text(row, "state");
        return switch (state) {
            case "requested" -> new Payment.Requested(id, terms);
            case "submitted" ->
                new Payment.Submitted(
                        id,
                        terms,
                        Rows.text(row, "reference"),
                        Rows.text(row, "pay_url"),
                        row.getString("last_decline"));
            case "processing" -> new Payment.Processing(id, terms, Rows.text(row, "reference"));
            case "unknown" -> new Payment.Unknown(id, terms, reference, Rows.text(row, "why"));
            case "captured" ->
                new Payment.Captured(
                        id,
                        terms,
                        Rows.text(row, "reference"),
                        amount,
                        Rows.nullableMoney(row, "fee"),
                        Rows.text(row, "charge"),
                        Rows.instant(row, "captured_at"));
            case "failed" -> new Payment.Failed(id, terms, reference, Rows.text(row, "why"));
            case "withdrawn" -> new Payment.Withdrawn(id, terms, reference, Rows.instant(row, "withdrawn_at"));
            default -> throw new IllegalStateException("no payment is " + state);
        };
    }
}
