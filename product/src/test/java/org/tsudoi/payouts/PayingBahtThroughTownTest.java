package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.BAHT;
import static org.tsudoi.payouts.Paying.bahtAccount;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// pain.001 as a bank reads it that knows nothing of us, and its pain.002 as we read it.
@ProductTest
class PayingBahtThroughTownTest {
    private static final int NOON = 12;

    private final Payouts payouts;
    private final Paying paying;
    private final TestClock clock;
    private final TownProcess town = TownProcess.running();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PayingBahtThroughTownTest(Payouts payouts, Paying paying, TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.clock = clock;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder handIn(byte[] file) {
        return HttpRequest.newBuilder(town.provider("town/thai-bank/orders"))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file));
    }

    @Test
    void whatTheBankPaysIsPaidAndWhatItRefusesIsOwedAgain() throws Exception {
        town.fair();
        var good = paying.owed(Money.of(123_456, "THB"), bahtAccount("9876543210"));
        var closed = paying.owed(Money.of(50_000, "THB"), bahtAccount("9876543219"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        town.sameTimeAs(clock);
        var run = paying.handedIn(BAHT);
        var on = paying.day();
        var file = (Payouts.TakingFile.Taken) payouts.takeFile(run, paying.somebody(), on);
        assertThat(send(handIn(file.bytes())).statusCode()).isEqualTo(200);
        assertThat(send(handIn(file.bytes())).statusCode()).isEqualTo(422);
        assertThat(read(run)).returns(0, Payouts.ReadingReport.Read::paid);
        clock.forwardTo(on.atTime(NOON, 0).atZone(ZoneId.of("Asia/Bangkok")).toInstant());
        town.sameTimeAs(clock);
        assertThat(read(run).open()).isZero();
        assertThat(of(run, good)).isInstanceOf(Payout.Paid.class);
        assertThat(of(run, closed))
                .isInstanceOfSatisfying(
                        Payout.Returned.class,
                        it -> assertThat(it.reason()).isEqualTo(Payout.ReturnReason.ACCOUNT_CLOSED));
        assertThat(payouts.run(run).orElseThrow()).isInstanceOf(PayoutRun.Settled.class);
    }

    private Payouts.ReadingReport.Read read(PayoutRunId run) throws Exception {
        var message = "TSUDOI" + run.toString().substring("run_".length()).toUpperCase(Locale.ROOT);
        var report = send(HttpRequest.newBuilder(town.provider("town/thai-bank/reports/" + message)));
        assertThat(report.statusCode()).isEqualTo(200);
        return (Payouts.ReadingReport.Read) payouts.readReport(run, report.body());
    }

    private Payout of(PayoutRunId run, OrganiserId organiser) {
        return payouts.payout(PayoutId.derive(run, organiser)).orElseThrow();
    }
}
