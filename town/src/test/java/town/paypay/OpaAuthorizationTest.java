package town.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The sample of PayPay's documentation.
class OpaAuthorizationTest {
    private static final String TYPE = "application/json;charset=UTF-8;";
    private static final byte[] BODY =
            "{\"sampleRequestBodyKey1\":\"sampleRequestBodyValue1\",\"sampleRequestBodyKey2\":\"sampleRequestBodyValue2\"}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void theHeaderIsTheOneOfTheDocumentation() {
        assertThat(OpaAuthorization.header(
                        "APIKeyGenerated",
                        "APIKeySecretGenerated",
                        "POST",
                        "/v2/codes",
                        "acd028",
                        "1579843452",
                        TYPE,
                        BODY))
                .isEqualTo("hmac OPA-Auth:APIKeyGenerated:NW1jKIMnzR7tEhMWtcJcaef+nFVBt7jjAGcVuxHhchc=:acd028:"
                        + "1579843452:1j0FnY4flNp5CtIKa7x9MQ==");
    }

    @Test
    void withoutABodyTheHashIsTheWordEmpty() {
        assertThat(OpaAuthorization.hash(null, new byte[0])).isEqualTo("empty");
        assertThat(OpaAuthorization.hash(TYPE, new byte[0])).isEqualTo("empty");
        assertThat(OpaAuthorization.mac("s", "GET", "/v2/codes", "n", "1", TYPE, new byte[0]))
                .isEqualTo(OpaAuthorization.mac("s", "GET", "/v2/codes", "n", "1", null, new byte[0]));
    }
}
