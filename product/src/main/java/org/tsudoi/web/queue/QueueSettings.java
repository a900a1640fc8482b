package org.tsudoi.web.queue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param perSecond people let to the order form of one event each second, once they come faster
/// (`TSUDOI_QUEUE_PER_SECOND`);
///     about what this machine can work off
/// @param atOnce so many may come at once before anybody queues (`TSUDOI_QUEUE_AT_ONCE`)
/// @param ofAddressMax so many may wait from one network address (`TSUDOI_QUEUE_OF_ADDRESS_MAX`)
@ConfigurationProperties("tsudoi.queue")
record QueueSettings(
        @DefaultValue("500") int perSecond,
        @DefaultValue("5000") int atOnce,
        @DefaultValue("50") int ofAddressMax) {
    QueueSettings {
        if (perSecond < 1 || atOnce < 1 || ofAddressMax < 1) {
            throw new IllegalArgumentException("tsudoi.queue: whoever lets nobody in sells nothing");
        }
    }
}
