package org.tsudoi.privacy;

import java.io.PrintStream;
import java.nio.file.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Command;
import org.tsudoi.platform.Examination;
import org.tsudoi.platform.PlatformSettings;

/// Adds a key that seals from the next start on; what the keys before sealed still opens.
@Component
class RotateKeys implements Command, Examination {
    private final PlatformSettings settings;
    private final JdbcClient sql;

    RotateKeys(PlatformSettings settings, JdbcClient sql) {
        this.settings = settings;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "rotate-keys";
    }

    @Override
    public int run(PrintStream out) {
        var file = PrivacyConfiguration.keyFile(settings);
        var keys = proven().withNewSealingKey();
        keys.write(file);
        out.println(
                file + " now holds " + keys.sealingSet().size() + " keys; the new one seals from the next start on.");
        out.println("Keep a copy of the file at another place than the backups.");
        return 0;
    }

    @Override
    public String subject() {
        return "Keys";
    }

    @Override
    public String finding() {
        int keys = proven().sealingSet().size();
        return PrivacyConfiguration.keyFile(settings) + " opens this database (" + keys
                + (keys == 1 ? " sealing key)" : " sealing keys)");
    }

    private Keys proven() {
        var file = PrivacyConfiguration.keyFile(settings);
        if (!Files.exists(file)) {
            throw new CannotStart(
                    "The key file " + file + " is missing; put it back, or name it with TSUDOI_KEY_FILE.");
        }
        return new KeyProof(sql).keysOf(file);
    }
}
