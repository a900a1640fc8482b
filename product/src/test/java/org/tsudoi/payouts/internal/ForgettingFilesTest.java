package org.tsudoi.payouts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.payouts.Paying;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.testing.ProductTest;

/// As in the years that the law says, by the clock of the database.
@ProductTest
class ForgettingFilesTest {
    private final RunTable runs;
    private final Paying paying;
    private final JdbcClient sql;

    ForgettingFilesTest(RunTable runs, Paying paying, JdbcClient sql) {
        this.runs = runs;
        this.paying = paying;
        this.sql = sql;
    }

    /// Another one of which there is a file, and nothing else is looked at.
    private PayoutRunId made(Instant at) {
        var id = new PayoutRunId(UUID.randomUUID());
        sql.sql("""
                insert into payout_run (id, currency, prepared_by, prepared_at, state, discarded_by, discarded_at)
                values (:id, 'JPY', :by, '2010-01-01', 'discarded', :by, '2010-01-01')
                """)
                .param("id", id.value())
                .param("by", paying.somebody().value())
                .update();
        runs.keepFile(id, new byte[] {1, 2, 3}, at);
        return id;
    }

    private void forget() {
        new ForgettingFiles(runs, Clock.systemUTC()).run();
    }

    private void isRefused(PayoutRunId run, String set) {
        var statement =
                sql.sql("update payout_file set " + set + " where run = :run").param("run", run.value());
        assertThatThrownBy(statement::update).hasStackTraceContaining("is kept until its time");
    }

    @Test
    void itIsKeptTenYearsFromTheReturnOfItsYear() {
        assertThat(ForgettingFiles.keptUntil(Instant.parse("2026-04-01T00:00:00Z")))
                .isEqualTo(LocalDate.of(2037, 6, 30));
        assertThat(ForgettingFiles.keptUntil(Instant.parse("2026-12-31T23:00:00Z")))
                .isEqualTo(LocalDate.of(2038, 2, 28));
    }

    @Test
    void whatIsOverIsForgottenAndWhatIsNotStays() {
        var old = made(Instant.parse("2012-05-05T00:00:00Z"));
        var young = made(Instant.parse("2020-05-05T00:00:00Z"));
        forget();
        assertThat(runs.file(old)).isEmpty();
        assertThat(runs.file(young)).hasValueSatisfying(file -> assertThat(file).containsExactly(1, 2, 3));
    }

    @Test
    void theDatabaseForgetsNothingBeforeItsTimeAndBringsNothingBack() {
        var young = made(Instant.parse("2020-05-05T00:00:00Z"));
        isRefused(young, "file_sealed = null, forgotten_at = '2099-01-01'");
        isRefused(young, "file_sealed = '\\x00'");
        var old = made(Instant.parse("2012-05-05T00:00:00Z"));
        isRefused(old, "file_sealed = '\\x00'");
        forget();
        isRefused(old, "file_sealed = '\\x00', forgotten_at = null");
        var shorter = sql.sql("update payout_file set kept_until = '2021-01-01' where run = :run")
                .param("run", young.value());
        assertThatThrownBy(shorter::update).hasStackTraceContaining("permission denied");
    }
}
