package org.tsudoi.platform.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;
import org.tsudoi.platform.database.BackupManifest.Part;
import org.tsudoi.platform.database.BackupManifest.Sequence;
import org.tsudoi.platform.database.BackupManifest.Table;
import tools.jackson.databind.json.JsonMapper;

/// Writes all rows as of one moment into one file: each table as PostgreSQL's COPY text, and a manifest with
/// checksums. The keys of personal data are not in it.
@Component
class WriteBackup implements Command {
    private static final String TABLES = """
            select c.relname, array_agg(a.attname::text order by a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'flyway_schema_history'
            group by c.relname order by c.relname
            """;

    private static final String PARTS = """
            select part.relname, i.inhparent::regclass::text, pg_get_expr(part.relpartbound, part.oid)
            from pg_inherits i join pg_class part on part.oid = i.inhrelid
            where part.relnamespace = 'public'::regnamespace and part.relkind = 'r' order by 2, length(part.relname), 1
            """;

    private final Logins logins;
    private final JsonMapper json;
    private final Clock clock;
    private final Path file;

    WriteBackup(Logins logins, JsonMapper json, Clock clock, @Value("${tsudoi.file:backup.zip}") Path file) {
        this.logins = logins;
        this.json = json;
        this.clock = clock;
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int run(PrintStream out) {
        if (Files.exists(file)) {
            throw new CannotStart("There is already a file " + file + "; choose another name.");
        }
        try {
            Files.createDirectories(file.getParent());
            var beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            long rows = 0;
            try (var zip = new ZipOutputStream(Files.newOutputStream(beside))) {
                var manifest = write(zip);
                rows = manifest.tables().stream().mapToLong(Table::rows).sum();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            out.println("Wrote " + rows + " rows into " + file);
            out.println("Keep the key file (data/keys) at another place: without it nobody can read the names in it.");
            return 0;
        } catch (IOException e) {
            throw new CannotStart("The backup " + file + " cannot be written: " + e.getMessage() + ".", e);
        } catch (SQLException e) {
            throw new CannotStart("The database could not be read: " + e.getMessage() + ".", e);
        }
    }

    private BackupManifest write(ZipOutputStream zip) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(
                logins.url(), logins.owner().user(), logins.owner().password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var tables = new ArrayList<Table>();
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery(TABLES)) {
                while (found.next()) {
                    var columns = List.of((String[]) found.getArray(2).getArray());
                    tables.add(copy(connection, new Table(found.getString(1), columns, 0, ""), zip));
                }
            }
            var manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    clock.instant(),
                    migrations(connection),
                    tables,
                    sequences(connection),
                    parts(connection));
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(json.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(manifest)
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            connection.rollback();
            return manifest;
        }
    }

    private static Table copy(Connection connection, Table table, ZipOutputStream zip)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(table.entry()));
        var digest = sha256();
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + table.copySource() + " to stdout", new DigestOutputStream(open(zip), digest));
        zip.closeEntry();
        return new Table(table.name(), table.columns(), rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static OutputStream open(ZipOutputStream zip) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                zip.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }
        };
    }

    private static List<String> migrations(Connection connection) throws SQLException {
        var versions = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select version from flyway_schema_history where success and version is not null order by version")) {
            while (row.next()) {
                versions.add(row.getString(1));
            }
        }
        return versions;
    }

    static List<Part> parts(Connection connection) throws SQLException {
        var parts = new ArrayList<Part>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(PARTS)) {
            while (row.next()) parts.add(new Part(row.getString(1), row.getString(2), row.getString(3)));
        }
        return parts;
    }

    private static List<Sequence> sequences(Connection connection) throws SQLException {
        var sequences = new ArrayList<Sequence>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1")) {
            while (row.next()) {
                sequences.add(new Sequence(row.getString(1), row.getObject(2, Long.class)));
            }
        }
        return sequences;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
