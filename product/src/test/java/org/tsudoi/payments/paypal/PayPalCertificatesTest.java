package org.tsudoi.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

class PayPalCertificatesTest {
    private static final String PATH = "/v1/notifications/certs/CERT-360caa42-fca2a594";

    private static PayPalSettings settings(String base) {
        return new PayPalSettings(
                URI.create(base), "client", "secret", List.of(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private static boolean isPayPals(String url) {
        return new PayPalCertificates(settings("https://api-m.paypal.com"), Clock.systemUTC()).isPayPals(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.paypal.com" + PATH,
                "https://api.sandbox.paypal.com" + PATH,
                "https://api-m.paypal.com:443" + PATH
            })
    void payPalsOwnHostsAreAsked(String url) {
        assertThat(isPayPals(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.paypal.com" + PATH,
                "https://api.paypal.com.evil.example" + PATH,
                "https://evilpaypal.com" + PATH,
                "https://paypal.com" + PATH,
                "https://evil.example/api.paypal.com" + PATH,
                "https://api.paypal.com@evil.example" + PATH,
                "https://evil.example#@api.paypal.com" + PATH,
                "https://api.paypal.com:8443" + PATH,
                "https://api.paypal.com" + PATH + "?to=https://evil.example",
                "https://api.paypal.com" + PATH + "/../../x",
                "https://api.paypal.com/v1/oauth2/token",
                "https://api.paypal.com/v1/notifications/certs/..%2f..%2fx",
                "file:///etc/passwd",
                "//api.paypal.com" + PATH,
                "https://",
                "not an address",
                ""
            })
    void nobodyElseIs(String url) {
        assertThat(isPayPals(url)).isFalse();
        assertThat(new PayPalCertificates(settings("https://api-m.paypal.com"), Clock.systemUTC()).key(url))
                .isEmpty();
    }

    @Test
    void townsCertificateIsFetchedAndNoOtherOfItsAddresses() {
        var town = TownProcess.running();
        var base = town.provider("paypal").toString();
        var certificates = new PayPalCertificates(settings(base), Clock.systemUTC());
        assertThat(certificates.isPayPals(base + PATH)).isTrue();
        assertThat(certificates.key(base + PATH)).isEmpty();
        assertThat(certificates.isPayPals(base.replace("/paypal", "/stripe") + PATH))
                .isFalse();
        assertThat(certificates.isPayPals(base.replace("127.0.0.1", "localhost") + PATH))
                .isFalse();
    }

    @Test
    void whatIsNoCertificateOrNotValidIsNothingAndAGoodOneIsFetchedOnce() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var asked = new AtomicInteger();
        var answer = new String[] {"no certificate"};
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var body = answer[0].getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var base = "http://127.0.0.1:" + server.getAddress().getPort();
            var clock = new TestClock(Instant.parse("2027-01-01T00:00:00Z"));
            var certificates = new PayPalCertificates(settings(base), clock);
            assertThat(certificates.key(base + PATH)).isEmpty();
            answer[0] = " ".repeat(100_000);
            assertThat(certificates.key(base + PATH)).isEmpty();
            answer[0] = CERTIFICATE;
            assertThat(certificates.key(base + PATH)).isPresent();
            assertThat(certificates.key(base + PATH)).isPresent();
            assertThat(asked).hasValue(3);
            clock.forwardTo(Instant.parse("2040-01-01T00:00:00Z"));
            assertThat(certificates.key(base + PATH)).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    /// Made for this test; valid until 2036.
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIDRTCCAi2gAwIBAgIUKEcS8Rxans9x7WPUGHddv0dveQ4wDQYJKoZIhvcNAQEL
            BQAwMjEwMC4GA1UEAwwnbWVzc2FnZXZlcmlmaWNhdGlvbmNlcnRzLnBheXBhbC5l
            eGFtcGxlMB4XDTI2MTEyNzAyMjQzOVoXDTM2MDMxOTAyMjQzOVowMjEwMC4GA1UE
            AwwnbWVzc2FnZXZlcmlmaWNhdGlvbmNlcnRzLnBheXBhbC5leGFtcGxlMIIBIjAN
            BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvha1k3JjbzA2rFGRnIyC/F+71wts
            D952dhQuI2AL+RAmp6dpCWhYuxYbYHPgkpk+T+Cse1bFz9dHPLJUt2dmGs3WGKZd
            EgPdFlCEz3mVEUquab5n6/ys0RuemrQGTxJVO8tWwKdL/iNUaealeyrb98w8XqkF
            vBZIhi4+Vi3GCW1JDJqGgJeFkWNtgH9MCgN+U2SAvKvirSVcu6Tk3GsHcSWV9/9q
            CL9Qm8Md9IAoYImsbeqsUBg+m1AqlzV5/Gh15ahkNzD3gEfC/yCP4MlxFdprCPBv
            80JNM3Eatftoc2bn4lYG8wGz31IowDgOibEnuxAIzCiZoRnV5XkD0SrOOwIDAQAB
            o1MwUTAdBgNVHQ4EFgQUtntzpToD6Wvo/ejBLYIDoLfZh0YwHwYDVR0jBBgwFoAU
            tntzpToD6Wvo/ejBLYIDoLfZh0YwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
            AQsFAAOCAQEAZEFtPjF409r4GRXk6wf8m5zWo0M6ByqcBRkhChpk59CfbMvzI5cS
            MVNoMXo2InhnOM8qNMcPIJFVv8ZqupILJ7HKe3lEx6UVd0loLd5v6nvplZRRf/xP
            fEjZfaasYyCteYMzJVHaoM3sU5nBZbBqBcAn6wjFK9pn7xHjN432qrkMrbR+PFDQ
            nccqMCBWxohmjACV/KxiMeFjPdaUUZiUfjAGiL0VUs9VHv4cBgX55ImniRqEj/6C
            b9T2Mi8dnGKEemlqju8wnYRBg6/zELiLJEM20PuI2jbk/IgJMUniJLopLkNzcu2t
            j+Ve5wm8lHtVRNlMSRZaEf8gm1x1eUwTiQ==
            -----END CERTIFICATE-----
            """;
}
