package org.tsudoi.members.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.members.OperatorInvitation.Invitation;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.RecurringJob;

/// Hands the first operator their link: printed at every start until somebody runs the instance, and kept in
/// `first-login.txt` of the data folder, which only the product's own user may read.
///
/// A new link is made whenever a file `admin-link` is put into the data folder (that is what `./tsudoi
/// admin-link` does while the product runs), or by a start with `--tsudoi.command=admin-link`.
@Component
class FirstLogin implements RecurringJob {
    private final OperatorInvitation invitation;
    private final PlatformSettings settings;
    private final PrintStream out;

    FirstLogin(OperatorInvitation invitation, PlatformSettings settings) {
        this.invitation = invitation;
        this.settings = settings;
        this.out = System.out;
    }

    @Override
    public String name() {
        return "members-hand-out-admin-link";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart(ApplicationReadyEvent ready) {
        boolean asked = "admin-link"
                .equals(ready.getApplicationContext().getEnvironment().getProperty("tsudoi.command"));
        if (asked) {
            handOut();
        } else if (invitation.needed()) {
            waiting().ifPresentOrElse(this::print, this::handOut);
        }
    }

    /// Answers a request for a new link, and takes the file away once its link is used or over.
    @Override
    public void run() {
        try {
            if (Files.deleteIfExists(settings.data().resolve("admin-link"))) {
                handOut();
            } else if (Files.exists(file()) && waiting().isEmpty()) {
                Files.deleteIfExists(file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The address in the file, when it still works.
    Optional<String> waiting() {
        try {
            if (!Files.isReadable(file())) return Optional.empty();
            String address = Files.readString(file()).strip();
            String token = address.substring(address.lastIndexOf('/') + 1);
            return invitation.isGood(token) ? Optional.of(address) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handOut() {
        Invitation issued = invitation.issue();
        String address = settings.link(issued.path());
        write(address);
        print(address);
    }

    private void print(String address) {
        out.println("First login of the operator (works once, also in " + file() + "): " + address);
    }

    private Path file() {
        return settings.data().resolve("first-login.txt");
    }

    private void write(String address) {
        try {
            Files.createDirectories(settings.data());
            Path fresh = Files.createTempFile(settings.data(), "first-login", ".new", ownerOnly());
            Files.writeString(fresh, address + System.lineSeparator());
            Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
