package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InAppTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LINE    | Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/15.2.0
                    ANOTHER | Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 [FBAN/EMA;FBAV/400.0.0.1]
                    ANOTHER | Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Instagram 350.0.0.1
                    NO      | Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1
                    NO      | ''""")
    void whoReadsInsideAnotherAppIsKnownByWhatTheBrowserSays(InApp expected, String userAgent) {
        assertThat(InApp.of(userAgent)).isEqualTo(expected);
    }
}
