package org.tsudoi.payments.paypal;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;

/// PayPal is there when an account is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${tsudoi.paypal.client-id:}'.isBlank()")
@EnableConfigurationProperties(PayPalSettings.class)
class PayPalConfiguration {
    @Bean
    PayPalAdapter payPalAdapter(PayPalSettings settings, Clock clock, CallLog calls) {
        return new PayPalAdapter(new PayPalClient(settings, clock, calls), settings);
    }

    @Bean
    PayPalWallets payPalWallets(PayPalSettings settings, Clock clock, CallLog calls) {
        return new PayPalWallets(new PayPalClient(settings, clock, calls));
    }

    @Bean
    PayPalMovements payPalMovements(PayPalSettings settings, Clock clock, CallLog calls) {
        return new PayPalMovements(new PayPalClient(settings, clock, calls));
    }

    @Bean
    PayPalExamination payPalExamination(PayPalSettings settings) {
        return new PayPalExamination(settings);
    }

    @Bean
    PayPalWebhook payPalWebhook(PayPalSettings settings, Clock clock) {
        return new PayPalWebhook(settings.webhookIds(), new PayPalCertificates(settings, clock)::key, clock);
    }
}
