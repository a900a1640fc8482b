package org.tsudoi.payments.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.provider.StoredBefore;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class VirtualAccountsContractTest extends PaymentProviderContract {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final KeepingDeposits keeping;
    private final TransactionTemplate transactions;
    private final Payments payments;
    private final PaymentProvider provider;

    VirtualAccountsContractTest(
            JdbcClient jdbc,
            Vault vault,
            KeepingDeposits keeping,
            TransactionTemplate transactions,
            Payments payments) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.keeping = keeping;
        this.transactions = transactions;
        this.payments = payments;
        this.provider = provider("town-ganb-client", PATIENCE);
    }

    private GanbSettings settings(String client, Duration readTimeout) {
        return new GanbSettings(
                URI.create(town.provider("ganb") + "/api"),
                client,
                "town-ganb-secret",
                "town-ganb-refresh-token",
                "101011234567",
                "GMOあおぞらネット銀行",
                "0310",
                0,
                Duration.ofDays(90),
                Duration.ofSeconds(5),
                readTimeout);
    }

    private VirtualAccounts.Store store() {
        return new VirtualAccounts.Store(jdbc, vault, keeping, transactions, clock);
    }

    private TransferAdapter numbered() {
        var none = new TransferSettings("", "", "", "", "普通", "", "", TransferSettings.Reads.NOTICES, "", 2);
        return new TransferAdapter(none, new TransferTable(jdbc), new VirtualTable(jdbc), transactions, clock);
    }

    private PaymentProvider provider(String client, Duration readTimeout) {
        return new StoredBefore(
                new VirtualAccounts(settings(client, readTimeout), store(), _ -> {}).before(numbered()),
                payments,
                transactions);
    }

    @Test
    void whatWaitsOnAnAccountThatNobodyReadsIsNotKnown() {
        var seen = given(provider.open(opening(traits().price())));
        var id = Objects.requireNonNull(seen.paymentId());
        assertThat(numbered().look(id, seen.reference())).isInstanceOf(Answer.NotKnown.class);
        assertThat(numbered().close(id, seen.reference())).isInstanceOf(Answer.NotKnown.class);
        var none = new TransferSettings("", "", "", "", "普通", "", "", TransferSettings.Reads.NOTICES, "", 2);
        assertThatThrownBy(() -> new TransferExamination(none, false, new VirtualTable(jdbc)).finding())
                .isInstanceOf(CannotStart.class);
        assertThat(provider.look(id, seen.reference())).isInstanceOf(Answer.Given.class);
    }

    @Test
    void nothingStartsWhereFilesAndTheApiTellTheSameMoney() {
        var settings = settings("town-ganb-client", PATIENCE);
        var same =
                new TransferSettings("", "0310", "", "101", "普通", "1234567", "", TransferSettings.Reads.NOTICES, "", 2);
        assertThatThrownBy(() -> new GanbConfiguration().virtualAccounts(settings, same, store(), _ -> {}))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("TSUDOI_TRANSFER_*");
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected PaymentProvider impatient() {
        return provider("town-ganb-client", IMPATIENCE);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return provider("somebody-else", PATIENCE);
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
                false);
    }

    @Override
    protected String townName() {
        return "ganb";
    }

    @Override
    protected void inTransaction(Runnable doing) {
        transactions.executeWithoutResult(_ -> doing.run());
    }

    @Override
    protected String operation(Call call) {
        return switch (call) {
            case OPEN -> "POST /api/corporation/v1/va/issue";
            case LOOK -> "GET /api/corporation/v1/va/deposit-transactions";
            case CLOSE -> "POST /api/corporation/v1/va/status-change";
            case TAKE, REFUND, LOOK_AT_REFUND, LOOK_AT_DISPUTE -> throw notHere();
        };
    }

    @Override
    protected void pay(Seen page) {
        var account = (Instructions.BankAccount) ((Status.Issued) page.status()).how();
        var transfer = JsonMapper.shared()
                .createObjectNode()
                .put("yen", 3300)
                .put("payer", "ﾔﾏﾀﾞ ﾊﾅｺ")
                .put("bank", "0310")
                .put("branch", "502")
                .put("kind", "1")
                .put("account", account.account());
        town.call("POST", "/town/bank/deposits", transfer);
    }

    /// The accounts that were made for it at the bank, by the mark that each carries.
    @Override
    protected long pages(PaymentId id) {
        long mark = jdbc.sql("select mark from virtual_account where asked_for = :payment")
                .param("payment", id.value())
                .query(Long.class)
                .single();
        return all("/town/ganb/accounts").stream()
                .filter(it -> it.path("holder").asString().endsWith(GanbAccounts.words(mark)))
                .count();
    }

    @Override
    protected Tally tally(String charge) {
        var account = jdbc.sql("""
                select a.va_id from virtual_account a join virtual_lease l on l.account = a.mark
                join bank_transfer t on t.payment_id = l.payment_id where t.number = :number
                """)
                .param("number", Long.parseLong(charge.substring("transfer_".length())))
                .query(String.class)
                .single();
        var came = all("/town/ganb/deposits").stream()
                .filter(it -> it.path("vaId").asString().equals(account))
                .toList();
        return new Tally(
                came.size(),
                came.stream().mapToLong(it -> it.path("yen").asLong()).sum(),
                0,
                0);
    }

    private List<JsonNode> all(String path) {
        return StreamSupport.stream(town.call("GET", path, null).spliterator(), false)
                .toList();
    }
}
