package org.tsudoi.payments.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipCodeTest {
    private static final long SEED = 20261127;

    /// Real and published bar codes, of which the check digit was verified.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "91912345012345678901234567890101033101230003",
                "91912345000000000000004520875004013100295004",
                "91942386178953917853935692730103073110312903",
                "91959919833262024010101043480024071000395003",
                "91959919833262024010101043470024071000435007",
                "91912345123456789012345678901125013100123404",
                "91929023252070000010123499900199999900106050",
                "91929023252070000010123499900399999911066327",
                "91929023252070000010123499900599999900040008",
                "91929023252070000010123499900799999900154352",
                "91929023252070000010123499900999999900952208",
                "91929023252070000010123499901099999900350000"
            })
    void whatOthersPrintedIsReadAndWrittenTheSame(String digits) {
        var code = SlipCode.read(digits).orElseThrow();
        assertThat(code.digits()).isEqualTo(digits);
    }

    @Test
    void theFieldsStandWhereTheGuidelineSays() {
        assertThat(SlipCode.read("91912345012345678901234567890101033101230003").orElseThrow())
                .isEqualTo(
                        new SlipCode("912345", "012345678901234567890", 1, LocalDate.of(2001, 3, 31), false, 123_000));
        assertThat(SlipCode.read("91929023252070000010123499900399999911066327").orElseThrow())
                .returns(null, SlipCode::due)
                .returns(true, SlipCode::stamp)
                .returns(106_632, SlipCode::yen);
    }

    @Test
    void theCheckDigitCountsTheIdentifierToo() {
        assertThat(SlipCode.checkDigit("9190808103021001997007091753011008310005000"))
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9191234501234567890123456789010103310123000",
                "919123450123456789012345678901010331012300033",
                "91912345012345678901234567890101033101230004",
                "9191234501234567890123456789010103310123000x",
                "92912345012345678901234567890101033101230003",
                "９１912345012345678901234567890101033101230003"
            })
    void whatNoTillTakesIsNothing(String digits) {
        assertThat(SlipCode.read(digits)).isEmpty();
    }

    @Test
    void withARightCheckDigitTheFieldsAreStillLookedAt() {
        for (var first : new String[] {
            "9191234501234567890123456789010113310123000", // month 13
            "9191234501234567890123456789010102300123000", // 30 February
            "9191234501234567890123456789010103310300001", // 300,001 yen
            "9191234501234567890123456789010103310000000", // nothing
            "9191234501234567890123456789010103312123000" // stamp 2
        }) {
            assertThat(SlipCode.read(first + SlipCode.checkDigit(first)))
                    .as(first)
                    .isEmpty();
        }
    }

    @Test
    void anyOneWrongDigitIsFound() {
        var random = new Random(SEED);
        for (int i = 0; i < 1000; i++) {
            var code = some(random);
            var digits = code.digits();
            assertThat(SlipCode.read(digits)).as("seed %d, no. %d", SEED, i).contains(code);
            int place = random.nextInt(digits.length());
            char other = (char) ('0' + (digits.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
            var wrong = digits.substring(0, place) + other + digits.substring(place + 1);
            assertThat(SlipCode.read(wrong)).as("seed %d, no. %d", SEED, i).isEmpty();
        }
    }

    private static SlipCode some(Random random) {
        var free = new StringBuilder();
        for (int i = 0; i < 21; i++) free.append(random.nextInt(10));
        return new SlipCode(
                "%06d".formatted(random.nextInt(1_000_000)),
                free.toString(),
                random.nextInt(10),
                random.nextInt(5) == 0 ? null : LocalDate.of(2026, 1, 1).plusDays(random.nextInt(3000)),
                random.nextBoolean(),
                1 + random.nextInt(SlipCode.YEN_MAX));
    }

    @Test
    void whatCannotBePrintedCannotBeMade() {
        var due = LocalDate.of(2026, 12, 1);
        assertThatThrownBy(() -> new SlipCode("912345", "0".repeat(21), 0, due, false, SlipCode.YEN_MAX + 1))
                .hasMessageContaining("300001");
        assertThatThrownBy(() -> new SlipCode("912345", "0".repeat(21), 0, due, false, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlipCode("91234", "0".repeat(21), 0, due, false, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlipCode("912345", "0".repeat(20), 0, due, false, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlipCode("912345", "0".repeat(21), 10, due, false, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
