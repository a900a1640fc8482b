package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsudoi.texts.Language;
import org.tsudoi.web.operator.Words;

/// The short words of providers in the reader's language.
class ProviderWordsTest {
    private static Page page(Language language) {
        return new Page(
                language,
                Bench.texts(),
                "/operate",
                "nonce",
                () -> "token",
                null,
                null,
                Clock.fixed(Bench.NOW, ZoneOffset.UTC),
                List.of(),
                new Assets(),
                "auto",
                NoPrices.NONE,
                InApp.NO);
    }

    @Test
    void whatIsSaidOfACardIsTranslatedAndTheRestStandsAsItIs() {
        assertThat(Words.card(page(Language.JA), "credit", "US", null)).isEqualTo("クレジット · アメリカ合衆国");
        assertThat(Words.card(page(Language.EN), "authenticated", "challenge", "2.2.0"))
                .isEqualTo("authenticated · challenge · 2.2.0");
        assertThat(Words.card(page(Language.TH), "pass")).isEqualTo("ตรงกัน");
        assertThat(Words.card(page(Language.JA), "something_new")).isEqualTo("something_new");
    }

    @Test
    void cashAndWhyACardWasRefusedHaveWords() {
        assertThat(Words.provider(page(Language.JA), "counter")).isEqualTo("窓口で現金");
        assertThat(Words.why(page(Language.TH), "declined: payment_intent_authentication_failure"))
                .doesNotContain("payment_intent");
    }
}
