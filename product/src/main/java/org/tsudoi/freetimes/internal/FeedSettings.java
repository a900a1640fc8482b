package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param insecure  `host:port` of calendar servers that may be private and unencrypted: for
///                  demonstrations and tests
/// @param bytesMax  of a calendar, unpacked
/// @param answerMax for the whole answer
/// @param readMax   for making out what it says
@ConfigurationProperties("tsudoi.feeds")
record FeedSettings(
        @DefaultValue List<String> insecure,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration answerMax,
        @DefaultValue("10s") Duration readMax,
        @DefaultValue("1000000") int bytesMax) {
    FeedSettings {
        insecure = insecure.stream().filter(one -> !one.isBlank()).toList();
    }
}
