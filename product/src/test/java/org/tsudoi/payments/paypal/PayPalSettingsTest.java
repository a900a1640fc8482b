package org.tsudoi.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PayPalSettingsTest {
    private static PayPalSettings bound(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("set", properties));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("tsudoi.paypal", PayPalSettings.class)
                .get();
    }

    @Test
    void whatIsLeftOutIsPayPalItself() {
        var settings = bound(Map.of(
                "tsudoi.paypal.client-id", "client",
                "tsudoi.paypal.client-secret", "secret",
                "tsudoi.paypal.webhook-ids", "old,new"));
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api-m.paypal.com"));
        assertThat(settings.webhookIds()).containsExactly("old", "new");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void secretsDoNotPrintThemselves() {
        var settings = bound(Map.of(
                "tsudoi.paypal.client-id", "AClientId",
                "tsudoi.paypal.client-secret", "EVerySecret",
                "tsudoi.paypal.webhook-ids", "1JE4291016473214C"));
        assertThat(settings.toString())
                .doesNotContain("AClientId")
                .doesNotContain("EVerySecret")
                .doesNotContain("1JE4");
        assertThat(new PayPalExamination(settings).finding()).isEqualTo("account and webhook id are set");
    }

    @Test
    void buyersApproveOnTheSiteBesideTheApi() {
        assertThat(at("https://api-m.paypal.com").approvalPage("5O1"))
                .isEqualTo("https://www.paypal.com/checkoutnow?token=5O1");
        assertThat(at("https://api-m.sandbox.paypal.com").approvalPage("5O1"))
                .isEqualTo("https://www.sandbox.paypal.com/checkoutnow?token=5O1");
        assertThat(at("http://127.0.0.1:8090/paypal").approvalPage("5O1"))
                .isEqualTo("http://127.0.0.1:8090/paypal/checkoutnow?token=5O1");
    }

    private static PayPalSettings at(String base) {
        return new PayPalSettings(
                URI.create(base), "client", "", List.of(""), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void theDoctorSaysWhatIsMissing() {
        assertThat(new PayPalExamination(at("https://api-m.paypal.com")).finding())
                .contains("no secret");
    }
}
