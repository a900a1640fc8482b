package org.tsudoi.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.testing.ProductTest;

@ProductTest
class PersonalDataInventoryTest {
    private static final Pattern LISTED = Pattern.compile("^\\| `(\\w+\\.\\w+)` \\|");
    private final JdbcClient sql;

    PersonalDataInventoryTest(JdbcClient sql) {
        this.sql = sql;
    }

    @Test
    void everySealedColumnIsInTheInventoryAndNothingElse() throws IOException {
        var listed = Files.readAllLines(Path.of("../docs/operate/personal-data.md")).stream()
                .map(LISTED::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .toList();
        var sealed = sql.sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and column_name like '%\\_sealed' order by 1
                        """).query(String.class).list();
        assertThat(listed)
                .as("each column with sealed data has a row in docs/operate/personal-data.md")
                .containsExactlyInAnyOrderElementsOf(sealed);
    }

    @Test
    void sealedColumnsAreBytes() {
        assertThat(sql.sql("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and column_name like '%\\_sealed' and data_type <> 'bytea'
                        """).query(String.class).list()).isEmpty();
    }
}
