package org.tsudoi.platform.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backup holds, as `manifest.json` in it.
///
/// @param migrations the versions that had been applied
record BackupManifest(
        int format, Instant madeAt, List<String> migrations, List<Table> tables, List<Sequence> sequences) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    record Table(String name, List<String> columns, long rows, String sha256) {
        String entry() {
            return "tables/" + name + ".copy";
        }

        /// The table and its columns, quoted, as COPY wants them.
        String copyTarget() {
            return quoted(name) + " ("
                    + String.join(
                            ", ", columns.stream().map(BackupManifest::quoted).toList()) + ")";
        }
    }

    /// @param value the last one given out, or nothing when none was yet
    record Sequence(String name, @Nullable Long value) {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
