package org.tsudoi.freetimes.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Finds the addresses of a host name, and none when one of them is not of the public internet: so that
/// nobody makes the product ask what only it can reach. The connection is made to the very addresses that
/// were looked at here.
///
/// @param insecure `host:port` that may be anywhere
record PublicAddresses(DnsResolver names, List<String> insecure) implements DnsResolver {
    /// The special-purpose registries of IANA (RFC 6890), as of November 2026.
    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 3),
            // Protocol assignments with Teredo; documentation; addresses that carry one of version 4.
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("2002::", 16),
            Block.of("3fff::", 20));

    /// All that is given out of version 6; whatever is elsewhere is local, mapped or not in use.
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);

    PublicAddresses(List<String> insecure) {
        this(SystemDefaultDnsResolver.INSTANCE, insecure);
    }

    /// Whoever asks for such a place does not hear what is there.
    static final class NotAllowed extends UnknownHostException {
        private static final long serialVersionUID = 1;

        NotAllowed(String host) {
            super("not of the public internet: " + host);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var found = insecure.contains(host + ":" + port) ? names.resolve(host) : resolve(host);
        return Arrays.stream(found)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = names.resolve(host);
        if (!Arrays.stream(found).allMatch(PublicAddresses::isPublic)) throw new NotAllowed(host);
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> NOT_PUBLIC.stream().noneMatch(block -> block.holds(four));
            case Inet6Address six ->
                GLOBAL_UNICAST.holds(six) && NOT_PUBLIC.stream().noneMatch(block -> block.holds(six));
            default -> false;
        };
    }

    private record Block(byte[] start, int bits) {
        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != start.length) return false;
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) return false;
            }
            return true;
        }
    }
}
