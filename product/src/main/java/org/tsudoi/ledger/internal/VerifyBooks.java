package org.tsudoi.ledger.internal;

import java.io.PrintStream;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.platform.Command;

/// `./tsudoi verify`.
@Component
class VerifyBooks implements Command {
    private final Ledger ledger;

    VerifyBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public int run(PrintStream out) {
        return switch (ledger.verify()) {
            case Verification.Sound(var journals, var entries, var accounts, var openHolds) -> {
                out.println(String.format(
                        Locale.ROOT,
                        "The books are sound: %,d journals, %,d entries on %,d accounts, %,d open %s.",
                        journals,
                        entries,
                        accounts,
                        openHolds,
                        openHolds == 1 ? "hold" : "holds"));
                for (var sum : ledger.trialBalance().sums().entrySet()) {
                    out.println("  " + sum.getKey() + " adds up to " + sum.getValue());
                }
                out.println("What was sealed is unchanged, and every signed head holds.");
                yield 0;
            }
            case Verification.Broken(var rule, var where, var found) -> {
                out.println("THE BOOKS ARE BROKEN: " + rule + " at " + where + ": " + found);
                yield 1;
            }
        };
    }
}
