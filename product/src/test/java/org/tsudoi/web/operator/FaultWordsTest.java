package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.reconciliation.DifferenceKind;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What is wrong with a file, and what differs, is told in three languages.
class FaultWordsTest {
    private final Texts texts = Texts.strict();

    @ParameterizedTest
    @EnumSource(FaultReason.class)
    void everyReasonToRefuseAFileHasWords(FaultReason reason) {
        for (var language : Language.values()) {
            assertThat(texts.keys(language))
                    .contains("operate.reports.reason." + reason.name().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @EnumSource(DifferenceKind.class)
    void everyDifferenceHasANameAndAProposal(DifferenceKind kind) {
        for (var language : Language.values()) {
            assertThat(texts.keys(language))
                    .contains("reconciliation.kind." + kind.word(), "reconciliation.do." + kind.word());
        }
    }
}
