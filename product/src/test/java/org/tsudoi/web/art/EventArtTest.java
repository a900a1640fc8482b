package org.tsudoi.web.art;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsudoi.web.Bench;

class EventArtTest {
    @ParameterizedTest
    @EnumSource(Theme.class)
    void theSameSeedDrawsTheSamePictureAndAnotherSeedAnother(Theme theme) throws Exception {
        var picture = EventArt.svg(theme, 7);
        assertThat(EventArt.svg(theme, 7)).isEqualTo(picture).isNotEqualTo(EventArt.svg(theme, 8));
        assertThat(picture.length()).isLessThan(24_000);
        assertThat(picture).doesNotContain("<script", "href", "NaN", "Infinity", " style=");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTitleSuggestsItsTheme() {
        var id = UUID.fromString("01900000-0000-7000-8000-000000000001");
        assertThat(Theme.suggestedBy("朝のやさしいヨガ", id)).isEqualTo(Theme.HILLS);
        assertThat(Theme.suggestedBy("English over coffee", id)).isEqualTo(Theme.TEA);
        assertThat(Theme.suggestedBy("…", id)).isEqualTo(Theme.suggestedBy("?", id));
    }

    @Test
    void aPictureIsServedForEverAndMayRunNothing() throws Exception {
        var art = Bench.of(new ArtPage());
        var answer = art.perform(get("/art/tea/42.svg")).andReturn().getResponse();
        assertThat(answer.getContentType()).isEqualTo("image/svg+xml;charset=UTF-8");
        assertThat(answer.getHeader("Cache-Control")).contains("max-age=31536000", "public", "immutable");
        assertThat(answer.getHeaders("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(answer.getContentAsString()).startsWith("<svg ");
    }
}
