package org.tsudoi.meetings.bigbluebutton;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// One call with its parameters. Its address holds the hash of both and the secret, so that whoever has the address can
/// do what it says: it does not print itself.
final class SignedCall {
    private final String name;
    private final List<String> parameters = new ArrayList<>();

    SignedCall(String name) {
        this.name = name;
    }

    SignedCall with(String parameter, String value) {
        parameters.add(parameter + "=" + escaped(value));
        return this;
    }

    /// SHA-256 over the call's name, the query as it is sent, and the secret.
    URI at(BigBlueButtonSettings settings) {
        var query = String.join("&", parameters);
        var checksum = hash(name + query + settings.secret());
        return URI.create(settings.baseUrl() + "/" + name + "?" + query + "&checksum=" + checksum);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not signed", e);
        }
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "SignedCall[" + name + "]";
    }
}
