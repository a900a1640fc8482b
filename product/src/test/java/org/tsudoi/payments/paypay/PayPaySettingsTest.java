package org.tsudoi.payments.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PayPaySettingsTest {
    private static PayPaySettings bound(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("set", properties));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("tsudoi.paypay", PayPaySettings.class)
                .get();
    }

    @Test
    void whatIsLeftOutIsPayPayItself() {
        var settings = bound(Map.of("tsudoi.paypay.api-key", "key", "tsudoi.paypay.api-secret", "secret"));
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://apigw.paypay.ne.jp"));
        assertThat(settings.merchantId()).isEmpty();
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void secretsDoNotPrintThemselves() {
        var settings = bound(Map.of("tsudoi.paypay.api-key", "AKey", "tsudoi.paypay.api-secret", "ASecret"));
        assertThat(settings.toString()).doesNotContain("AKey").doesNotContain("ASecret");
        assertThat(new PayPayExamination(settings).finding()).isEqualTo("key and secret are set");
    }
}
