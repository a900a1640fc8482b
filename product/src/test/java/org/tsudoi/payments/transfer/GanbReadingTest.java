package org.tsudoi.payments.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.privacy.Vault;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// What Town does not do: words that are none of the bank's, and answers that end half-way.
@ProductTest
class GanbReadingTest {
    private static final String OURS = """
            {"vaId":"5020000001","itemKey":"1","transactionDate":"2026-11-02","valueDate":"2026-11-02",\
            "depositAmount":"1500","remitterNameKana":"A"}""";
    private static final String FOREIGN = "{\"vaId\":\"5029999999\",\"depositAmount\":\"?\"}";

    private final String client = "client " + UUID.randomUUID();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-03T00:00:00Z"));
    private final GanbTokenTable table;
    private final Deque<Said> api = new ArrayDeque<>();
    private final Deque<Said> tokens = new ArrayDeque<>();
    private final List<String> refreshes = new ArrayList<>();
    private final HttpServer server;
    private final GanbAccounts bank;

    private record Said(int status, String words) {}

    GanbReadingTest(JdbcClient jdbc, Vault vault) throws IOException {
        table = new GanbTokenTable(jdbc, vault);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/corporation/v1/", call -> say(call, api));
        server.createContext("/auth/v1/token", call -> {
            refreshes.add(new String(call.getRequestBody().readAllBytes(), UTF_8));
            say(call, tokens);
        });
        bank = bank();
    }

    private GanbAccounts bank() {
        var settings = new GanbSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                client,
                "secret",
                "seed",
                "101011234567",
                "銀行",
                "0310",
                0,
                Duration.ofDays(365),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
        var held = new GanbTokens(settings, table, clock, _ -> {});
        return new GanbAccounts(settings, new GanbClient(settings, held, clock, _ -> {}), clock);
    }

    @BeforeEach
    void open() {
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static void say(HttpExchange call, Deque<Said> what) throws IOException {
        var said = what.remove();
        var words = said.words().getBytes(UTF_8);
        call.sendResponseHeaders(said.status(), words.length);
        call.getResponseBody().write(words);
        call.close();
    }

    private void token(String access, String next) {
        tokens.add(new Said(200, """
                {"access_token":"%s","refresh_token":"%s"}
                """.formatted(access, next)));
    }

    private void page(boolean more, String... deposits) {
        api.add(new Said(
                200,
                "{\"hasNext\":" + more + ",\"nextItemKey\":\"2\",\"vaTransactions\":[" + String.join(",", deposits)
                        + "]}"));
    }

    private Answer<Boolean> read(List<GanbAccounts.Deposit> into) {
        return bank.deposits(LocalDate.parse("2026-11-01"), "5020000001"::equals, into::addAll);
    }

    @Test
    void whoIsNotLetInFetchesAnotherTokenWhateverTheWords() {
        token("first", "next");
        api.add(new Said(401, "<html>"));
        token("second", "after");
        page(false, OURS);
        var heard = new ArrayList<GanbAccounts.Deposit>();
        assertThat(read(heard)).isEqualTo(new Answer.Given<>(true));
        assertThat(heard).hasSize(1);
        assertThat(refreshes).extracting(it -> it.contains("=seed")).containsExactly(true, false);
        assertThat(table.find(client)).map(GanbTokenTable.Kept::refresh).contains("after");
    }

    @Test
    void aTokenThatCannotBeFetchedOrIsNotTakenRefusesNothing() {
        token("first", "next");
        api.add(new Said(401, "{}"));
        tokens.add(new Said(503, ""));
        assertThat(bank.issue(1, "")).isInstanceOf(Answer.NotKnown.class);
        token("second", "after");
        api.add(new Said(401, "{}"));
        token("third", "last");
        api.add(new Said(401, "{}"));
        assertThat(bank.issue(1, "")).isInstanceOf(Answer.NotKnown.class);
    }

    @Test
    void aDeadRefreshTokenIsToldAndFailsNothing() {
        tokens.add(new Said(400, "{\"error\":\"invalid_grant\"}"));
        assertThat(bank.issue(1, "")).isInstanceOf(Answer.NotKnown.class);
        assertThat(table.isDead(client, "seed")).isTrue();
        assertThat(table.isDead(client, "another")).isFalse();
        tokens.add(new Said(401, "{\"error\":\"invalid_client\"}"));
        assertThat(bank.issue(1, "")).isEqualTo(new Answer.Refused<>(RefusalReason.CREDENTIALS, "invalid_client"));
    }

    @Test
    void whatOneProcessIsFetchingNoOtherFetches() {
        var now = clock.instant();
        var used = table.claim(client, "seed", now, now.plusSeconds(60)).orElseThrow();
        assertThat(bank.issue(1, "")).isInstanceOf(Answer.NotKnown.class);
        assertThat(refreshes).isEmpty();
        assertThat(table.keep(client, used.version(), "next", now)).isTrue();
        assertThat(table.keep(client, used.version(), "too late", now)).isFalse();
        assertThat(table.find(client)).map(GanbTokenTable.Kept::refresh).contains("next");
    }

    @Test
    void whoeverEndedWhileItFetchedIsNotWaitedFor() {
        var now = clock.instant();
        table.claim(client, "seed", now, now.plusSeconds(60));
        clock.forward(Duration.ofSeconds(60));
        token("first", "next");
        page(false);
        assertThat(read(new ArrayList<>())).isEqualTo(new Answer.Given<>(true));
    }

    @Test
    void pagesAreTakenThoughTheNextIsNotAnsweredAndNothingIsReadOfOthers() {
        token("first", "next");
        page(true, FOREIGN, OURS);
        api.add(new Said(429, ""));
        var heard = new ArrayList<GanbAccounts.Deposit>();
        assertThat(read(heard)).isInstanceOf(Answer.NotKnown.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotSayWhetherThereIsMoreIsNotKnown() {
        token("first", "next");
        api.add(new Said(200, "{\"vaTransactions\":[]}"));
        assertThat(read(new ArrayList<>())).isInstanceOf(Answer.NotKnown.class);
    }
}
