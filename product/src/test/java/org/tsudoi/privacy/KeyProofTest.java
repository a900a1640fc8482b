package org.tsudoi.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.testing.FreshDatabase;

class KeyProofTest {
    @TempDir
    private Path folder;

    private final JdbcClient sql = migratedDatabase();
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("keys/tsudoi.keys");
    }

    @Test
    void keysAreMadeAtTheFirstStartAndReadAtTheNext() throws IOException {
        var row = UUID.randomUUID();
        var sealed = new Vault(new KeyProof(sql).keysOf(file)).seal("member", "name_sealed", row, "Hana");
        assertThat(new Vault(new KeyProof(sql).keysOf(file)).open("member", "name_sealed", row, sealed))
                .isEqualTo("Hana");
        assertThat(Files.getPosixFilePermissions(file))
                .extracting(Enum::name)
                .isEqualTo(Set.of("OWNER_READ", "OWNER_WRITE").stream().sorted().toList());
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
    }

    @Test
    void theProductDoesNotStartWithOtherKeysThanTheDatabaseWasSealedWith() throws IOException {
        var keys = new KeyProof(sql).keysOf(file);
        keys.withNewSealingKey().write(file);
        assertThat(new KeyProof(sql).keysOf(file).sealingSet().size()).isEqualTo(2);
        Keys.make().write(file);
        assertRefused("does not hold the keys that this database was sealed with");
        Files.writeString(file, "{}");
        assertRefused("does not hold keys of Tsudoi");
        Files.delete(file);
        assertRefused("is missing, with which this database was sealed");
        assertThat(file).doesNotExist();
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> new KeyProof(sql).keysOf(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(words);
    }

    private static JdbcClient migratedDatabase() {
        var logins = FreshDatabase.create();
        Flyway.configure()
                .dataSource(logins.url(), logins.owner().user(), logins.owner().password())
                .load()
                .migrate();
        return JdbcClient.create(new DriverManagerDataSource(
                logins.url(), logins.app().user(), logins.app().password()));
    }
}
