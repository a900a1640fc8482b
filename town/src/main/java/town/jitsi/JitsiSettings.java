package town.jitsi;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// As Prosody is told: `app_id`, `app_secret`, and the `aud` that is accepted.
@ConfigurationProperties("town.jitsi")
record JitsiSettings(String appId, String appSecret, String audience) {}
