package org.tsudoi.rates.internal;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param url the bank's daily file; empty: no prices are shown in other currencies
@ConfigurationProperties("tsudoi.rates")
record RatesSettings(
        @DefaultValue("https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml")
        URI url,

        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {
    boolean isOff() {
        return url.toString().isBlank();
    }
}
