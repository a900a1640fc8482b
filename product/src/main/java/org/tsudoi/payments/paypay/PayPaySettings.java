package org.tsudoi.payments.paypay;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All that differs between Town, PayPay's sandbox and PayPay.
///
/// @param baseUrl without `/v2`
/// @param merchantId the shop that calls are made for; empty where the key belongs to one shop only
/// @param readTimeout PayPay asks for no less than 30 s where money is taken
@ConfigurationProperties("tsudoi.paypay")
record PayPaySettings(
        @DefaultValue("https://apigw.paypay.ne.jp") URI baseUrl,
        String apiKey,
        String apiSecret,
        @DefaultValue("") String merchantId,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {

    @Override
    public String toString() {
        return "PayPaySettings[" + baseUrl + "]";
    }
}
