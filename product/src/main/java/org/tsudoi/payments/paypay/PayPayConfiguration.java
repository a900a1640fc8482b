package org.tsudoi.payments.paypay;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.payments.provider.CallLog;

/// PayPay is there when a key is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${tsudoi.paypay.api-key:}'.isBlank()")
@EnableConfigurationProperties(PayPaySettings.class)
class PayPayConfiguration {
    @Bean
    PayPayAdapter payPayAdapter(PayPaySettings settings, Clock clock, CallLog calls) {
        return new PayPayAdapter(new PayPayClient(settings, clock, calls), clock);
    }

    @Bean
    PayPayExamination payPayExamination(PayPaySettings settings) {
        return new PayPayExamination(settings);
    }

    @Bean
    PayPayWebhook payPayWebhook() {
        return new PayPayWebhook();
    }
}
