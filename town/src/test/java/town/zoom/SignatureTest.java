package town.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Against values computed with OpenSSL from the documented rule.
class SignatureTest {
    @Test
    void anEventIsSignedOverVersionTimestampAndBody() {
        assertThat(Signature.of(
                        "town-secret-token",
                        "1700000000",
                        "{\"event\":\"meeting.started\",\"payload\":{\"object\":{\"topic\":\"朝のヨガ\"}}}"))
                .isEqualTo("v0=d96a4ad021b2fa1ec60e8c0f5e1ffa74d14bbec3e45ecebebb807b35819bd03b");
    }

    @Test
    void anEndpointProvesItselfByHashingThePlainToken() {
        assertThat(Signature.encryptedToken("town-secret-token", "qgg8vlvZRS6UYooatFL8Aw"))
                .isEqualTo("73c82266af2a862d1b854aabe5e7826d64caff539159d76071762cfe6d19aff9");
    }
}
