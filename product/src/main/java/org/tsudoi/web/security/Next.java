package org.tsudoi.web.security;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where somebody wanted to go before they were asked to sign in: a path of ours, never an address of another
/// host.
public final class Next {
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>;,]]{0,500}");

    private Next() {}

    public static Optional<String> read(@Nullable String wanted) {
        return Optional.ofNullable(wanted)
                .filter(path -> OURS.matcher(path).matches())
                .filter(path -> !path.startsWith("/sign-"));
    }
}
