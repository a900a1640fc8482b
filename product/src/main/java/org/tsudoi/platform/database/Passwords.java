package org.tsudoi.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.tsudoi.platform.CannotStart;

/// The generated passwords of the embedded database, in a file that only whoever runs the product can read.
record Passwords(String admin, String owner, String app) {
    @Override
    public String toString() {
        return "Passwords[…]";
    }

    static Passwords make(Path file) throws IOException {
        var random = new SecureRandom();
        var passwords = new Passwords(password(random), password(random), password(random));
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                beside,
                "# Passwords of the embedded PostgreSQL, made at its first start.%nadmin=%s%nowner=%s%napp=%s%n"
                        .formatted(passwords.admin, passwords.owner, passwords.app));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        return passwords;
    }

    static Passwords read(Path file) throws IOException {
        var read = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            read.load(text);
        }
        return new Passwords(required(read, "admin", file), required(read, "owner", file), required(read, "app", file));
    }

    private static String required(Properties read, String name, Path file) {
        var value = read.getProperty(name);
        if (value == null || !value.matches("[0-9a-f]{32,}")) {
            throw new CannotStart("The file " + file + " does not hold the password of \"" + name
                    + "\"; put back the file that was there, or restore a backup.");
        }
        return value;
    }

    private static String password(SecureRandom random) {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
