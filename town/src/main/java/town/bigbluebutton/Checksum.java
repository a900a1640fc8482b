package town.bigbluebutton;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Looks at who may call: the name of the call, the query as it was sent without the checksum, and the secret, hashed.
@Component
class Checksum {
    private static final String PARAMETER = "checksum=";

    private final BigBlueButtonSettings settings;

    Checksum(BigBlueButtonSettings settings) {
        this.settings = settings;
    }

    boolean isRight(String call, String query) {
        var parts = query.split("&");
        var told = Arrays.stream(parts)
                .filter(part -> part.startsWith(PARAMETER))
                .map(part -> part.substring(PARAMETER.length()).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        var rest =
                Arrays.stream(parts).filter(part -> !part.startsWith(PARAMETER)).collect(Collectors.joining("&"));
        var algorithm = switch (told.length()) {
            case 40 -> "SHA-1";
            case 64 -> "SHA-256";
            case 96 -> "SHA-384";
            case 128 -> "SHA-512";
            default -> "";
        };
        return !algorithm.isEmpty()
                && of(algorithm, call + rest + settings.secret()).equals(told);
    }

    static String of(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
