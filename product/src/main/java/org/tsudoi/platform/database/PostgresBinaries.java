package org.tsudoi.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;
import org.tsudoi.platform.CannotStart;

/// The PostgreSQL programs that travel in a jar on the class path, unpacked once into a folder that survives.
final class PostgresBinaries {
    /// Must be the version of the jar; a test asks the server.
    static final String VERSION = "18.6";

    private PostgresBinaries() {}

    /// The folder with `bin`, `lib` and `share`. Unpacked beside and moved into place when complete, so that
    /// what is there is whole.
    static Path unpackInto(Path folder) {
        var home = folder.resolve(VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        var unfinished = folder.resolve(VERSION + ".new");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(unfinished);
            unpack(archive(), unfinished);
            openFolders(folder);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw new CannotStart(
                    "PostgreSQL could not be unpacked into " + folder + ": " + e.getMessage()
                            + ". Check that the disk has 300 MB free and that the folder can be written.",
                    e);
        }
    }

    /// Whatever the umask was: the server may run as another user.
    private static void openFolders(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Resource archive() throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources("classpath*:postgres-*.txz");
        if (found.length != 1) {
            throw new CannotStart("This build holds no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + "; set TSUDOI_DB_URL to a PostgreSQL 18 of yours.");
        }
        return found[0];
    }

    private static void unpack(Resource archive, Path folder) throws IOException {
        try (var packed = new BufferedInputStream(archive.getInputStream());
                var files = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("the archive names a place outside its folder: " + entry.getName());
                }
                write(entry, files, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream files, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(files, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
