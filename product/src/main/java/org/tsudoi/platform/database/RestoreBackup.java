package org.tsudoi.platform.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;
import org.tsudoi.platform.database.BackupManifest.Part;
import org.tsudoi.platform.database.BackupManifest.Table;
import tools.jackson.databind.json.JsonMapper;

/// Puts a backup into an empty database: migrates to the versions of the backup, then all rows in one
/// transaction. Newer migrations follow at the next start. Foreign keys are taken off for that time and checked
/// when put back.
@Component
class RestoreBackup implements Command {
    private final Logins logins;
    private final JsonMapper json;
    private final Path file;

    RestoreBackup(Logins logins, JsonMapper json, @Value("${tsudoi.file:backup.zip}") Path file) {
        this.logins = logins;
        this.json = json;
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "restore";
    }

    private record ForeignKey(String table, String name, String definition) {}

    @Override
    public int run(PrintStream out) {
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = check(zip);
            requireEmpty();
            var flyway = migrate(manifest);
            try {
                fill(zip, manifest);
            } catch (SQLException | IOException | RuntimeException e) {
                flyway.clean();
                throw e;
            }
            long rows = manifest.tables().stream().mapToLong(Table::rows).sum();
            out.println("Restored " + rows + " rows as of " + manifest.madeAt() + ".");
            out.println("Put the key file that belongs to it into data/keys before the next start.");
            return 0;
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " is not a whole backup of Tsudoi: " + e.getMessage() + ".", e);
        } catch (SQLException e) {
            throw new CannotStart("The backup could not be restored, nothing was kept: " + e.getMessage() + ".", e);
        }
    }

    private BackupManifest check(ZipFile zip) throws IOException {
        var entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw new IOException("its manifest is missing");
        }
        BackupManifest manifest;
        try (var text = zip.getInputStream(entry)) {
            manifest = json.readValue(new String(text.readAllBytes(), StandardCharsets.UTF_8), BackupManifest.class);
        }
        if (manifest.format() != BackupManifest.FORMAT) {
            throw new CannotStart("The backup " + file + " was written by a newer Tsudoi; restore it with that one.");
        }
        for (var table : manifest.tables()) {
            var rows = zip.getEntry(table.entry());
            if (rows == null) {
                throw new IOException("the rows of " + table.name() + " are missing");
            }
            var digest = WriteBackup.sha256();
            try (var read = new DigestInputStream(zip.getInputStream(rows), digest)) {
                read.transferTo(OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                throw new IOException("the rows of " + table.name() + " were changed");
            }
        }
        return manifest;
    }

    private void requireEmpty() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var tables = statement.executeQuery("""
                        select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                        """)) {
            tables.next();
            if (tables.getLong(1) > 0) {
                throw new CannotStart("A backup is restored into an empty database only, and this one holds tables;"
                        + " name an empty data folder with TSUDOI_DATA.");
            }
        }
    }

    private Flyway migrate(BackupManifest manifest) {
        var configured = Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .cleanDisabled(false);
        var known = Arrays.stream(configured.load().info().all())
                .map(each -> String.valueOf(each.getVersion()))
                .collect(Collectors.toSet());
        var unknown = manifest.migrations().stream()
                .filter(each -> !known.contains(each))
                .toList();
        if (!unknown.isEmpty()) {
            throw new CannotStart("The backup was written by a newer Tsudoi (it knows " + unknown.getLast()
                    + "); restore it with that one.");
        }
        var flyway = configured.target(manifest.migrations().getLast()).load();
        flyway.migrate();
        return flyway;
    }

    private void fill(ZipFile zip, BackupManifest manifest) throws SQLException, IOException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var keys = foreignKeys(connection);
            for (var key : keys) {
                statement.execute(
                        "alter table %s drop constraint %s".formatted(key.table(), BackupManifest.quoted(key.name())));
            }
            makeParts(connection, manifest);
            for (var table : manifest.tables()) {
                var name = BackupManifest.quoted(table.name());
                statement.execute("alter table %s disable trigger user".formatted(name));
                statement.execute("truncate table " + name);
                copy(connection, table, zip);
            }
            for (var key : keys) {
                statement.execute("alter table %s add constraint %s %s"
                        .formatted(key.table(), BackupManifest.quoted(key.name()), key.definition()));
            }
            for (var table : manifest.tables()) {
                statement.execute("alter table %s enable trigger user".formatted(BackupManifest.quoted(table.name())));
            }
            for (var sequence : manifest.sequences()) {
                if (sequence.value() != null) {
                    statement.execute("select setval('%s', %d)"
                            .formatted(BackupManifest.quoted(sequence.name()), sequence.value()));
                }
            }
            connection.commit();
        }
    }

    /// The parts of the backup instead of those that an empty instance begins with, which may have other borders. They
    /// are nobody's but the owner's.
    private static void makeParts(Connection connection, BackupManifest manifest) throws SQLException {
        var wanted = Objects.requireNonNullElse(manifest.parts(), List.<Part>of());
        var there = WriteBackup.parts(connection);
        try (var statement = connection.createStatement()) {
            for (var part : there) {
                if (!wanted.contains(part)) statement.execute("drop table " + BackupManifest.quoted(part.name()));
            }
            for (var part : wanted) {
                if (there.contains(part)) continue;
                var name = BackupManifest.quoted(part.name());
                statement.execute("create table %s partition of %s %s"
                        .formatted(name, BackupManifest.quoted(part.table()), part.range()));
                statement.execute("revoke all on %s from tsudoi_app".formatted(name));
            }
        }
    }

    private static void copy(Connection connection, Table table, ZipFile zip) throws SQLException, IOException {
        try (var rows = zip.getInputStream(zip.getEntry(table.entry()))) {
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table.copyTarget() + " from stdin", rows);
            if (copied != table.rows()) {
                throw new IOException(table.name() + " has " + copied + " rows instead of " + table.rows());
            }
        }
    }

    private static List<ForeignKey> foreignKeys(Connection connection) throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                        where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2
                        """)) {
            while (row.next()) {
                keys.add(new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return keys;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                logins.url(), logins.owner().user(), logins.owner().password());
    }
}
