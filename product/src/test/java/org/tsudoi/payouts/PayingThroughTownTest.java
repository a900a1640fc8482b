package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
import org.tsudoi.money.Money;
import org.tsudoi.payments.BankNews;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// The file as a bank reads it that knows nothing of us, and its statement as we read it.
@ProductTest
class PayingThroughTownTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final int NOON = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Payouts payouts;
    private final Paying paying;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PayingThroughTownTest(
            Payouts payouts,
            Paying paying,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
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

    private URI at(String path) {
        return town.provider(path);
    }

    private void handIn(byte[] file, String how) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(at("town/bank/orders" + how))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private void hearStatement(LocalDate day) throws IOException, InterruptedException {
        var file = send(HttpRequest.newBuilder(at("bank/files/statement.txt?day=" + day)));
        var today = LocalDate.ofInstant(clock.instant(), TOKYO);
        var statements =
                ((Reading.Whole<List<BankStatement>>) BankNotices.zengin(file, DepositForm.A, today)).content();
        transactions.executeWithoutResult(_ -> publisher.publishEvent(new BankNews.StatementsRead(statements)));
    }

    private record Sent(PayoutRunId run, PayoutId payout, LocalDate on) {}

    private Sent sent(long yen, String how) throws IOException, InterruptedException {
        var organiser = paying.owed(Money.jpy(yen), yenAccount("1234567"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        town.sameTimeAs(clock);
        var run = paying.handedIn(YEN);
        var on = paying.day();
        var file = (Payouts.TakingFile.Taken) payouts.takeFile(run, paying.somebody(), on);
        handIn(file.bytes(), how);
        clock.forwardTo(on.atTime(NOON, 0).atZone(TOKYO).toInstant());
        town.sameTimeAs(clock);
        return new Sent(run, PayoutId.derive(run, organiser), on);
    }

    private Payout payout(Sent sent) {
        return payouts.payout(sent.payout).orElseThrow();
    }

    @Test
    void whatTheBankTransfersIsPaidAndWhatItSendsBackIsOwedAgain() throws Exception {
        var sent = sent(23_456, "");
        hearStatement(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.run(sent.run).orElseThrow()).isInstanceOf(PayoutRun.Settled.class);
        var code = "%010d".formatted(payout(sent).terms().number());
        var entries = JSON.readTree(send(HttpRequest.newBuilder(at("town/bank/entries"))));
        for (var entry : entries) {
            if (!entry.path("code").asString("").equals(code)) continue;
            var id = entry.path("id").asString();
            send(HttpRequest.newBuilder(at("town/bank/transfers/" + id + "/send-back"))
                    .POST(BodyPublishers.noBody()));
        }
        hearStatement(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
    }

    @Test
    void whatIsSentToAClosedAccountComesBackByTheSameStatement() throws Exception {
        var closed = paying.owed(Money.jpy(3333), yenAccount("1234569"));
        var sent = sent(4444, "");
        hearStatement(sent.on);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.payout(PayoutId.derive(sent.run, closed)).orElseThrow())
                .isInstanceOf(Payout.Returned.class);
    }

    @Test
    void aSumForAllOfThemPaysAllOfThem() throws Exception {
        paying.owed(Money.jpy(11_111), yenAccount("7654321"));
        var sent = sent(22_222, "?sum=yes");
        hearStatement(sent.on);
        assertThat(payouts.of(sent.run)).hasSizeGreaterThan(1).allMatch(one -> one instanceof Payout.Paid);
    }
}
