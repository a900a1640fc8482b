package org.tsudoi.ledger.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether what concurrent callers saw of one account with floor 0 could have been seen by callers who came one after
/// the other, each between asking and being answered (Herlihy and Wing, 1990; searched as Wing and Gong do, 1993).
final class Linearizability {
    /// @param kind   what was asked
    /// @param amount what was to be added; of a `READ` what was answered
    record Call(Kind kind, long amount, long asked, long answered) {}

    enum Kind {
        DONE,
        REFUSED,
        READ
    }

    private final List<Call> calls;
    private final Set<Long> deadEnds = new HashSet<>();

    private Linearizability(List<Call> calls) {
        if (calls.size() > 60) throw new IllegalArgumentException("too many calls to search through");
        this.calls = calls;
    }

    static boolean of(long balance, List<Call> calls) {
        return new Linearizability(calls).search(0, balance);
    }

    private boolean search(long taken, long balance) {
        if (Long.bitCount(taken) == calls.size()) return true;
        if (!deadEnds.add(taken)) return false;
        long firstAnswer = Long.MAX_VALUE;
        for (int i = 0; i < calls.size(); i++) {
            if ((taken >> i & 1) == 0)
                firstAnswer = Math.min(firstAnswer, calls.get(i).answered());
        }
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            // What was asked after another's answer comes after that other.
            if ((taken >> i & 1) == 1 || call.asked() > firstAnswer || !fits(call, balance)) continue;
            if (search(taken | 1L << i, balance + (call.kind() == Kind.DONE ? call.amount() : 0))) return true;
        }
        return false;
    }

    private static boolean fits(Call call, long balance) {
        return switch (call.kind()) {
            case DONE -> balance + call.amount() >= 0;
            case REFUSED -> balance + call.amount() < 0;
            case READ -> balance == call.amount();
        };
    }
}
