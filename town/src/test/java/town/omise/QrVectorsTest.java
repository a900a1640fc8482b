package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Codes of payment that others published, with the checksum that each should have.
class QrVectorsTest {
    private static final int CRC_LENGTH = 4;

    record Vector(String name, String payload, String crc, boolean right) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() throws IOException {
        try (var file = Objects.requireNonNull(QrVectorsTest.class.getResourceAsStream("/qr-vectors.json"))) {
            return StreamSupport.stream(
                    JsonMapper.shared().readTree(file.readAllBytes()).spliterator(), false)
                    .map(it -> new Vector(
                            it.path("name").asString(),
                            it.path("payload").asString(),
                            it.path("crcUtf8").asString(),
                            it.path("ok").asBoolean()))
                    .toList()
                    .stream();
        }
    }

    /// One of them was published with a checksum over other bytes than UTF-8: it is not taken.
    @ParameterizedTest
    @MethodSource("vectors")
    void theChecksumOfOthersIsOurs(Vector vector) {
        int end = vector.payload.length() - CRC_LENGTH;
        var crc = PromptPay.crc(vector.payload.substring(0, end));
        assertThat(crc).isEqualTo(vector.crc);
        assertThat(crc.equals(vector.payload.substring(end))).isEqualTo(vector.right);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aBillIsReadAndWrittenTheSameAndNothingElseIsTakenForOne(Vector vector) {
        var read = PromptPay.read(vector.payload);
        if (vector.name.startsWith("Thai bill payment")) {
            assertThat(PromptPay.payload(read.orElseThrow())).isEqualTo(vector.payload);
        } else {
            assertThat(read).isEmpty();
        }
    }
}
