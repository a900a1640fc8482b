package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.BankNotices;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.DepositForm;
import org.tsudoi.banking.Reading;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.BuyerRefunds.Stage;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// A refund by the file that Town's bank takes, and by the statement that it writes.
@ProductTest
class RefundingThroughTownTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final int NOON = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Payouts payouts;
    private final BuyerRefunds refunds;
    private final Paying paying;
    private final Sold sold;
    private final Payments payments;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RefundingThroughTownTest(
            Payouts payouts,
            BuyerRefunds refunds,
            Paying paying,
            Sold sold,
            Payments payments,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            TestClock clock) {
        this.payouts = payouts;
        this.refunds = refunds;
        this.paying = paying;
        this.sold = sold;
        this.payments = payments;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private void hearStatement(LocalDate day) throws IOException, InterruptedException {
        var file = send(HttpRequest.newBuilder(town.provider("bank/files/statement.txt?day=" + day)));
        var today = LocalDate.ofInstant(clock.instant(), TOKYO);
        var statements =
                ((Reading.Whole<List<BankStatement>>) BankNotices.zengin(file, DepositForm.A, today)).content();
        transactions.executeWithoutResult(_ -> publisher.publishEvent(new BankNews.StatementsRead(statements)));
    }

    private Refund refund(OrderId order) {
        return payments.refundsFor(order.toString()).getFirst();
    }

    /// Its file is at the bank, on the day of the transfer.
    private LocalDate handedIn(PayoutRunId run) throws IOException, InterruptedException {
        var on = paying.day();
        var file = (Payouts.TakingFile.Taken) payouts.takeFile(run, paying.somebody(), on);
        send(HttpRequest.newBuilder(town.provider("town/bank/orders"))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file.bytes())));
        clock.forwardTo(on.atTime(NOON, 0).atZone(TOKYO).toInstant());
        town.sameTimeAs(clock);
        return on;
    }

    @Test
    void whatTheBankTransfersIsGivenBackAndWhatItSendsBackIsAskedAboutAgain() throws Exception {
        var order = sold.goingBack();
        refunds.tell(order.toString(), yenAccount("1234567"));
        var run = paying.handedIn(YEN);
        var on = handedIn(run);
        assertThat(refund(order)).isInstanceOf(Refund.Transferring.class);
        hearStatement(on);
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        hearStatement(on);
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
        sendBack(payouts.payout(PayoutId.derive(run, refund(order).id()))
                .orElseThrow()
                .terms()
                .number());
        hearStatement(on);
        assertThat(refund(order)).isInstanceOf(Refund.Failed.class);
        assertThat(refunds.of(order.toString()).getFirst().stage()).isEqualTo(Stage.ACCOUNT_WANTED);
        refunds.tell(order.toString(), yenAccount("7654321"));
        hearStatement(handedIn(paying.handedIn(YEN)));
        assertThat(refund(order)).isInstanceOf(Refund.Transferred.class);
    }

    private void sendBack(long number) throws IOException, InterruptedException {
        var code = "%010d".formatted(number);
        for (var entry : JSON.readTree(send(HttpRequest.newBuilder(town.provider("town/bank/entries"))))) {
            if (!entry.path("code").asString("").equals(code)) continue;
            var id = entry.path("id").asString();
            send(HttpRequest.newBuilder(town.provider("town/bank/transfers/" + id + "/send-back"))
                    .POST(BodyPublishers.noBody()));
        }
    }
}
