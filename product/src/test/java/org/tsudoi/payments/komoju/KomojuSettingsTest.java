package org.tsudoi.payments.komoju;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KomojuSettingsTest {
    private static KomojuSettings bound(Map<String, Object> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("tsudoi.komoju", KomojuSettings.class)
                .get();
    }

    @Test
    void anOperatorSetsKeysAndStores() {
        var settings = bound(Map.of(
                "tsudoi.komoju.secret-key", "sk_live_1",
                "tsudoi.komoju.webhook-secrets", "old,new",
                "tsudoi.komoju.chains", "seven-eleven,lawson"));
        assertThat(settings.webhookSecrets()).containsExactly("old", "new");
        assertThat(settings.chains()).containsExactly("seven-eleven", "lawson");
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://komoju.com"));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void sevenElevenIsOfferedOnlyWhenSetSinceItIsExaminedApart() {
        assertThat(bound(Map.of("tsudoi.komoju.secret-key", "k")).chains())
                .containsExactly("lawson", "family-mart", "ministop", "daily-yamazaki", "seicomart");
    }

    @Test
    void aStoreThatNobodyKnowsStopsTheStart() {
        assertThatThrownBy(() -> bound(Map.of("tsudoi.komoju.secret-key", "k", "tsudoi.komoju.chains", "circle-k")))
                .rootCause()
                .hasMessageContaining("circle-k");
    }

    @Test
    void secretsDoNotPrintThemselves() {
        var settings = bound(Map.of("tsudoi.komoju.secret-key", "sk_live_1", "tsudoi.komoju.webhook-secrets", "whs"));
        assertThat(settings.toString()).doesNotContain("sk_live").doesNotContain("whs");
    }
}
