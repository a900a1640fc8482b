package org.tsudoi.meetings.jitsi;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsudoi.privacy.Vault;

/// There is Jitsi when there is an address for it.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${tsudoi.jitsi.base-url:}'.isBlank()")
@EnableConfigurationProperties(JitsiSettings.class)
class JitsiConfiguration {
    @Bean
    JitsiAdapter jitsiAdapter(JitsiSettings settings, Vault vault, Clock clock) {
        return new JitsiAdapter(settings, new JitsiToken(settings, clock), vault);
    }
}
