package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What comes back of a session before its time is known.
class RulesTest {
    private static final CancellationPolicy USUAL = new CancellationPolicy(List.of(
            new CancellationPolicy.Step(Duration.ofHours(24), 100),
            new CancellationPolicy.Step(Duration.ofHours(2), 50)));

    @Test
    void onlyTheBestStepHoldsBeforeATimeIsAgreedOn() {
        for (var language : Language.values()) {
            var lines = Rules.say(language, Texts.strict(), USUAL);
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst()).contains("24", "100");
            assertThat(lines.getLast()).contains("2", "50");
        }
        assertThat(Rules.say(Language.JA, Texts.strict(), USUAL))
                .containsExactly("日時が決まる前、および開始の 24 時間前まで 100\u00a0% 返金", "開始の 2 時間前まで 50\u00a0% 返金");
    }
}
