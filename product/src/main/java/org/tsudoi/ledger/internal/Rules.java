package org.tsudoi.ledger.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Refusal;

/// What makes a journal or a hold refused, in the order of `Refusal`. Knows no database.
final class Rules {
    static final int LEGS_MAX = 1000;
    /// A thousand trillion: with `LEGS_MAX` of them the sum of a journal's legs still fits a `long`.
    static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    private Rules() {}

    record Finding(Refusal reason, @Nullable AccountCode which) {}

    /// What can be said of the legs alone.
    static Optional<Finding> inWords(List<Leg> legs) {
        if (legs.size() < 2) return Optional.of(new Finding(Refusal.EMPTY_JOURNAL, null));
        if (legs.size() > LEGS_MAX) return Optional.of(new Finding(Refusal.TOO_MANY_LEGS, null));
        return first(legs, Refusal.AMOUNT_ZERO, leg -> leg.amount() == 0)
                .or(() -> first(
                        legs, Refusal.AMOUNT_TOO_LARGE, leg -> leg.amount() > AMOUNT_MAX || leg.amount() < -AMOUNT_MAX))
                .or(() -> balances(legs) ? Optional.empty() : Optional.of(new Finding(Refusal.UNBALANCED, null)));
    }

    /// What can be said of a part of what was held: on its accounts, each way no more than was held there.
    static Optional<Finding> inHold(List<Leg> part, List<Leg> held) {
        var left = reserved(held);
        var taken = reserved(part);
        return first(part, Refusal.EXCEEDS_HOLD, leg -> {
            var most = left.getOrDefault(leg.account(), Guard.Reserved.NOTHING);
            var now = taken.getOrDefault(leg.account(), Guard.Reserved.NOTHING);
            return now.out() > most.out() || now.in() > most.in();
        });
    }

    static Optional<Finding> inAccounts(List<Leg> legs, Map<AccountCode, KnownAccount> known) {
        return first(legs, Refusal.UNKNOWN_ACCOUNT, leg -> !known.containsKey(leg.account()))
                .or(() -> first(legs, Refusal.ASSET_MISMATCH, leg -> {
                    var account = known.get(leg.account());
                    return account == null || !account.asset().equals(leg.asset());
                }));
    }

    /// @param closed ids of accounts
    static Optional<Finding> inClosings(List<Leg> legs, Map<AccountCode, KnownAccount> known, Set<Long> closed) {
        if (closed.isEmpty()) return Optional.empty();
        return first(legs, Refusal.ACCOUNT_CLOSED, leg -> {
            var account = known.get(leg.account());
            return account != null && closed.contains(account.id());
        });
    }

    /// What can be said of guarded accounts as they would stand afterwards.
    static Optional<Finding> inLimits(
            List<Leg> legs, Map<AccountCode, KnownAccount> known, Map<Long, Guard> afterwards) {
        if (afterwards.isEmpty()) return Optional.empty();
        return inLimits(legs, known, afterwards, Refusal.BELOW_FLOOR, Guard::belowFloor)
                .or(() -> inLimits(legs, known, afterwards, Refusal.ABOVE_CEILING, Guard::aboveCeiling));
    }

    /// Each account's legs added up.
    static Map<AccountCode, Long> sums(List<Leg> legs) {
        var sums = new HashMap<AccountCode, Long>();
        for (var leg : legs) sums.merge(leg.account(), leg.amount(), Math::addExact);
        return sums;
    }

    /// Each account's legs added up by direction.
    static Map<AccountCode, Guard.Reserved> reserved(Collection<Leg> legs) {
        var sums = new HashMap<AccountCode, Guard.Reserved>();
        for (var leg : legs) {
            sums.put(
                    leg.account(),
                    sums.getOrDefault(leg.account(), Guard.Reserved.NOTHING).and(leg.amount()));
        }
        return sums;
    }

    /// Whether they say the same, in whatever order.
    static boolean same(List<Leg> one, List<Leg> other) {
        if (one.equals(other)) return true;
        var order = Comparator.comparing(Leg::account).thenComparingLong(Leg::amount);
        return one.stream()
                .sorted(order)
                .toList()
                .equals(other.stream().sorted(order).toList());
    }

    private static boolean balances(List<Leg> legs) {
        var sums = new HashMap<Asset, Long>();
        for (var leg : legs) sums.merge(leg.asset(), leg.amount(), Math::addExact);
        for (long sum : sums.values()) {
            if (sum != 0) return false;
        }
        return true;
    }

    private static Optional<Finding> inLimits(
            List<Leg> legs,
            Map<AccountCode, KnownAccount> known,
            Map<Long, Guard> afterwards,
            Refusal reason,
            Predicate<Guard> broken) {
        return first(legs, reason, leg -> {
            var account = known.get(leg.account());
            var guard = account == null ? null : afterwards.get(account.id());
            return guard != null && broken.test(guard);
        });
    }

    private static Optional<Finding> first(List<Leg> legs, Refusal reason, Predicate<Leg> refused) {
        for (var leg : legs) {
            if (refused.test(leg)) return Optional.of(new Finding(reason, leg.account()));
        }
        return Optional.empty();
    }
}
