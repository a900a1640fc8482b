package town.ganb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import town.Passerby;

/// What a client of the bank meets.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"town.smtp.port=0", "town.ganb.page-size=2"})
class GanbApiTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String API = "/ganb/api/corporation/v1";

    @LocalServerPort
    int port;

    Passerby passerby;
    String token = "";

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
        token = JsonMapper.shared()
                .readTree(token("town-ganb-secret", "town-ganb-refresh-token").body())
                .path("access_token")
                .asString();
    }

    private HttpResponse<String> token(String secret, String refresh) throws Exception {
        var pair = Base64.getEncoder().encodeToString(("town-ganb-client:" + secret).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                to("/ganb/api/auth/v1/token")
                        .header("Authorization", "Basic " + pair)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + refresh))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return HTTP.send(
                to(API + path)
                        .header("x-access-token", token)
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        var request = to(API + path).header("x-access-token", token).build();
        return JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private JsonNode issued(int count) throws Exception {
        var wish = """
                {"vaTypeCode":"2","issueRequestCount":"%d","raId":"101011234567","vaHolderNameKana":"T1","vaHolderNamePos":"1"}
                """.formatted(count);
        return JsonMapper.shared().readTree(post("/va/issue", wish).body());
    }

    private HttpResponse<String> transfer(JsonNode account, int yen) throws Exception {
        return passerby.post(
                "/town/bank/deposits",
                Map.of(
                        "yen",
                        yen,
                        "payer",
                        "ﾔﾏﾀﾞ",
                        "bank",
                        "0310",
                        "branch",
                        account.path("vaBranchCode").asString(),
                        "account",
                        account.path("vaAccountNumber").asString()));
    }

    private HttpResponse<String> change(JsonNode account, String code) throws Exception {
        return post(
                "/va/status-change", """
                {"vaStatusChangeCode":"%s","vaIdList":[{"vaId":"%s"}]}
                """.formatted(code, account.path("vaId").asString()));
    }

    @Test
    void aRefreshTokenGivesTheNextAndAWrongClientNothing() throws Exception {
        var first = JsonMapper.shared()
                .readTree(token("town-ganb-secret", "town-ganb-refresh-token").body());
        var next = first.path("refresh_token").asString();
        assertThat(token("town-ganb-secret", next).statusCode()).isEqualTo(200);
        assertThat(token("town-ganb-secret", next).body()).contains("invalid_grant");
        assertThat(token("wrong", next).statusCode()).isEqualTo(401);
        assertThat(token("town-ganb-secret", "none").body()).contains("invalid_grant");
    }

    @Test
    void nothingIsToldWithoutAToken() throws Exception {
        passerby.post("/town/reset", Map.of());
        var answer = post("/va/list", "{}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("errorCode");
    }

    @Test
    void accountsAreIssuedListedPageByPageAndTakeMoney() throws Exception {
        var accounts = issued(3).path("vaList");
        assertThat(issued(1).path("vaHolderNameKana").asString()).isEqualTo("ﾂﾄﾞｲ T1");
        var page = JsonMapper.shared().readTree(post("/va/list", "{}").body());
        assertThat(page.path("hasNext").asBoolean()).isTrue();
        assertThat(page.path("vAccounts")).hasSize(2);
        for (int n = 1; n <= 3; n++) {
            assertThat(transfer(accounts.path(0), n * 100).statusCode()).isEqualTo(200);
        }
        var told = get("/va/deposit-transactions?raId=101011234567");
        assertThat(told.path("count").asString()).isEqualTo("2");
        var rest = get("/va/deposit-transactions?raId=101011234567&nextItemKey="
                + told.path("nextItemKey").asString());
        assertThat(rest.path("hasNext").asBoolean()).isFalse();
        assertThat(rest.path("vaTransactions").path(0).path("depositAmount").asString())
                .isEqualTo("300");
        assertThat(get("/va/deposit-transactions?raId=101011234567&dateFrom=2001-01-01")
                        .path("errorCode")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void whatCameTodayIsThereNowAndWasNotYesterday() throws Exception {
        transfer(issued(1).path("vaList").path(0), 700);
        var told = get("/accounts/balances?accountId=101011234567").path("balances");
        assertThat(told).hasSize(1);
        assertThat(told.path(0).path("balance").asString()).isEqualTo("700");
        assertThat(told.path(0).path("previousDayBalance").asString()).isEqualTo("0");
        assertThat(get("/accounts/balances?accountId=1").path("errorCode").asString())
                .isNotEmpty();
    }

    @Test
    void aStoppedAccountTakesNothingUntilItIsResumed() throws Exception {
        var account = issued(1).path("vaList").path(0);
        assertThat(change(account, "1").statusCode()).isEqualTo(200);
        assertThat(change(account, "1").statusCode()).isEqualTo(400);
        assertThat(transfer(account, 100).statusCode()).isEqualTo(422);
        assertThat(change(account, "2").statusCode()).isEqualTo(200);
        assertThat(transfer(account, 100).statusCode()).isEqualTo(200);
    }

    @Test
    void somebodyAtTheMachineTransfersToIt() throws Exception {
        var account = issued(1).path("vaList").path(0);
        var form = Map.of(
                "bank", "0310",
                "branch", "502",
                "kind", "1",
                "account", account.path("vaAccountNumber").asString(),
                "yen", "1500",
                "payer", "やまだ");
        assertThat(passerby.form("/bank", form).body()).contains("ﾂﾄﾞｲ T1", "ﾔﾏﾀﾞ");
        var sure = new java.util.HashMap<>(form);
        sure.put("sure", "yes");
        var done = passerby.form("/bank", sure);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(passerby.get(done.headers().firstValue("Location").orElseThrow() + "?lang=ja")
                        .body())
                .contains("¥1,500", "ﾂﾄﾞｲ T1");
    }
}
