package org.tsudoi.freetimes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedAddressTest {
    private static final List<String> TOWN = List.of("127.0.0.1:7000");

    @ParameterizedTest
    @CsvSource({
        "https://calendar.example/a/basic.ics, https://calendar.example/a/basic.ics",
        "webcal://P44-Calendars.example/published/2/x?y=%20z#part, https://p44-calendars.example/published/2/x?y=%20z",
        "' https://calendar.example ', https://calendar.example/",
        "https://calendar.example:443/a, https://calendar.example/a",
        "http://127.0.0.1:7000/town/a.ics, http://127.0.0.1:7000/town/a.ics",
        "webcal://127.0.0.1:7000/town/a.ics, http://127.0.0.1:7000/town/a.ics"
    })
    void whatMayBeAskedIsBroughtIntoOneForm(String written, String expected) {
        assertThat(FeedAddress.read(written, TOWN)).hasValueSatisfying(address -> {
            assertThat(address.uri()).hasToString(expected);
            assertThat(address.toString()).doesNotContain("ics").doesNotContain("published");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "calendar",
                "http://calendar.example/a.ics",
                "https://",
                "https:calendar.example",
                "https:///a.ics",
                "https://me:secret@calendar.example/a.ics",
                "https://calendar.example:8443/a.ics",
                "http://127.0.0.1:7001/a.ics",
                "file:///etc/passwd",
                "gopher://calendar.example/",
                "https://calendar.example/a b.ics",
                "javascript:alert(1)"
            })
    void othersAreNot(String written) {
        assertThat(FeedAddress.read(written, TOWN)).isEmpty();
    }

    @Test
    void aRedirectionIsLookedAtLikeAnAddress() {
        var from =
                FeedAddress.read("https://calendar.example/a/b.ics", List.of()).orElseThrow();
        assertThat(from.resolve("/c.ics", List.of()).orElseThrow().uri()).hasToString("https://calendar.example/c.ics");
        assertThat(from.resolve("http://calendar.example/c.ics", List.of())).isEmpty();
        assertThat(from.resolve("https://10.0.0.1:22/", List.of())).isEmpty();
        assertThat(from.resolve("::", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.19.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "fe80::1",
                "fd00::1",
                "fc00::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1"
            })
    void insidePrivateNetworksNothingIsAsked(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.169.0.1",
                "223.255.255.1",
                "2606:4700::1111",
                "2404:6800:4004::200e"
            })
    void thePublicInternetIs(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    /// Names that lead to a public address and to a private one as well, or to one and a moment later to
    /// the other.
    @Test
    void aNameIsRefusedWhenAnyOfItsAddressesIsPrivate() throws Exception {
        var mixed = new Names(List.of("8.8.8.8", "10.0.0.1"));
        assertThatThrownBy(() -> new PublicAddresses(mixed, List.of()).resolve("rebind.example"))
                .isInstanceOf(PublicAddresses.NotAllowed.class);
        var known = new PublicAddresses(mixed, List.of("rebind.example:7000"));
        assertThat(known.resolve("rebind.example", 7000)).hasSize(2);
        assertThatThrownBy(() -> known.resolve("rebind.example", 443)).isInstanceOf(PublicAddresses.NotAllowed.class);
        assertThat(new PublicAddresses(new Names(List.of("8.8.8.8")), List.of()).resolve("calendar.example"))
                .hasSize(1);
    }

    private record Names(List<String> addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    }
}
