package org.tsudoi.payments.slip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.Movements;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.provider.Reports;
import org.tsudoi.payments.provider.StoredBefore;
import org.tsudoi.testing.ProductTest;

/// Nobody is called; what stores took is told by a file.
@ProductTest
class SlipContractTest extends PaymentProviderContract {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd,HHmm").withZone(ZoneId.of("Asia/Tokyo"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Payments payments;
    private final SlipTable slips;
    private final SettlingSlips settling;
    private final KeepingStraySlips strays;
    private final PaymentProvider provider;

    SlipContractTest(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Payments payments,
            SettlingSlips settling,
            KeepingStraySlips strays) {
        this.settling = settling;
        this.strays = strays;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.payments = payments;
        this.slips = new SlipTable(jdbc);
        this.provider = provider(settings("912345", 110));
    }

    private static SlipSettings settings(String issuer, int fee) {
        return new SlipSettings(issuer, "25207", "町収納サービス", fee, 5, "", true);
    }

    private PaymentProvider provider(SlipSettings settings) {
        return new StoredBefore(new SlipAdapter(settings, slips, transactions, clock), payments, transactions);
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
        return provider(settings("", 110));
    }

    @Override
    protected Traits traits() {
        return new Traits(
                Choice.of(Means.SLIP),
                Money.jpy(3300),
                Money.jpy(110),
                Money.jpy(300_001),
                "slip_0",
                null,
                true,
                false,
                false,
                false,
                false);
    }

    @Override
    protected Duration time() {
        return Duration.ofDays(7);
    }

    @Override
    protected String operation(Call call) {
        throw notHere();
    }

    @Override
    protected void pay(Seen page) {
        hear(((Instructions.Slip) ((Status.Issued) page.status()).how()).code(), 110);
    }

    private void hear(String code, int fee) {
        var line = "02," + DAY.format(clock.instant()) + ",EAN" + code + ",000001,01234999001,0,"
                + Integer.parseInt(code.substring(37, 43)) + ",010,セブン－イレブン,123456,20261210,20261201\r\n";
        var reports = new CollectionReports(slips, settings("912345", fee), settling, strays, clock);
        assertThat(transactions.<Reports.Read>execute(_ -> reports.read(line.getBytes(WINDOWS_31J))))
                .isInstanceOf(Reports.Read.Taken.class);
    }

    @Override
    protected long pages(PaymentId id) {
        return jdbc.sql("select count(*) from slip where payment_id = :payment")
                .param("payment", id.value())
                .query(Long.class)
                .single();
    }

    @Override
    protected Tally tally(String charge) {
        return jdbc.sql("""
                select count(*) as times, coalesce(sum(r.yen), 0) as yen from slip_report r join slip s on s.code = r.code
                where s.number = :number and r.kind = 'settled'
                """)
                .param("number", Long.parseLong(charge.substring("slip_".length())))
                .query((row, _) -> new Tally(row.getInt("times"), row.getLong("yen"), 0, 0))
                .single();
    }

    private Seen opened(Money amount) {
        return given(provider.open(opening(amount)));
    }

    private static Instructions.Slip slip(Seen seen) {
        return (Instructions.Slip) ((Status.Issued) seen.status()).how();
    }

    /// A new contract with the agent is not one for what was paid before it.
    @Test
    void theFeeIsWhatItWasWhenTheSlipWasPaid() {
        var seen = opened(Money.jpy(3300));
        hear(slip(seen).code(), 110);
        var id = Objects.requireNonNull(seen.paymentId());
        var paid = given(provider(settings("912345", 220)).look(id, seen.reference()));
        assertThat(((Status.Paid) paid.status()).fee()).isEqualTo(Money.jpy(110));
        assertThat(lines(id)).extracting(Movements.Line::fee).containsExactly(Money.jpy(110));
    }

    @Test
    void theAgentNeverKeepsMoreThanWasPaid() {
        var seen = opened(Money.jpy(50));
        hear(slip(seen).code(), 110);
        assertThat(lines(Objects.requireNonNull(seen.paymentId())))
                .extracting(Movements.Line::fee)
                .containsExactly(Money.jpy(50));
    }

    private List<Movements.Line> lines(PaymentId payment) {
        var lines = given(new SlipMovements(slips, settings("912345", 110))
                .movements(Instant.EPOCH, clock.instant().plusSeconds(1)));
        return lines.stream().filter(line -> payment.equals(line.payment())).toList();
    }

    /// 収入印紙: from 50,000 yen on.
    @Test
    void theReceiptWantsARevenueStampFromFiftyThousandYenOn() {
        assertThat(slip(opened(Money.jpy(49_999))).wantsStamp()).isFalse();
        assertThat(slip(opened(Money.jpy(50_000))).wantsStamp()).isTrue();
    }
}
