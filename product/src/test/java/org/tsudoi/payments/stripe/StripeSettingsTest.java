package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StripeSettingsTest {
    private static StripeSettings bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("tsudoi.stripe", StripeSettings.class)
                .get();
    }

    @Test
    void anOperatorSetsVariables() {
        var settings = bound(Map.of(
                "TSUDOI_STRIPE_SECRET_KEY", "sk_live_1",
                "TSUDOI_STRIPE_WEBHOOK_SECRETS", "whsec_old,whsec_new",
                "TSUDOI_STRIPE_READ_TIMEOUT", "9s"));
        assertThat(settings.secretKey()).isEqualTo("sk_live_1");
        assertThat(settings.webhookSecrets()).containsExactly("whsec_old", "whsec_new");
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api.stripe.com"));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void secretsDoNotPrintThemselves() {
        var settings =
                bound(Map.of("TSUDOI_STRIPE_SECRET_KEY", "sk_live_1", "TSUDOI_STRIPE_WEBHOOK_SECRETS", "whsec_1"));
        assertThat(settings.toString()).doesNotContain("sk_live").doesNotContain("whsec");
    }
}
