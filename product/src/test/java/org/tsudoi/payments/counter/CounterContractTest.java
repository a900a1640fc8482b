package org.tsudoi.payments.counter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.provider.StoredBefore;
import org.tsudoi.testing.ProductTest;

/// Nobody is called; the organiser says what they took. What goes back is handed over by a person, which no call does.
@ProductTest
class CounterContractTest extends PaymentProviderContract {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final CounterTable table;
    private final PaymentProvider provider;

    CounterContractTest(JdbcClient jdbc, TransactionTemplate transactions, Payments payments) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.table = new CounterTable(jdbc);
        this.provider = new StoredBefore(new CounterAdapter(table, transactions, clock), payments, transactions);
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected PaymentProvider impatient() {
        return provider;
    }

    @Override
    protected @Nullable PaymentProvider withWrongCredentials() {
        return null;
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.COUNTER),
                Money.jpy(3300),
                Money.jpy(0),
                null,
                "counter_nobody",
                null,
                true,
                false,
                false,
                false,
                false);
    }

    @Override
    protected String operation(Call call) {
        throw notHere();
    }

    @Override
    protected void pay(Seen page) {
        transactions.executeWithoutResult(
                _ -> table.received(Objects.requireNonNull(page.paymentId()), "somebody", clock.instant()));
    }

    @Override
    protected long pages(PaymentId id) {
        return jdbc.sql("select count(*) from counter_payment where payment_id = :payment")
                .param("payment", id.value())
                .query(Long.class)
                .single();
    }

    @Override
    protected Tally tally(String charge) {
        return jdbc.sql("""
                select count(*) as times, coalesce(sum(amount), 0) as yen from counter_payment
                where payment_id = :payment and received_at is not null
                """)
                .param(
                        "payment",
                        PaymentId.parse(charge.substring("counter_".length()))
                                .orElseThrow()
                                .value())
                .query((row, _) -> new Tally(row.getInt("times"), row.getLong("yen"), 0, 0))
                .single();
    }
}
