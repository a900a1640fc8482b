package org.tsudoi.registers;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town and the National Tax Agency's Web-API.
///
/// @param baseUrl       without the version
/// @param applicationId given by the agency on application; empty: nothing is looked up
@ConfigurationProperties("tsudoi.nta")
record NtaSettings(
        @DefaultValue("https://web-api.invoice-kohyo.nta.go.jp")
        URI baseUrl,

        @DefaultValue("") String applicationId,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("4s") Duration readTimeout) {

    @Override
    public String toString() {
        return "NtaSettings[" + baseUrl + "]";
    }
}
