package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        var page = "<p>夕方の会 เย็น evening</p>".repeat(500).getBytes(StandardCharsets.UTF_8);
        assertThat(Gzip.of(page).remaining()).isLessThan(page.length / 10);
        for (int again = 0; again < 3; again++) assertThat(unpacked(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 1_000_000})
    void alsoWhatCannotBeMadeSmallerHasRoom(int bytes) throws IOException {
        var noise = new byte[bytes];
        new Random(20261126).nextBytes(noise);
        assertThat(unpacked(noise)).isEqualTo(noise);
    }

    private static byte[] unpacked(byte[] page) throws IOException {
        var packed = Gzip.of(page);
        return new GZIPInputStream(new ByteArrayInputStream(packed.array(), 0, packed.remaining())).readAllBytes();
    }

    private static MockHttpServletRequest asking(String accepted) {
        var request = new MockHttpServletRequest();
        request.addHeader("Accept-Encoding", accepted);
        return request;
    }
}
