package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void theHeaderIsTheOneOfTheDocumentedRule() {
        var header = Signature.header(
                "whsec_test_secret", Instant.ofEpochSecond(1_700_000_000), "{\"id\":\"evt_1\",\"object\":\"event\"}");
        assertThat(header)
                .isEqualTo("t=1700000000,v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd");
    }
}
