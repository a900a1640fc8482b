package org.tsudoi.meetings.zoom;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.provider.Attendance;

/// There is Zoom when there is an account for it.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${tsudoi.zoom.account-id:}'.isBlank()")
@EnableConfigurationProperties(ZoomSettings.class)
class ZoomConfiguration {
    @Bean
    ZoomClient zoomClient(ZoomSettings settings, Clock clock) {
        return new ZoomClient(settings, clock);
    }

    @Bean
    ZoomAdapter zoomAdapter(ZoomClient client, ZoomSettings settings) {
        return new ZoomAdapter(client, settings);
    }

    @Bean
    ZoomNoticeTable zoomNoticeTable(JdbcClient jdbc) {
        return new ZoomNoticeTable(jdbc);
    }

    @Bean
    ZoomWebhook zoomWebhook(
            ZoomSettings settings,
            ZoomNoticeTable notices,
            Attendance attendance,
            TransactionTemplate transaction,
            Clock clock) {
        var signature = new ZoomSignature(settings.webhookSecrets(), clock);
        return new ZoomWebhook(signature, notices, attendance, transaction, clock);
    }
}
