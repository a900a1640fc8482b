package org.tsudoi.payments.stripe;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.platform.PlatformSettings;

/// Stripe is there when a key is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tsudoi.stripe.secret-key")
@EnableConfigurationProperties({StripeSettings.class, StripeOffers.class, StripeExpress.class})
class StripeConfiguration {
    @Bean
    StripeAdapter stripeAdapter(
            StripeSettings settings,
            StripeOffers agreed,
            StripeExpress express,
            PlatformSettings platform,
            Clock clock,
            CallLog calls) {
        var rooms = express.enabled() ? new StripeExpress.Rooms(platform.link("/wallet/")) : null;
        return new StripeAdapter(new StripeClient(settings, clock, calls), agreed, rooms);
    }

    @Bean
    @ConditionalOnBooleanProperty("tsudoi.stripe.express.enabled")
    StripeRooms stripeRooms(StripeSettings settings, StripeExpress express, Clock clock, CallLog calls) {
        return new StripeRooms(new StripeClient(settings, clock, calls), express);
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
    StripeExamination stripeExamination(StripeSettings settings, StripeExpress express) {
        return new StripeExamination(settings, express);
    }

    @Bean
    StripeWebhook stripeWebhook(StripeSettings settings, Clock clock) {
        return new StripeWebhook(settings.webhookSecrets(), clock);
    }
}
