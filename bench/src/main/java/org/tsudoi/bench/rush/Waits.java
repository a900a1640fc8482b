package org.tsudoi.bench.rush;

import java.util.List;
import java.util.stream.Stream;
import org.tsudoi.bench.Latencies;

/// How long buyers waited at each step.
final class Waits {
    private final List<Latencies> ofSteps =
            Stream.of(Step.values()).map(_ -> new Latencies()).toList();

    Latencies of(Step step) {
        return ofSteps.get(step.ordinal());
    }

    void add(Step step, long nanos) {
        of(step).add(nanos);
    }
}
