package org.tsudoi.payments.omise;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;

/// Omise is there when a key is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tsudoi.omise.secret-key")
@EnableConfigurationProperties(OmiseSettings.class)
class OmiseConfiguration {
    @Bean
    OmiseAdapter omiseAdapter(OmiseSettings settings, Clock clock, CallLog calls) {
        return new OmiseAdapter(new OmiseClient(settings, clock, calls));
    }

    @Bean
    OmiseMovements omiseMovements(OmiseSettings settings, Clock clock, CallLog calls) {
        return new OmiseMovements(new OmiseClient(settings, clock, calls));
    }

    @Bean
    OmiseExamination omiseExamination(OmiseSettings settings) {
        return new OmiseExamination(settings);
    }

    @Bean
    OmiseWebhook omiseWebhook(OmiseSettings settings, Clock clock) {
        return new OmiseWebhook(settings.webhookSecrets(), clock);
    }
}
