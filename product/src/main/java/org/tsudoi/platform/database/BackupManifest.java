package org.tsudoi.platform.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backup holds, as `manifest.json` in it.
///
/// @param migrations the versions that had been applied
/// @param parts of tables that are kept in parts; null in backups from before there were any
record BackupManifest(
        int format,
        Instant madeAt,
        List<String> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        @Nullable List<Part> parts) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    record Table(String name, List<String> columns, long rows, String sha256) {
        String entry() {
            return "tables/" + name + ".copy";
        }

        /// The table and its columns, quoted, as COPY wants them.
        String copyTarget() {
            return quoted(name) + " (" + names() + ")";
        }

        /// Its rows, also when it is kept in parts.
        String copySource() {
            return "(select " + names() + " from " + quoted(name) + ")";
        }

        private String names() {
            return String.join(
                    ", ", columns.stream().map(BackupManifest::quoted).toList());
        }
    }

    /// @param range as PostgreSQL writes it: `FOR VALUES FROM ('0') TO ('1000000')`
    record Part(String name, String table, String range) {}

    /// @param value the last one given out, or nothing when none was yet
    record Sequence(String name, @Nullable Long value) {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
