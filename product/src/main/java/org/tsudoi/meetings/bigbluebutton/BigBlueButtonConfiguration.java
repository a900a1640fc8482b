package org.tsudoi.meetings.bigbluebutton;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.privacy.Vault;

/// There is BigBlueButton when there is an address for it.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${tsudoi.bigbluebutton.base-url:}'.isBlank()")
@EnableConfigurationProperties(BigBlueButtonSettings.class)
class BigBlueButtonConfiguration {
    @Bean
    BigBlueButtonClient bigBlueButtonClient(BigBlueButtonSettings settings) {
        return new BigBlueButtonClient(settings);
    }

    @Bean
    MeetingsUnderWay meetingsUnderWay(JdbcClient jdbc) {
        return new MeetingsUnderWay(jdbc);
    }

    @Bean
    BigBlueButtonAdapter bigBlueButtonAdapter(
            BigBlueButtonClient client,
            BigBlueButtonSettings settings,
            MeetingsUnderWay meetings,
            Vault vault,
            PlatformSettings platform) {
        return new BigBlueButtonAdapter(client, settings, meetings, vault, platform);
    }

    @Bean
    LookingInside lookingInside(
            BigBlueButtonClient client,
            BigBlueButtonAdapter adapter,
            MeetingsUnderWay meetings,
            Attendance attendance,
            TransactionTemplate transaction,
            Clock clock) {
        return new LookingInside(client, adapter, meetings, attendance, transaction, clock);
    }

    @Bean
    BigBlueButtonExamination bigBlueButtonExamination(BigBlueButtonClient client) {
        return new BigBlueButtonExamination(client);
    }
}
