package org.tsudoi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Files that whichever process of tests comes first makes for all of them, and that are whole once they are there.
final class MadeOnce {
    interface Making {
        void into(Path place) throws IOException;
    }

    private MadeOnce() {}

    /// @param made what is answered; while it is not there it is made beside its place
    static synchronized Path of(Path made, Making making) {
        try {
            var folder = Files.createDirectories(Objects.requireNonNull(made.getParent()));
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (Files.exists(made)) return made;
                var place = made.resolveSibling(
                        made.getFileName() + "-" + ProcessHandle.current().pid());
                making.into(place);
                return Files.move(place, made, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(made + " cannot be made", e);
        }
    }
}
