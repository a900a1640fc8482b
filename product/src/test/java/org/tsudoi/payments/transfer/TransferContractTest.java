package org.tsudoi.payments.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.provider.Reports;
import org.tsudoi.payments.provider.StoredBefore;
import org.tsudoi.testing.ProductTest;

/// By a number that the payer writes: nobody is called; what came is told by the bank's file.
@ProductTest
class TransferContractTest extends PaymentProviderContract {
    private final JdbcClient jdbc;
    private final KeepingDeposits deposits;
    private final TransferSettings settings;
    private final TransactionTemplate transactions;
    private final Payments payments;
    private final PaymentProvider provider;

    TransferContractTest(
            JdbcClient jdbc,
            TransferSettings settings,
            TransactionTemplate transactions,
            Payments payments,
            KeepingDeposits deposits) {
        this.jdbc = jdbc;
        this.deposits = deposits;
        this.settings = settings;
        this.transactions = transactions;
        this.payments = payments;
        this.provider = provider(settings);
    }

    private PaymentProvider provider(TransferSettings account) {
        return new StoredBefore(
                new TransferAdapter(account, new TransferTable(jdbc), new VirtualTable(jdbc), transactions, clock),
                payments,
                transactions);
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
    protected PaymentProvider withWrongCredentials() {
        return provider(new TransferSettings("", "", "", "", "普通", "", "", TransferSettings.Reads.NOTICES, "", 2));
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.BANK_TRANSFER),
                Money.jpy(3300),
                Money.jpy(0),
                Money.jpy(10_000_000_000L),
                "transfer_0",
                null,
                true,
                false,
                false,
                false,
                false);
    }

    @Override
    protected Duration time() {
        return Duration.ofDays(5);
    }

    @Override
    protected String operation(Call call) {
        throw notHere();
    }

    @Override
    protected void pay(Seen page) {
        var account = (Instructions.BankAccount) ((Status.Issued) page.status()).how();
        var file = new ZenginFile(LocalDate.ofInstant(clock.instant(), TransferAdapter.JAPAN))
                .deposit(3300, account.number() + " ﾔﾏﾀﾞ ﾊﾅｺ")
                .bytes();
        var matching = new MatchingDeposits(new TransferTable(jdbc), deposits, List.of());
        var reports = new BankReports(settings, null, matching, _ -> {}, clock);
        assertThat(transactions.<Reports.Read>execute(_ -> reports.read(file))).isInstanceOf(Reports.Read.Taken.class);
    }

    @Override
    protected long pages(PaymentId id) {
        return jdbc.sql("select count(*) from bank_transfer where payment_id = :payment")
                .param("payment", id.value())
                .query(Long.class)
                .single();
    }

    @Override
    protected Tally tally(String charge) {
        return jdbc.sql("""
                select count(*) as times, coalesce(sum(d.yen), 0) as yen from bank_deposit d
                join bank_transfer t on t.payment_id = d.payment_id where t.number = :number
                """)
                .param("number", Long.parseLong(charge.substring("transfer_".length())))
                .query((row, _) -> new Tally(row.getInt("times"), row.getLong("yen"), 0, 0))
                .single();
    }
}
