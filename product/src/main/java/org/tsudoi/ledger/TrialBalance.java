package org.tsudoi.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All accounts at one moment, added up by asset and kind of account. The lines of an asset always add up to zero.
public record TrialBalance(List<Line> lines) {
    public TrialBalance {
        lines = List.copyOf(lines);
    }

    /// @param accountKind as `AccountCode.kind()`: `event:*:seats:available`
    public record Line(Asset asset, String accountKind, long accounts, long balance) {}

    /// Each asset's sum: zero, unless something is broken.
    public Map<String, Long> sums() {
        var sums = new TreeMap<String, Long>();
        lines.forEach(line -> sums.merge(line.asset().code(), line.balance(), Math::addExact));
        return sums;
    }

    public boolean isBalanced() {
        return sums().values().stream().allMatch(sum -> sum == 0);
    }
}
