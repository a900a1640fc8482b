package org.tsudoi.web.errors;

import java.security.SecureRandom;

/// A number that a person can read out on the telephone: `7FK3-92QD`.
final class Reference {
    private static final String READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;

    private Reference() {}

    static String next(SecureRandom random) {
        var reference = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            reference.append(i == LENGTH / 2 ? "-" : "").append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return reference.toString();
    }
}
