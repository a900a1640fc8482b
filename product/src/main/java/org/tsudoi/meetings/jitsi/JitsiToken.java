package org.tsudoi.meetings.jitsi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meetings.Role;
import tools.jackson.databind.json.JsonMapper;

/// A token as Jitsi's servers check it (RFC 7519 with HS256; lib-jitsi-meet doc/tokens.md): one person, one room, for a
/// moment.
final class JitsiToken {
    private static final String ALGORITHM = "HmacSHA256";
    /// The server's clock may be behind ours.
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final JitsiSettings settings;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    JitsiToken(JitsiSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Who leads is told in both ways in which servers read it: `moderator` (mod_token_moderation, JaaS) and
    /// `affiliation` (mod_token_affiliation). Nobody's mail address is in it.
    String of(String room, AdmissionId admission, String displayName, Role role) {
        var now = clock.instant();
        var header = json.createObjectNode().put("alg", "HS256").put("typ", "JWT");
        var claims = json.createObjectNode()
                .put("iss", settings.appId())
                .put("aud", settings.audience())
                .put("sub", settings.subject())
                .put("room", room)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.minus(SKEW).getEpochSecond())
                .put("exp", now.plus(settings.tokenFor()).getEpochSecond());
        boolean leads = role == Role.HOST;
        claims.put("moderator", leads);
        claims.putObject("context")
                .putObject("user")
                .put("id", admission.toString())
                .put("name", displayName)
                .put("moderator", Boolean.toString(leads))
                .put("affiliation", leads ? "owner" : "member");
        var signed = encoded(header.toString()) + "." + encoded(claims.toString());
        return signed + "." + signature(signed);
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String signature(String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not signed", e);
        }
    }
}
