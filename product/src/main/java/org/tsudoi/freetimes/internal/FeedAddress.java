package org.tsudoi.freetimes.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a calendar is read. It is a secret: whoever has it can read the calendar.
record FeedAddress(URI uri) {
    private static final int LENGTH_MAX = 2000;
    private static final int HTTPS_PORT = 443;

    @Override
    public String toString() {
        return "FeedAddress[" + host() + "]";
    }

    String host() {
        return uri.getHost();
    }

    /// Empty when it is no address that may be asked: encrypted and at the usual port, unless the
    /// operator says otherwise.
    ///
    /// @param insecure `host:port` that may be asked without encryption
    static Optional<FeedAddress> read(String written, List<String> insecure) {
        var text = written.strip();
        if (text.length() > LENGTH_MAX) return Optional.empty();
        try {
            return read(new URI(text), insecure);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<FeedAddress> read(URI uri, List<String> insecure) throws URISyntaxException {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        if (host == null || uri.isOpaque() || uri.getRawUserInfo() != null) return Optional.empty();
        boolean mayBeInsecure = insecure.contains(host + ":" + uri.getPort());
        var used = scheme(scheme, mayBeInsecure);
        if (used == null) return Optional.empty();
        if (!mayBeInsecure && uri.getPort() != -1 && uri.getPort() != HTTPS_PORT) return Optional.empty();
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var port = mayBeInsecure && uri.getPort() != -1 ? ":" + uri.getPort() : "";
        return Optional.of(
                new FeedAddress(new URI(used + "://" + host.toLowerCase(Locale.ROOT) + port + path + query)));
    }

    /// `webcal` is how calendars are linked to be subscribed; what is meant is HTTP.
    private static @Nullable String scheme(String written, boolean mayBeInsecure) {
        return switch (written) {
            case "https" -> written;
            case "webcal", "webcals" -> mayBeInsecure ? "http" : "https";
            case "http" -> mayBeInsecure ? written : null;
            default -> null;
        };
    }

    /// Where a redirection from here leads.
    Optional<FeedAddress> resolve(String location, List<String> insecure) {
        try {
            return read(uri.resolve(location).toString(), insecure);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
