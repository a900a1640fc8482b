package org.tsudoi.platform.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tsudoi.platform.CannotStart;

/// Who the PostgreSQL server runs as: whoever runs the product, or, when that is root (whom PostgreSQL
/// refuses), the unprivileged user `nobody`, who then owns the database's files.
sealed interface ServerUser {
    /// The command, started so that it runs as this user.
    List<String> running(List<String> command);

    /// Gives a file or folder to this user.
    void own(Path file) throws IOException;

    /// Whether this user can get into the folder, all its parents included.
    boolean reaches(Path folder);

    static ServerUser ofThisProcess() {
        return ofUser(new UnixSystem().getUid());
    }

    private static ServerUser ofUser(long uid) {
        if (uid != 0) {
            return new Same();
        }
        if (Files.isExecutable(Path.of("/usr/bin/setpriv")) || Files.isExecutable(Path.of("/bin/setpriv"))) {
            return unprivileged();
        }
        throw new CannotStart("PostgreSQL does not run as root and the program setpriv (package util-linux) is missing"
                + " to run it as another user; start Tsudoi as an ordinary user.");
    }

    private static Unprivileged unprivileged() {
        try (var users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> line.split(":", -1))
                    .filter(user -> user[0].equals("nobody"))
                    .map(user -> new Unprivileged(Integer.parseInt(user[2]), Integer.parseInt(user[3])))
                    .findFirst()
                    .orElse(new Unprivileged(65534, 65534));
        } catch (IOException e) {
            return new Unprivileged(65534, 65534);
        }
    }

    record Same() implements ServerUser {
        @Override
        public List<String> running(List<String> command) {
            return command;
        }

        @Override
        public void own(Path file) {}

        @Override
        public boolean reaches(Path folder) {
            return true;
        }
    }

    record Unprivileged(int uid, int gid) implements ServerUser {
        @Override
        public List<String> running(List<String> command) {
            var whole = new ArrayList<>(
                    List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--"));
            whole.addAll(command);
            return whole;
        }

        @Override
        public void own(Path file) throws IOException {
            Files.setAttribute(file, "unix:uid", uid);
            Files.setAttribute(file, "unix:gid", gid);
        }

        @Override
        public boolean reaches(Path folder) {
            try {
                var probe = new ProcessBuilder(running(List.of("sh", "-c", "cd \"$0\"", folder.toString())))
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return probe.waitFor() == 0;
            } catch (IOException e) {
                throw new CannotStart(
                        String.format(Locale.ROOT, "setpriv could not be run as user %d: %s", uid, e.getMessage()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
