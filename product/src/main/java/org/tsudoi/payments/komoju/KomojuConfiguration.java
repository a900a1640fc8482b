package org.tsudoi.payments.komoju;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;

/// KOMOJU is there when a key is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tsudoi.komoju.secret-key")
@EnableConfigurationProperties(KomojuSettings.class)
class KomojuConfiguration {
    @Bean
    KomojuAdapter komojuAdapter(KomojuSettings settings, Clock clock, CallLog calls) {
        return new KomojuAdapter(
                new KomojuClient(settings, clock, calls), settings.chains(), settings.buyerFee(), clock);
    }

    @Bean
    KomojuMovements komojuMovements(KomojuSettings settings, Clock clock, CallLog calls) {
        return new KomojuMovements(new KomojuClient(settings, clock, calls));
    }

    @Bean
    KomojuExamination komojuExamination(KomojuSettings settings) {
        return new KomojuExamination(settings);
    }

    @Bean
    KomojuWebhook komojuWebhook(KomojuSettings settings) {
        return new KomojuWebhook(settings.webhookSecrets());
    }
}
