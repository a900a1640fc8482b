package org.tsudoi.payments.paypay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The sample of PayPay's documentation, with the semicolon at the end of its content type.
class PayPaySignatureTest {
    private static final String TYPE = "application/json;charset=UTF-8;";
    private static final String BODY = "{\"sampleRequestBodyKey1\":\"sampleRequestBodyValue1\","
            + "\"sampleRequestBodyKey2\":\"sampleRequestBodyValue2\"}";

    private static String header(String secret, String body) {
        return new PayPaySignature("APIKeyGenerated", secret)
                .header("POST", "/v2/codes", "acd028", 1_579_843_452, TYPE, body.getBytes(UTF_8));
    }

    @Test
    void theHeaderIsTheOneOfTheDocumentation() {
        assertThat(header("APIKeySecretGenerated", BODY))
                .isEqualTo("hmac OPA-Auth:APIKeyGenerated:NW1jKIMnzR7tEhMWtcJcaef+nFVBt7jjAGcVuxHhchc=:acd028:"
                        + "1579843452:1j0FnY4flNp5CtIKa7x9MQ==");
    }

    @Test
    void anotherSecretOrByteIsAnotherSignature() {
        var right = header("APIKeySecretGenerated", BODY);
        assertThat(header("APIKeySecretGenerateD", BODY)).isNotEqualTo(right);
        assertThat(header("APIKeySecretGenerated", BODY.replace("Value1", "値1")))
                .isNotEqualTo(right);
    }

    @Test
    void ofNoBodyTheWordEmptyIsSigned() {
        assertThat(header("APIKeySecretGenerated", "")).endsWith(":empty");
    }

    @Test
    void secretsDoNotPrintThemselves() {
        assertThat(new PayPaySignature("AKey", "ASecret").toString())
                .doesNotContain("AKey")
                .doesNotContain("ASecret");
    }
}
