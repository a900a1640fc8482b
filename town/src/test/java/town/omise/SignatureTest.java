package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String BODY =
            "{\"id\":\"evnt_test_1\",\"key\":\"charge.complete\",\"data\":{\"id\":\"chrg_test_1\"}}";
    private static final String HEX = "c18c99a6612d57ffecba8948a13ccd4b6f9bb21cac805cfa323c080c600cc15f";

    @Test
    void theHeaderIsTheOneOfTheRule() {
        assertThat(Signature.header(
                        List.of("b21pc2Utd2ViaG9vay1zZWNyZXQ="), Instant.ofEpochSecond(1_785_578_400), BODY))
                .isEqualTo(HEX);
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        assertThat(Signature.header(
                        List.of("b3RoZXI=", "b21pc2Utd2ViaG9vay1zZWNyZXQ="),
                        Instant.ofEpochSecond(1_785_578_400),
                        BODY))
                .endsWith("," + HEX)
                .hasSize(64 + 1 + 64);
    }
}
