package org.tsudoi.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @ParameterizedTest
    @CsvSource({
        "JA, Asia/Tokyo, 日本時間",
        "JA, Asia/Bangkok, タイ時間",
        "EN, Asia/Tokyo, Japan Time",
        "EN, Asia/Bangkok, Thailand Time",
        "TH, Asia/Tokyo, เวลาญี่ปุ่น",
        "TH, Asia/Bangkok, เวลาไทย"
    })
    void aZoneIsCalledWhatPeopleCallIt(Language language, String zone, String name) {
        assertThat(new Formats(language).zone(ZoneId.of(zone))).isEqualTo(name);
    }
}
