package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class GzipTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "gzip, deflate, br, zstd | true",
                "br,GZIP;q=0.5 | true",
                "deflate, gzip;q=1.0, *;q=0.5 | true",
                "gzip;q=0 | false",
                "gzip ; q=0.000, br | false",
                "br, x-gzip-like | false",
                "identity | false",
                "'' | false"
            })
    void isForWhoeverTakesIt(String accepted, boolean suits) {
        assertThat(Gzip.suits(asking(accepted), 5000)).isEqualTo(suits);
    }

    @Test
    void isNotForWhoDoesNotSayNorForAFewWords() {
        assertThat(Gzip.suits(new MockHttpServletRequest(), 5000)).isFalse();
        assertThat(Gzip.suits(asking("gzip"), 1023)).isFalse();
    }

    @Test
    void unpackedItIsThePageAgain() throws IOException {
        var page = new Utf8ByteOutput();
        page.writeContent("<p>夕方の会 เย็น evening</p>".repeat(500));
        byte[] packed = Gzip.of(page).toByteArray();
        assertThat(packed.length).isLessThan(page.getContentLength() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(page.toByteArray());
    }

    private static MockHttpServletRequest asking(String accepted) {
        var request = new MockHttpServletRequest();
        request.addHeader("Accept-Encoding", accepted);
        return request;
    }
}
