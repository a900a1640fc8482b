package org.tsudoi.payments.stripe;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;

/// Stripe is there when a key is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tsudoi.stripe.secret-key")
@EnableConfigurationProperties({StripeSettings.class, StripeOffers.class})
class StripeConfiguration {
    @Bean
    StripeAdapter stripeAdapter(StripeSettings settings, StripeOffers agreed, Clock clock, CallLog calls) {
        return new StripeAdapter(new StripeClient(settings, clock, calls), agreed);
    }

    @Bean
    StripeCustomers stripeCustomers(StripeSettings settings, Clock clock, CallLog calls) {
        return new StripeCustomers(new StripeClient(settings, clock, calls));
    }

    @Bean
    StripeMovements stripeMovements(StripeSettings settings, Clock clock, CallLog calls) {
        return new StripeMovements(new StripeClient(settings, clock, calls));
    }

    @Bean
    StripeExamination stripeExamination(StripeSettings settings) {
        return new StripeExamination(settings);
    }

    @Bean
    StripeWebhook stripeWebhook(StripeSettings settings, Clock clock) {
        return new StripeWebhook(settings.webhookSecrets(), clock);
    }
}
