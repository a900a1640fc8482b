package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Verification;
import org.tsudoi.platform.CannotStart;

class ImportOpeningBalancesTest {
    private static final Books BOOKS = new Books(2);

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    @Test
    void theBooksBeginWithWhatThereWasAndOnlyOnce() throws IOException {
        var rows = """
                account,asset,amount,floor,ceiling
                wallet:hanako,POINT,1200,0,
                wallet:saki,POINT,300,0,
                bank:main,JPY,50000,,
                """;
        assertThat(taken(rows)).isEqualTo("Put 3 opening balances on the books.");
        assertThat(taken(rows)).isEqualTo("These opening balances are on the books already.");
        assertThat(held("wallet:hanako")).isEqualTo(1200);
        assertThat(held("bank:main")).isEqualTo(50000);
        assertThat(held("opening:POINT")).isEqualTo(-1500);
        assertThat(BOOKS.ledger
                        .account(new AccountCode("wallet:saki"))
                        .orElseThrow()
                        .guarded())
                .isTrue();
    }

    @Test
    void aFileThatWasChangedMeanwhileTakesOverNothingTwice() throws IOException {
        taken("bank:x,JPY,50000\nbank:y,JPY,7\n");
        assertThat(taken("bank:y,JPY,7\nbank:x,JPY,50000\n"))
                .isEqualTo("These opening balances are on the books already.");
        assertThat(taken("bank:x,JPY,50000\nbank:y,JPY,7\nbank:z,JPY,1\n"))
                .isEqualTo("Put 1 opening balances on the books.");
        assertThatThrownBy(() -> taken("bank:w,JPY,5\nbank:x,JPY,50001\n"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Line 2 of")
                .hasMessageContaining("another amount");
        assertThat(held("bank:x")).isEqualTo(50000);
        assertThat(BOOKS.ledger.account(new AccountCode("bank:w"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one:a,JPY,5\\none:b,JPY,1.5 | Line 2 of",
                "two:a,JPY,5\\ntwo:a,JPY,5 | twice",
                "three:a,JPY | Line 1 of",
                "four:a,yen,5 | no code of an asset",
                "five a,JPY,5 | no code of an account",
                "six:a,JPY,0 | zero",
                "seven:a,JPY,5\\nseven:b,POINT,-1,0, | Line 2 of",
                "opening:JPY,JPY,5 | posted against",
                "eight:a,JPY,5\\nnine:a,JPY,5\\neight:a,SEAT,5 | twice",
                "'' | There is no row",
            })
    void whatIsWrongIsSaidWithItsLineAndNothingIsTakenOver(String rows, String said) throws IOException {
        long before = BOOKS.app
                .sql("select count(*) from ledger_account")
                .query(Long.class)
                .single();
        assertThatThrownBy(() -> taken(rows.replace("\\n", "\n")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(said);
        assertThat(BOOKS.app
                        .sql("select count(*) from ledger_account")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void aFileOfASpreadsheetMayBeginWithAByteOrderMark() throws IOException {
        assertThat(taken("\uFEFFaccount,asset,amount\nmarked:a,JPY,5\n"))
                .isEqualTo("Put 1 opening balances on the books.");
    }

    @Test
    void anAccountThatIsOfAnotherAssetIsNamed() throws IOException {
        taken("ten:a,JPY,5\n");
        assertThatThrownBy(() -> taken("ten:b,SEAT,5\nten:a,SEAT,5\n"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ten:a is open already")
                .hasMessageContaining("Nothing was taken over");
        assertThat(BOOKS.ledger.account(new AccountCode("ten:b"))).isEmpty();
    }

    private static long held(String account) {
        return BOOKS.ledger.balance(new AccountCode(account)).posted();
    }

    private String taken(String rows) throws IOException {
        var file = folder.resolve("opening.csv");
        Files.writeString(file, rows);
        var said = new ByteArrayOutputStream();
        var command = new ImportOpeningBalances(
                BOOKS.ledger, Objects.requireNonNull(BOOKS.transaction.getTransactionManager()), BOOKS.clock, file);
        assertThat(command.run(new PrintStream(said))).isZero();
        return said.toString(StandardCharsets.UTF_8).strip();
    }
}
