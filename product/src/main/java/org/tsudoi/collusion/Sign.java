package org.tsudoi.collusion;

import java.util.regex.Pattern;

/// Something by which two members may turn out to be one person, as a blind hash: equal or not is all it tells.
public record Sign(Kind kind, String hash) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16,64}");

    public Sign {
        if (!HASH.matcher(hash).matches()) throw new IllegalArgumentException("no blind hash");
    }

    public enum Kind {
        /// A browser that both signed in from, which is a device that they share.
        DEVICE(false),
        /// A bank account, or an account at another service.
        ACCOUNT(true),
        CARD(true);

        private final boolean strong;

        Kind(boolean strong) {
            this.strong = strong;
        }

        /// Whether it is seldom shared by two people by chance.
        public boolean isStrong() {
            return strong;
        }
    }

    @Override
    public String toString() {
        return kind + " ***";
    }
}
