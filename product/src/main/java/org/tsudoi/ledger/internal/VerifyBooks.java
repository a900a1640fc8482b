package org.tsudoi.ledger.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.BookCheck;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.platform.Command;

/// `./tsudoi verify`.
@Component
class VerifyBooks implements Command {
    private final Ledger ledger;
    private final List<BookCheck> checks;

    VerifyBooks(Ledger ledger, List<BookCheck> checks) {
        this.ledger = ledger;
        this.checks = checks;
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
                yield agreeing(out) ? 0 : 1;
            }
            case Verification.Broken broken -> {
                out.println("THE BOOKS ARE BROKEN: " + said(broken));
                yield 1;
            }
        };
    }

    /// All of them are looked at: one that is wrong hides no other.
    private boolean agreeing(PrintStream out) {
        boolean agreeing = true;
        for (var check : checks) {
            var broken = check.broken();
            if (broken.isEmpty()) out.println(check.rule());
            else out.println("THEY DIFFER FROM WHAT THEY ARE ABOUT: " + said(broken.get()));
            agreeing = agreeing && broken.isEmpty();
        }
        return agreeing;
    }

    private static String said(Verification.Broken broken) {
        return broken.rule() + " at " + broken.where() + ": " + broken.found();
    }
}
