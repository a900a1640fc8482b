package town.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransmissionSignatureTest {
    /// The checksum of "123456789" is the check value of CRC-32/ISO-HDLC, and more than a signed number holds.
    @Test
    void theChecksumIsADecimalNumberWithoutSign() {
        assertThat(TransmissionSignature.signed("id", "2026-11-27T00:00:00Z", "webhook", "123456789"))
                .isEqualTo("id|2026-11-27T00:00:00Z|webhook|3421780262");
    }

    @Test
    void lettersThatAreNotAsciiCountAsTheirBytes() {
        assertThat(TransmissionSignature.signed("i", "t", "w", "{\"a\":\"花子\"}"))
                .isEqualTo("i|t|w|2683998442");
    }

    @Test
    void whatIsSignedIsCheckedWithTheOwnKeyOnly() {
        var key = new SelfSigned("one");
        var signature = key.sign("word");
        assertThat(key.isSigned("word", signature)).isTrue();
        assertThat(key.isSigned("wordy", signature)).isFalse();
        assertThat(key.isSigned("word", "not base64!")).isFalse();
        assertThat(new SelfSigned("two").isSigned("word", signature)).isFalse();
    }
}
