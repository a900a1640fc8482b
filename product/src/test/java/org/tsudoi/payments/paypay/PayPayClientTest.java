package org.tsudoi.payments.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.paypay.PayPayClient.Reply;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider.Charge;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.testing.TestClock;

/// Answers that Town does not give.
class PayPayClientTest {
    private static final String CODE = "04-1|https://qr.paypay.example/1";
    private static final String DELETED = "{\"resultInfo\":{\"code\":\"SUCCESS\"}}";
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
    private static final PaymentId ID = new PaymentId(new UUID(1, 2));

    private record Said(int status, String body) {}

    @FunctionalInterface
    private interface Asking<T> {
        T of(PayPayClient client);
    }

    /// @param first what is said to the first call; then `rest`
    private static <T> T asking(Said first, Said rest, Asking<T> asking) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var said = new Said[] {first};
        server.createContext("/", exchange -> {
            var now = said[0];
            said[0] = rest;
            var body = now.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(now.status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var settings = new PayPaySettings(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                    "key",
                    "secret",
                    "",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));
            return asking.of(new PayPayClient(settings, Clock.systemUTC(), _ -> {}));
        } finally {
            server.stop(0);
        }
    }

    private static Said no(int status, String code) {
        return new Said(status, "{\"resultInfo\":{\"code\":\"" + code + "\"},\"data\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302|{}|status 302",
                "500|{\"resultInfo\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}|status 500",
                "503|{\"resultInfo\":{\"code\":\"MAINTENANCE_MODE\"}}|status 503",
                "429|{\"resultInfo\":{\"code\":\"RATE_LIMIT\"}}|status 429",
                "400|{}|status 400",
                "401|<html>|status 401 with words not understood",
                "200|{\"resultInfo\":{\"code\":\"USER_CONFIRMATION_REQUIRED\"}}|status 200: USER_CONFIRMATION_REQUIRED",
                "200|{\"resultInfo\"|status 200 with words not understood"
            })
    void whatSaysNothingForCertainIsUnclear(int status, String body, String why) throws Exception {
        var said = new Said(status, body);
        assertThat(got(said)).isEqualTo(new Reply.Unclear(why));
    }

    @Test
    void aRefusalIsRefused() throws Exception {
        var said = no(401, "UNAUTHORIZED");
        assertThat(got(said)).isEqualTo(new Reply.Denied(401, "UNAUTHORIZED"));
    }

    private static Reply got(Said said) throws IOException {
        return asking(said, said, client -> client.get("/v2/x", "", "test"));
    }

    private static Opening opening(Money amount, Instant payableUntil) {
        return new Opening(
                ID,
                Choice.of(Means.PAYPAY),
                "ord_1",
                "朝のヨガ × 1",
                amount,
                null,
                Locale.JAPANESE,
                "https://tsudoi.example/back",
                "https://tsudoi.example/leave",
                NOW,
                payableUntil);
    }

    private static Answer<Seen> opened(Said said, Opening opening) throws IOException {
        return asking(said, said, client -> new PayPayAdapter(client, new TestClock(NOW)).open(opening));
    }

    /// Merchants have seen this although the reference says that the first code is answered again.
    @Test
    void aCodeThatWasMadeBeforeAndCannotBeHadIsNotKnown() throws Exception {
        assertThat(opened(no(400, "DUPLICATE_DYNAMIC_QR_REQUEST"), opening(Money.jpy(3300), NOW.plusSeconds(300))))
                .isEqualTo(new Answer.NotKnown<>("a code was made before"));
    }

    @Test
    void noCodeIsMadeWhenItIsTooLateOrInAnotherCurrency() throws Exception {
        var said = no(400, "INVALID_REQUEST_PARAMS");
        assertThat(opened(said, opening(Money.jpy(3300), NOW))).isEqualTo(new Answer.NotKnown<>("too late for a code"));
        assertThat(opened(said, opening(Money.of(3300, "THB"), NOW.plusSeconds(300))))
                .isEqualTo(new Answer.Refused<>(RefusalReason.CURRENCY_NOT_ALLOWED, "not_yen"));
        assertThat(opened(said, opening(Money.jpy(3300), NOW.plusSeconds(300))))
                .isEqualTo(new Answer.Refused<>(RefusalReason.OTHER, "INVALID_REQUEST_PARAMS"));
    }

    private static Answer<RefundSeen> refunded(Said said) throws IOException {
        var id = new RefundId(new UUID(3, 4));
        var charge = new Charge("1001", Choice.of(Means.PAYPAY));
        return asking(
                no(404, "NO_SUCH_REFUND_ORDER"),
                said,
                client -> new PayPayAdapter(client, new TestClock(NOW)).refund(id, 1, charge, Money.jpy(100)));
    }

    @Test
    void whatPayPayNeverGivesBackWaitsForAnAccount() throws Exception {
        var code = "REFUND_WINDOW_EXCEED";
        assertThat(refunded(no(400, code))).isEqualTo(new Answer.Refused<>(RefusalReason.NOT_REFUNDABLE, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER_NOT_REVERSIBLE", "MERCHANT_MULTIPLE_REFUND_REJECTED"})
    void whatSomebodyMayHaveGivenBackByHandWaitsForAPerson(String code) throws Exception {
        assertThat(refunded(no(400, code))).isEqualTo(new Answer.Refused<>(RefusalReason.OTHER, code));
    }

    @Test
    void aRefundTooSoonAfterAnotherIsAskedForAgain() throws Exception {
        assertThat(refunded(no(400, "THROTTLED_MULTIPLE_REFUND_REJECTED"))).isInstanceOf(Answer.NotKnown.class);
    }

    /// Some shops hear it of codes that nobody has opened.
    @Test
    void aCodeThatNobodyHasOpenedIsOpenUntilItEndsAndClosedOnceItIsGone() throws Exception {
        var unknown = no(400, "DYNAMIC_QR_PAYMENT_NOT_FOUND");
        var url = "https://qr.paypay.example/1";
        assertThat(unopened(300, unknown)).isEqualTo(new Status.Open(url, null));
        assertThat(unopened(-61, unknown)).isEqualTo(new Status.Closed());
        var code = code(300);
        for (var gone : new Said[] {no(404, "DYNAMIC_QR_NOT_FOUND"), new Said(200, DELETED)}) {
            Answer<Seen> closed =
                    asking(gone, unknown, client -> adapter(client).close(ID, code.toString()));
            assertThat(closed)
                    .isEqualTo(new Answer.Given<>(
                            new Seen(code.toString(), "ord_1", ID, Money.jpy(3300), new Status.Closed())));
        }
        Answer<Seen> before = asking(unknown, unknown, client -> adapter(client).look(ID, CODE));
        assertThat(before).isEqualTo(new Answer.NotKnown<>("not known there yet"));
    }

    private static PayPayAdapter adapter(PayPayClient client) {
        return new PayPayAdapter(client, new TestClock(NOW));
    }

    private static PayPayReference code(long expiresIn) {
        return new PayPayReference(
                "04-1",
                "https://qr.paypay.example/1",
                new PayPayReference.Asked("ord_1", 3300, NOW.plusSeconds(expiresIn)));
    }

    private static Status unopened(long expiresIn, Said said) throws IOException {
        Answer<Seen> answer = asking(
                said, said, client -> adapter(client).look(ID, code(expiresIn).toString()));
        return ((Answer.Given<Seen>) answer).value().status();
    }

    /// Where the code is gone, nobody can pay by it, whatever the payment is still called.
    @Test
    void aCodeThatIsGoneIsClosedUnlessItWasPaid() throws Exception {
        var created = new Said(200, """
                {"resultInfo":{"code":"SUCCESS"},"data":{"status":"CREATED"}}""");
        var deleted = new Said(200, DELETED);
        for (var gone : new Said[] {no(404, "DYNAMIC_QR_NOT_FOUND"), deleted}) {
            assertThat(closed(gone, created)).isEqualTo(new Status.Closed());
        }
        assertThat(closed(no(400, "DYNAMIC_QR_ALREADY_PAID"), created)).isInstanceOf(Status.Open.class);
    }

    private static Status closed(Said first, Said rest) throws IOException {
        Answer<Seen> answer =
                asking(first, rest, client -> new PayPayAdapter(client, new TestClock(NOW)).close(ID, CODE));
        return ((Answer.Given<Seen>) answer).value().status();
    }
}
