package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.BankNotices;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.DepositForm;
import org.tsudoi.banking.Reading;
import org.tsudoi.payments.BankNews;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.json.JsonMapper;

/// Town's bank, which takes our files and writes statements that we read.
@Component
@Lazy
record YenBank(
        Payouts payouts,
        Paying paying,
        ApplicationEventPublisher publisher,
        TransactionTemplate transactions,
        TestClock clock) {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final int NOON = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// The file of a run is at the bank, on the day of the transfer, which is now.
    ///
    /// @param how the statement shows it: `?sum=yes` for one sum of all
    LocalDate transfers(PayoutRunId run, String how) throws IOException, InterruptedException {
        var on = paying.day();
        var file = (Payouts.TakingFile.Taken) payouts.takeFile(run, paying.somebody(), on);
        send(at("town/bank/orders" + how)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file.bytes())));
        clock.forwardTo(on.atTime(NOON, 0).atZone(TOKYO).toInstant());
        TownProcess.running().sameTimeAs(clock);
        return on;
    }

    private static HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(TownProcess.running().provider(path));
    }

    private static byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    void tells(LocalDate day) throws IOException, InterruptedException {
        var file = send(at("bank/files/statement.txt?day=" + day));
        var today = LocalDate.ofInstant(clock.instant(), TOKYO);
        var statements =
                ((Reading.Whole<List<BankStatement>>) BankNotices.zengin(file, DepositForm.A, today)).content();
        transactions.executeWithoutResult(_ -> publisher.publishEvent(new BankNews.StatementsRead(statements)));
    }

    void sendsBack(Payout payout) throws IOException, InterruptedException {
        var code = "%010d".formatted(payout.terms().number());
        for (var entry : JSON.readTree(send(at("town/bank/entries")))) {
            if (!entry.path("code").asString("").equals(code)) continue;
            send(at("town/bank/transfers/" + entry.path("id").asString() + "/send-back")
                    .POST(BodyPublishers.noBody()));
        }
    }
}
