package town.jitsi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;
import town.state.TownClock;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class JitsiTest {
    @LocalServerPort
    int port;

    @Autowired
    TownClock clock;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String token(String header, String claims, String secret) throws Exception {
        var signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private String claims(String iss, String aud, String room, long from, long until) {
        long now = clock.instant().getEpochSecond();
        return """
                {"iss":"%s","aud":"%s","sub":"*","room":"%s","nbf":%d,"exp":%d,\
                "context":{"user":{"id":"u1","name":"花子","affiliation":"owner"}}}""".formatted(iss, aud, room, now + from, now + until);
    }

    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private String good() throws Exception {
        return token(HS256, claims("town-jitsi", "jitsi", "Yoga", -10, 60), "town-jitsi-secret-of-more-than-32-bytes");
    }

    @Test
    void whoShowsATokenForTheRoomIsInsideWithTheOthers() throws Exception {
        var come = passerby.get("/jitsi/yoga?jwt=" + good());
        assertThat(come.statusCode()).isEqualTo(303);
        passerby.get("/jitsi/YOGA?jwt=" + good());
        var room = passerby.get(come.headers().firstValue("Location").orElseThrow());
        assertThat(room.body()).contains("花子").contains("2");
        var inside = Passerby.json(passerby.get("/town/jitsi/rooms/yoga"));
        assertThat(inside.size()).isEqualTo(2);
        assertThat(inside.get(0).path("moderator").asBoolean()).isTrue();
        passerby.form(come.headers().firstValue("Location").orElseThrow() + "/leave", Map.of());
        assertThat(Passerby.json(passerby.get("/town/jitsi/rooms/yoga")).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "other,jitsi,yoga,-10,60,town-jitsi-secret-of-more-than-32-bytes,issuer-wrong",
        "town-jitsi,other,yoga,-10,60,town-jitsi-secret-of-more-than-32-bytes,audience-wrong",
        "town-jitsi,jitsi,tea,-10,60,town-jitsi-secret-of-more-than-32-bytes,room-wrong",
        "town-jitsi,jitsi,yoga,-60,0,town-jitsi-secret-of-more-than-32-bytes,token-expired",
        "town-jitsi,jitsi,yoga,60,120,town-jitsi-secret-of-more-than-32-bytes,token-not-yet-good",
        "town-jitsi,jitsi,yoga,-10,60,another-secret,signature-wrong"
    })
    void aTokenThatIsNotForThisIsRefused(
            String iss, String aud, String room, long from, long until, String secret, String why) throws Exception {
        var token = token(HS256, claims(iss, aud, room, from, until), secret);
        assertThat(refused("http://town/jitsi/yoga?jwt=" + token)).isEqualTo(why);
        assertThat(passerby.get("/jitsi/yoga?jwt=" + token).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutATokenOrWithAnUnsignedOneNobodyComesIn() throws Exception {
        assertThat(refused("http://town/jitsi/yoga")).isEqualTo("token-missing");
        assertThat(refused("http://town/jitsi/yoga?jwt=a.b")).isEqualTo("token-unreadable");
        var none = token(
                "{\"alg\":\"none\"}",
                claims("town-jitsi", "jitsi", "yoga", -10, 60),
                "town-jitsi-secret-of-more-than-32-bytes");
        assertThat(refused("http://town/jitsi/yoga?jwt=" + none)).isEqualTo("algorithm-not-accepted");
        var changed = good().split("\\.");
        var other = encoded(claims("town-jitsi", "jitsi", "*", -10, 9999).getBytes(StandardCharsets.UTF_8));
        assertThat(refused("http://town/jitsi/yoga?jwt=" + changed[0] + "." + other + "." + changed[2]))
                .isEqualTo("signature-wrong");
    }

    private String refused(String url) throws Exception {
        var answer = passerby.post("/town/jitsi/join", Map.of("url", url));
        assertThat(answer.statusCode()).isEqualTo(409);
        return Passerby.json(answer).path("refused").asString();
    }
}
