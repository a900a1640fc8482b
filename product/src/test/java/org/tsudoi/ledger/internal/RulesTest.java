package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.ledger.internal.Guard.Reserved;
import org.tsudoi.ledger.internal.Rules.Finding;

class RulesTest {
    private static final Asset JPY = new Asset("JPY");
    private static final Asset THB = new Asset("THB");
    private static final AccountCode A = new AccountCode("a");
    private static final AccountCode B = new AccountCode("b");
    private static final AccountCode C = new AccountCode("c");
    private static final long MAX = Rules.AMOUNT_MAX;
    private static final Map<AccountCode, KnownAccount> KNOWN =
            Map.of(A, new KnownAccount(1, A, JPY, true), B, new KnownAccount(2, B, JPY, true));

    @Test
    void whatCanBeSaidOfTheLegsAlone() {
        assertThat(Rules.inWords(List.of(leg(A, 1), leg(B, -1)))).isEmpty();
        assertThat(Rules.inWords(List.of(leg(A, MAX), leg(B, -MAX)))).isEmpty();
        assertThat(Rules.inWords(List.of(leg(A, 1)))).contains(finding(Refusal.EMPTY_JOURNAL, null));
        assertThat(Rules.inWords(List.of(leg(A, 1), leg(B, 0), leg(C, -1)))).contains(finding(Refusal.AMOUNT_ZERO, B));
        assertThat(Rules.inWords(List.of(leg(A, MAX + 1), leg(B, -MAX - 1))))
                .contains(finding(Refusal.AMOUNT_TOO_LARGE, A));
        assertThat(Rules.inWords(List.of(leg(A, 1), leg(B, -MAX - 1)))).contains(finding(Refusal.AMOUNT_TOO_LARGE, B));
        assertThat(Rules.inWords(List.of(leg(A, 2), leg(B, -1)))).contains(finding(Refusal.UNBALANCED, null));
        assertThat(Rules.inWords(List.of(leg(A, 1), new Leg(B, THB, -1)))).contains(finding(Refusal.UNBALANCED, null));
    }

    @Test
    void aThousandLegsAreNotTooMany() {
        var legs = new ArrayList<Leg>();
        for (int i = 0; i < Rules.LEGS_MAX / 2; i++) Collections.addAll(legs, leg(A, MAX), leg(B, -MAX));
        assertThat(Rules.inWords(legs)).isEmpty();
        Collections.addAll(legs, leg(A, 1), leg(B, -1));
        assertThat(Rules.inWords(legs)).contains(finding(Refusal.TOO_MANY_LEGS, null));
    }

    @Test
    void aPartTakesNoMoreEachWayThanWasHeldThere() {
        var held = List.of(leg(A, -10), leg(B, 10));
        assertThat(Rules.inHold(held, held)).isEmpty();
        assertThat(Rules.inHold(List.of(leg(A, -4), leg(A, -6), leg(B, 10)), held))
                .isEmpty();
        assertThat(Rules.inHold(List.of(leg(A, -11), leg(B, 11)), held)).contains(finding(Refusal.EXCEEDS_HOLD, A));
        assertThat(Rules.inHold(List.of(leg(A, -10), leg(B, 11)), held)).contains(finding(Refusal.EXCEEDS_HOLD, B));
        assertThat(Rules.inHold(List.of(leg(A, -1), leg(C, 1)), held)).contains(finding(Refusal.EXCEEDS_HOLD, C));
        // The other way round is another thing.
        assertThat(Rules.inHold(List.of(leg(B, -1), leg(A, 1)), held)).contains(finding(Refusal.EXCEEDS_HOLD, B));
    }

    @Test
    void whatCanBeSaidOfTheAccounts() {
        assertThat(Rules.inAccounts(List.of(leg(A, 1), leg(B, -1)), KNOWN)).isEmpty();
        assertThat(Rules.inAccounts(List.of(new Leg(A, THB, 1), leg(C, -1)), KNOWN))
                .contains(finding(Refusal.UNKNOWN_ACCOUNT, C));
        assertThat(Rules.inAccounts(List.of(leg(A, 1), new Leg(B, THB, -1)), KNOWN))
                .contains(finding(Refusal.ASSET_MISMATCH, B));
    }

    @Test
    void closedAccountsAreRefused() {
        var legs = List.of(leg(A, 1), leg(C, 1), leg(B, -2));
        assertThat(Rules.inClosings(legs, KNOWN, Set.of())).isEmpty();
        assertThat(Rules.inClosings(legs, KNOWN, Set.of(9L))).isEmpty();
        assertThat(Rules.inClosings(legs, KNOWN, Set.of(2L))).contains(finding(Refusal.ACCOUNT_CLOSED, B));
    }

    @Test
    void theFloorComesBeforeTheCeiling() {
        var legs = List.of(leg(B, 1), leg(C, 1), leg(A, -2));
        var fits = new Guard(1, 0L, 9L, 5, 0, 0, false);
        var below = new Guard(1, 0L, null, -1, 0, 0, false);
        var above = new Guard(2, null, 9L, 10, 0, 0, false);
        assertThat(Rules.inLimits(legs, KNOWN, Map.of())).isEmpty();
        assertThat(Rules.inLimits(legs, KNOWN, Map.of(1L, fits))).isEmpty();
        assertThat(Rules.inLimits(legs, KNOWN, Map.of(1L, below, 2L, above))).contains(finding(Refusal.BELOW_FLOOR, A));
        assertThat(Rules.inLimits(legs, KNOWN, Map.of(1L, fits, 2L, above)))
                .contains(finding(Refusal.ABOVE_CEILING, B));
    }

    @Test
    void legsAreAddedUpByAccount() {
        var legs = List.of(leg(A, 5), leg(B, -7), leg(A, -3), leg(A, 5));
        assertThat(Rules.sums(legs)).isEqualTo(Map.of(A, 7L, B, -7L));
        assertThat(Rules.reserved(legs)).isEqualTo(Map.of(A, new Reserved(3, 10), B, new Reserved(7, 0)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Rules.sums(List.of(leg(A, Long.MAX_VALUE), leg(A, 1))));
    }

    @Test
    void theSameLegsInWhateverOrderAreTheSame() {
        var legs = List.of(leg(A, 5), leg(B, -2), leg(B, -3));
        assertThat(Rules.same(legs, List.of(leg(B, -3), leg(A, 5), leg(B, -2)))).isTrue();
        assertThat(Rules.same(legs, List.copyOf(legs))).isTrue();
        assertThat(Rules.same(legs, List.of(leg(A, 5), leg(B, -5)))).isFalse();
        assertThat(Rules.same(legs, List.of(leg(A, 5), leg(B, -1), leg(B, -4)))).isFalse();
        assertThat(Rules.same(legs, List.of(leg(C, 5), leg(B, -2), leg(B, -3)))).isFalse();
        // What is only in another asset is not the same either.
        assertThat(Rules.same(legs, List.of(new Leg(A, THB, 5), leg(B, -2), leg(B, -3))))
                .isFalse();
    }

    @Test
    void anAccountNobodyKnowsIsInNobodysWay() {
        var guards = new HashMap<Long, Guard>();
        guards.put(1L, new Guard(1, 0L, null, -1, 0, 0, false));
        assertThat(Rules.inLimits(List.of(leg(C, 1), leg(C, -1)), KNOWN, guards))
                .isEmpty();
    }

    private static Finding finding(Refusal reason, @Nullable AccountCode which) {
        return new Finding(reason, which);
    }

    private static Leg leg(AccountCode account, long amount) {
        return new Leg(account, JPY, amount);
    }
}
