package org.tsudoi.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AccountingTest {
    @Test
    void aNameMayHaveAnythingInIt() {
        var fields = Accounting.fields("77 (tsudoi) R 9 (x) S 1 77 77 0 -1 4194304 1 2 3 4 510 220 30 40 20 0");
        assertThat(fields.getFirst()).isEqualTo("S");
        assertThat(fields.get(1)).isEqualTo("1");
        assertThat(fields.subList(11, 15)).containsExactly("510", "220", "30", "40");
    }

    @Test
    void memoryIsTheMostThereWasInBytes() {
        var status = List.of("Name:\tjava", "VmPeak:\t 9000 kB", "VmHWM:\t  2048 kB", "VmRSS:\t 1024 kB");
        assertThat(Accounting.residentMax(status)).isEqualTo(2048 * 1024);
        assertThatThrownBy(() -> Accounting.residentMax(List.of("Name:\tkthreadd")))
                .hasMessageContaining("VmHWM");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWorksIsCountedForItselfAndForItsParent() throws IOException {
        long self = ProcessHandle.current().pid();
        long parent = Long.parseLong(
                Accounting.fields(Files.readString(Path.of("/proc/self/stat"))).get(1));
        double ofParent = Accounting.cpuSecondsWithChildren(parent);
        double before = Accounting.cpuSeconds(self);
        long sum = 0;
        while (Accounting.cpuSeconds(self) < before + 0.05) sum += System.nanoTime();
        assertThat(sum).isNotZero();
        assertThat(Accounting.cpuSecondsWithChildren(parent)).isGreaterThan(ofParent + 0.045);
        assertThat(Accounting.residentMax(self)).isPositive();
    }
}
