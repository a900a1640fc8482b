package org.tsudoi.bench.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `./tsudoi bench mutants` takes minutes and runs now and then; whether it still can is looked at with every change.
class MutantTest {
    private static final Path PRODUCT = Path.of("..", "product", "src");

    @Test
    void theTextOfEachBugStandsInTheSourceOnce() throws IOException {
        for (var mutant : Mutant.ALL) {
            var source = Files.readString(PRODUCT.resolve("main").resolve(mutant.file()));
            assertThat(mutant.in(source)).as(mutant.name()).isNotEqualTo(source);
        }
    }

    @Test
    void theTestsThatAreToCatchItAreThere() throws IOException {
        try (var files = Files.walk(PRODUCT.resolve("test"))) {
            var there = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertThat(Mutant.ALL)
                    .allSatisfy(mutant ->
                            assertThat(mutant.tests()).isNotEmpty().allMatch(test -> there.contains(test + ".java")));
        }
    }

    @Test
    void eachHasANameOfItsOwnAndThereAreTenAtLeast() {
        assertThat(Mutant.ALL.stream().map(Mutant::name))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void aTextThatIsGoneOrStandsThereTwiceIsSaid() {
        var mutant = new Mutant("x", "x", "X.java", "old", "new", List.of("XTest"));
        assertThat(mutant.in("an old text")).isEqualTo("an new text");
        assertThatIllegalStateException().isThrownBy(() -> mutant.in("a text"));
        assertThatIllegalStateException().isThrownBy(() -> mutant.in("old and old"));
    }
}
