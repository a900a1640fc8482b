package org.tsudoi.payments.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OmiseSettingsTest {
    private static OmiseSettings bound(Map<String, Object> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("tsudoi.omise", OmiseSettings.class)
                .get();
    }

    @Test
    void anOperatorSetsKeys() {
        var settings =
                bound(Map.of("tsudoi.omise.secret-key", "skey_live_1", "tsudoi.omise.webhook-secrets", "b2xk,bmV3"));
        assertThat(settings.webhookSecrets()).containsExactly("b2xk", "bmV3");
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api.omise.co"));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void secretsDoNotPrintThemselves() {
        var settings = bound(Map.of("tsudoi.omise.secret-key", "skey_live_1", "tsudoi.omise.webhook-secrets", "b2xk"));
        assertThat(settings.toString()).doesNotContain("skey_").doesNotContain("b2xk");
    }
}
