package town.jitsi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import town.jitsi.Admission.Why;
import town.state.TownClock;

/// Looks at tokens as Jitsi's Prosody does (token/util.lib.lua): signed by the secret that is shared with the one
/// application, with its name, for this audience, within its time and for this room, whatever its letters' size.
@Component
class TokenDoor {
    private static final String ANY = "*";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JitsiSettings settings;
    private final Clock clock;

    TokenDoor(JitsiSettings settings, TownClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Admission look(String room, String token) {
        if (token.isEmpty()) return new Admission.Refused(Why.TOKEN_MISSING);
        var parts = token.split("\\.", -1);
        if (parts.length != 3) return new Admission.Refused(Why.TOKEN_UNREADABLE);
        try {
            var header = JSON.readTree(decoded(parts[0]));
            if (!header.path("alg").asString("").equals("HS256")) {
                return new Admission.Refused(Why.ALGORITHM_NOT_ACCEPTED);
            }
            if (!isSigned(parts[0] + "." + parts[1], decoded(parts[2]))) {
                return new Admission.Refused(Why.SIGNATURE_WRONG);
            }
            return claims(room, JSON.readTree(decoded(parts[1])));
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return new Admission.Refused(Why.TOKEN_UNREADABLE);
        }
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private boolean isSigned(String what, byte[] signature) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return MessageDigest.isEqual(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Without an end or a room a token is not good, and neither is one without whom it is for.
    private Admission claims(String room, JsonNode claims) {
        if (!claims.path("iss").asString("").equals(settings.appId())) return new Admission.Refused(Why.ISSUER_WRONG);
        if (!claims.path("aud").asString("").equals(settings.audience())) {
            return new Admission.Refused(Why.AUDIENCE_WRONG);
        }
        long now = clock.instant().getEpochSecond();
        if (claims.path("exp").asLong(0) <= now) return new Admission.Refused(Why.TOKEN_EXPIRED);
        if (claims.path("nbf").asLong(0) > now) return new Admission.Refused(Why.TOKEN_NOT_YET_GOOD);
        var granted = claims.path("room").asString("").toLowerCase(Locale.ROOT);
        if (!granted.equals(ANY) && !granted.equals(room.toLowerCase(Locale.ROOT))) {
            return new Admission.Refused(Why.ROOM_WRONG);
        }
        var user = claims.path("context").path("user");
        var name = user.path("name").asString("");
        if (claims.path("sub").asString("").isEmpty() || name.isEmpty()) {
            return new Admission.Refused(Why.TOKEN_UNREADABLE);
        }
        return new Admission.Let(
                user.path("id").asString(""),
                name,
                user.path("affiliation").asString("").equals("owner"));
    }
}
