package town.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void theHeaderIsTheOneOfTheDocumentedRule() {
        assertThat(Signature.of("komoju_webhook_secret", "{\"id\":\"ev1\",\"type\":\"payment.captured\"}"))
                .isEqualTo("7447f671dce192a97ba07000567b9d0771a5af7ef2ec495ef0cd45d14092804b");
    }
}
