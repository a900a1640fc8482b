package org.tsudoi.proofs.internal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.proofs.Proofs;

@Component
class SealJob implements RecurringJob {
    private final Proofs proofs;

    SealJob(Proofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String name() {
        return "proofs-seal";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        proofs.seal();
    }
}
