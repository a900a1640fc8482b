package org.tsudoi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tsudoi.bench.Row.Met;
import org.tsudoi.bench.Row.Unit;

class ReportTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Report report = new Report(new Progress(out, false));

    private static final Row FAST = Row.of("random", "random transfers", 12_000, Unit.PER_SECOND);

    @Test
    void aGoalIsHeldAgainstTheRatioOrTheFigure() {
        assertThat(FAST.beside("TPC-B", 1200).timesAtLeast(10).met()).isEqualTo(Met.YES);
        assertThat(FAST.beside("TPC-B", 1201).timesAtLeast(10).met()).isEqualTo(Met.NO);
        assertThat(FAST.timesAtLeast(10).met()).isEqualTo(Met.NOT_COMPARED);
        assertThat(FAST.met()).isEqualTo(Met.NO_GOAL);
        var slow = Row.of("past", "balance at a past time", 5.1, Unit.MILLISECONDS);
        assertThat(slow.atMost(5).met()).isEqualTo(Met.NO);
        assertThat(slow.beside("first", 5.0).timesAtMost(1.2).met()).isEqualTo(Met.YES);
    }

    @Test
    void theTableIsForPeopleAndTheLastLineForScripts() {
        report.fact("bench", "ledger");
        report.fact("fsync", "on");
        report.add(FAST.beside("TPC-B", 1200).timesAtLeast(10));
        report.add(Row.of("past_ms", "balance at a past time", 0.25, Unit.MILLISECONDS)
                .atMost(5));
        said.reset();
        report.print(out);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""

                        what                       figure  beside  reference    ratio    goal  met
                        random transfers        12,000 /s  TPC-B    1,200 /s  10.00 ×  ≥ 10 ×  yes
                        balance at a past time   0.250 ms                              ≤ 5 ms  yes

                        bench=ledger fsync=on random=12000 random_ratio=10.000 random_met=yes past_ms=0.250 past_ms_met=yes
                        """);
    }
}
