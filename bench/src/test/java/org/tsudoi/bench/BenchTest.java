package org.tsudoi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final Benchmark LEDGER =
            Bench.all().filter(each -> each.name().equals("ledger")).findFirst().orElseThrow();

    @Test
    void everyBenchmarkIsFoundAndListedWithItsOptions() {
        assertThat(Bench.all().map(Benchmark::name)).doesNotHaveDuplicates().contains("ledger", "payments", "rush");
        assertThat(Bench.all()).allSatisfy(benchmark -> {
            assertThat(Bench.help()).contains(benchmark.name() + " ").contains(benchmark.what());
            assertThat(benchmark.options())
                    .allSatisfy(option -> assertThat(Bench.help()).contains("--" + option.name()));
        });
    }

    @Test
    void optionsHaveTheirValueOrTheirFallback() {
        var options = Options.parse(List.of("--seconds", "3", "--full"), LEDGER);
        assertThat(options.seconds()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.has("full")).isTrue();
        assertThat(options.number("callers")).isEqualTo(64);
        assertThat(options.has("pgledger")).isFalse();
    }

    @Test
    void whatCannotBeIsSaidInOneSentence() {
        assertWrong("bench ledger knows --accounts ", "--fast");
        assertWrong("--seconds needs a value.", "--seconds");
        assertWrong("--seconds is a whole number above zero, not 0.", "--seconds", "0");
        assertWrong("--callers is a whole number above zero, not many.", "--callers", "many");
    }

    private static void assertWrong(String sentence, String... words) {
        assertThatThrownBy(() -> {
                    var options = Options.parse(List.of(words), LEDGER);
                    options.seconds();
                    options.number("callers");
                })
                .isInstanceOf(WrongCommand.class)
                .hasMessageStartingWith(sentence);
    }
}
