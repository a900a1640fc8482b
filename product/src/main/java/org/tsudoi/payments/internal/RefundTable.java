package org.tsudoi.payments.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentDesk.Change;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.Charge;

@Component
class RefundTable {
    private static final String COLUMNS = """
            select r.id, r.payment_id, r.order_reference, r.amount, r.currency, r.why, r.requested_at, r.attempt, r.state,
                   r.reference, r.code, r.settled_at, r.note, p.provider, coalesce(p.charge, '') as charge, p.means
            from refund r join payment p on p.id = r.payment_id
            """;

    private final JdbcClient jdbc;
    private final HistoryTable history;

    RefundTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.history = new HistoryTable(jdbc, "refund");
    }

    Optional<KeptRefund> find(RefundId id) {
        return jdbc.sql(COLUMNS + "where r.id = :id")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    /// Locks the row until the transaction ends.
    Optional<KeptRefund> lock(RefundId id) {
        return jdbc.sql(COLUMNS + "where r.id = :id for no key update of r")
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    /// All of a payment, locked in the order of their ids.
    List<KeptRefund> lock(PaymentId payment) {
        return jdbc.sql(COLUMNS + "where r.payment_id = :payment order by r.id for no key update of r")
                .param("payment", payment.value())
                .query((row, _) -> kept(row))
                .list();
    }

    /// By order, the first first.
    Map<String, List<Refund>> forOrders(Collection<String> orderReferences) {
        return jdbc
                .sql(COLUMNS + "where r.order_reference = any(:orders) order by r.id")
                .param("orders", orderReferences.toArray(String[]::new))
                .query((row, _) ->
                        new Given(Rows.text(row, "order_reference"), kept(row).refund()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Given::order, Collectors.mapping(Given::refund, Collectors.toList())));
    }

    private record Given(String order, Refund refund) {}

    /// What was captured by these providers for these orders, less all that is given back of it.
    Map<String, Money> paidAndNotGivenBack(Collection<String> providers, Collection<String> orderReferences) {
        record Paid(String order, Money money) {}
        return jdbc
                .sql("""
                        select p.order_reference, p.currency, sum(p.amount - coalesce(
                            (select sum(r.amount) from refund r where r.payment_id = p.id), 0))::bigint as amount
                        from payment p
                        where p.order_reference = any(:orders) and p.provider = any(:providers) and p.state = 'captured'
                        group by p.order_reference, p.currency""")
                .param("orders", orderReferences.toArray(String[]::new))
                .param("providers", providers.toArray(String[]::new))
                .query((row, _) -> new Paid(Rows.text(row, "order_reference"), Rows.money(row, "amount")))
                .list()
                .stream()
                .filter(paid -> paid.money.isPositive())
                .collect(Collectors.toMap(Paid::order, Paid::money));
    }

    /// By order: what its buyers' banks have of it.
    Map<String, Money> takenByDisputes(Collection<String> orderReferences) {
        record Taken(String order, Money money) {}
        return jdbc
                .sql("""
                        select p.order_reference, d.currency, sum(d.taken)::bigint as amount
                        from payment p join payment_dispute d on d.payment_id = p.id
                        where p.order_reference = any(:orders) and d.taken > 0
                        group by p.order_reference, d.currency""")
                .param("orders", orderReferences.toArray(String[]::new))
                .query((row, _) -> new Taken(Rows.text(row, "order_reference"), Rows.money(row, "amount")))
                .list()
                .stream()
                .collect(Collectors.toMap(Taken::order, Taken::money));
    }

    /// Those of a payment that are not over.
    List<RefundId> underWay(PaymentId payment) {
        return jdbc.sql("""
                select id from refund
                where payment_id = :payment and state in ('requested', 'submitted', 'unknown') order by id
                """)
                .param("payment", payment.value())
                .query((row, _) -> new RefundId(Rows.uuid(row, "id")))
                .list();
    }

    /// Newest first, by the moment they came to that state where it is known.
    List<Refund> in(String state, int max) {
        return jdbc.sql(
                        COLUMNS
                                + "where r.state = :state order by coalesce(r.settled_at, r.requested_at) desc, r.id limit :max")
                .param("state", state)
                .param("max", max)
                .query((row, _) -> kept(row).refund())
                .list();
    }

    /// False when there is one with this id.
    boolean insert(Refund.Requested refund) {
        var terms = refund.terms();
        return jdbc.sql("""
                insert into refund (id, payment_id, order_reference, amount, currency, why, requested_at, state)
                values (:id, :payment, :order, :amount, :currency, :why, :requested_at, 'requested')
                on conflict (id) do nothing
                """)
                        .param("id", refund.id().value())
                        .param("payment", terms.payment().value())
                        .param("order", terms.orderReference())
                        .param("amount", terms.amount().minorUnits())
                        .param("currency", terms.amount().currency().getCurrencyCode())
                        .param("why", terms.why().word())
                        .param("requested_at", Rows.column(terms.requestedAt()))
                        .update()
                == 1;
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    void move(Refund from, Refund to) {
        var written = Written.of(to);
        boolean again = from instanceof Refund.Failed && to instanceof Refund.Requested;
        int changed = jdbc.sql("""
                update refund
                set state = :state, reference = :reference, code = :code, settled_at = :settled_at, note = :note,
                    attempt = attempt + :again
                where id = :id and state = :from
                """)
                .param("state", state(to))
                .param("reference", written.reference)
                .param("code", written.code)
                .param("settled_at", Rows.column(written.settledAt))
                .param("note", written.note)
                .param("again", again ? 1 : 0)
                .param("id", to.id().value())
                .param("from", state(from))
                .update();
        Rows.moved(changed, from.id(), state(from));
    }

    void note(RefundId id, @Nullable Refund from, Refund to, String who, String why, Instant at) {
        history.note(id.value(), from == null ? null : state(from), state(to), who, why, at);
    }

    List<Change> history(RefundId id) {
        return history.of(id.value());
    }

    private static String state(Refund refund) {
        return Rows.state(refund);
    }

    private record Written(
            @Nullable String reference,
            @Nullable String code,
            @Nullable Instant settledAt,
            @Nullable String note) {
        static Written of(Refund refund) {
            return switch (refund) {
                case Refund.Requested _ -> new Written(null, null, null, null);
                case Refund.Submitted it -> new Written(it.reference(), null, null, null);
                case Refund.Unknown it -> new Written(it.reference(), it.why(), null, null);
                case Refund.Succeeded it -> new Written(it.reference(), null, it.at(), null);
                case Refund.Failed it -> new Written(it.reference(), it.code(), it.at(), null);
                case Refund.SettledOutside it -> new Written(null, null, it.at(), it.note());
                case Refund.Transferring it -> new Written(it.transfer(), null, null, null);
                case Refund.Transferred it -> new Written(it.transfer(), null, it.at(), null);
            };
        }
    }

    private static KeptRefund kept(ResultSet row) throws SQLException {
        var charge = new Charge(
                Rows.text(row, "charge"), Choice.parse(Rows.text(row, "means")).orElseThrow());
        return new KeptRefund(refund(row), row.getInt("attempt"), Rows.text(row, "provider"), charge);
    }

    private static Refund refund(ResultSet row) throws SQLException {
        var id = new RefundId(Rows.uuid(row, "id"));
        var terms = new Refund.Terms(
                new PaymentId(Rows.uuid(row, "payment_id")),
                Rows.text(row, "order_reference"),
                Rows.money(row, "amount"),
                Refund.Reason.of(Rows.text(row, "why")),
                Rows.instant(row, "requested_at"));
        var reference = row.getString("reference");
        var state = Rows.text(row, "state");
        return switch (state) {
            case "requested" -> new Refund.Requested(id, terms);
            case "submitted" -> new Refund.Submitted(id, terms, Rows.text(row, "reference"));
            case "unknown" -> new Refund.Unknown(id, terms, reference, Rows.text(row, "code"));
            case "succeeded" ->
                new Refund.Succeeded(id, terms, Rows.text(row, "reference"), Rows.instant(row, "settled_at"));
            case "failed" ->
                new Refund.Failed(id, terms, reference, Rows.text(row, "code"), Rows.instant(row, "settled_at"));
            case "settled_outside" ->
                new Refund.SettledOutside(id, terms, Rows.text(row, "note"), Rows.instant(row, "settled_at"));
            case "transferring" -> new Refund.Transferring(id, terms, Rows.text(row, "reference"));
            case "transferred" ->
                new Refund.Transferred(id, terms, Rows.text(row, "reference"), Rows.instant(row, "settled_at"));
            default -> throw new IllegalStateException("no refund is " + state);
        };
    }
}
