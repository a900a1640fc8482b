package org.tsudoi.meetings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The address of a meeting that somebody made elsewhere, and what is asked for there besides. Whoever has both is in,
/// so it does not print itself.
public record OwnLink(String url, String passcode) {
    public static final int URL_MAX = 1_000;
    public static final int PASSCODE_MAX = 64;

    /// Names that lead nowhere from outside (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`).
    private static final Pattern PRIVATE_NAME =
            Pattern.compile("(.*\\.)?(localhost|local|internal|invalid|test|home\\.arpa|lan|intranet|corp|home)");

    /// What browsers take for a number: its last part is one.
    private static final Pattern NUMERIC = Pattern.compile("\\[.*]|(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    public OwnLink {
        if (!(read(url, passcode) instanceof Read.Good)) throw new IllegalArgumentException("not a link to a meeting");
    }

    /// Where it leads, which gives nothing away: `meet.google.com`.
    public String host() {
        return URI.create(url).getHost();
    }

    public sealed interface Read {
        record Good(String url, String passcode) implements Read {
            public OwnLink link() {
                return new OwnLink(url, passcode);
            }

            @Override
            public String toString() {
                return "Good";
            }
        }

        record Bad(Wrong why) implements Read {}
    }

    /// In order of precedence.
    public enum Wrong {
        TOO_LONG,
        NOT_AN_ADDRESS,
        NOT_HTTPS,
        NAMES_SOMEBODY,
        NOT_PUBLIC,
        PASSCODE
    }

    /// @param passcode empty where there is none
    public static Read read(String typed, String passcode) {
        var text = typed.strip();
        if (text.length() > URL_MAX) return new Read.Bad(Wrong.TOO_LONG);
        URI address;
        try {
            // As some services show it: `meet.google.com/abc-defg-hij`.
            address = new URI(text.contains(":") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            return new Read.Bad(Wrong.NOT_AN_ADDRESS);
        }
        if (address.getScheme() == null || address.isOpaque()) return new Read.Bad(Wrong.NOT_AN_ADDRESS);
        if (!address.getScheme().equalsIgnoreCase("https")) return new Read.Bad(Wrong.NOT_HTTPS);
        var authority = address.getRawAuthority();
        if (authority == null) return new Read.Bad(Wrong.NOT_AN_ADDRESS);
        if (authority.contains("@")) return new Read.Bad(Wrong.NAMES_SOMEBODY);
        if (address.getHost() == null || !address.toString().equals(address.toASCIIString()))
            return new Read.Bad(Wrong.NOT_AN_ADDRESS);
        if (!isPublic(address.getHost().toLowerCase(Locale.ROOT)) || !isPort(address.getPort()))
            return new Read.Bad(Wrong.NOT_PUBLIC);
        boolean legible = passcode.length() <= PASSCODE_MAX && passcode.chars().noneMatch(Character::isISOControl);
        return legible ? new Read.Good(address.toString(), passcode) : new Read.Bad(Wrong.PASSCODE);
    }

    /// -1 where none is named.
    private static boolean isPort(int port) {
        return port == -1 || (port >= 1 && port <= 65_535);
    }

    /// By its name alone: nothing is looked up, since we never go there ourselves. A bare number is of nobody who could
    /// be trusted by name, and browsers read it in more ways than we could.
    private static boolean isPublic(String named) {
        var host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
        return host.contains(".")
                && !NUMERIC.matcher(host).matches()
                && !PRIVATE_NAME.matcher(host).matches();
    }

    @Override
    public String toString() {
        return "OwnLink[" + host() + "]";
    }
}
