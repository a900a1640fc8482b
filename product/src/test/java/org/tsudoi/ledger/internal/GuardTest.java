package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.internal.Guard.Reserved;

class GuardTest {
    private static final Reserved SOME = new Reserved(3, 5);

    @Test
    void whatIsPostedAndHeldAddsUpAndNothingElseChanges() {
        var guard = new Guard(7, -2L, 40L, 10, 1, 2, true);

        assertThat(guard.posting(-4)).isEqualTo(new Guard(7, -2L, 40L, 6, 1, 2, true));
        assertThat(guard.holding(SOME)).isEqualTo(new Guard(7, -2L, 40L, 10, 4, 7, true));
        assertThat(guard.holding(SOME).letting(SOME)).isEqualTo(guard);
        assertThat(guard.least()).isEqualTo(9);
        assertThat(guard.most()).isEqualTo(12);
    }

    @Test
    void theFloorIsTheLeastItMayHoldWithEverythingHeldGone() {
        assertThat(limited(0L, null, 5, 5, 0).belowFloor()).isFalse();
        assertThat(limited(0L, null, 5, 6, 0).belowFloor()).isTrue();
        assertThat(limited(0L, null, -1, 0, 9).belowFloor()).isTrue();
        assertThat(limited(-5L, null, -5, 0, 0).belowFloor()).isFalse();
        assertThat(limited(null, 0L, -5, 9, 0).belowFloor()).isFalse();
    }

    @Test
    void theCeilingIsTheMostItMayHoldWithEverythingHeldThere() {
        assertThat(limited(null, 10L, 5, 0, 5).aboveCeiling()).isFalse();
        assertThat(limited(null, 10L, 5, 0, 6).aboveCeiling()).isTrue();
        assertThat(limited(null, 0L, 1, 9, 0).aboveCeiling()).isTrue();
        assertThat(limited(0L, null, 99, 0, 9).aboveCeiling()).isFalse();
    }

    @Test
    void whatWouldNotFitIsNotMade() {
        var full = limited(0L, null, Long.MAX_VALUE, 0, 0);
        var empty = limited(null, 0L, Long.MIN_VALUE, 0, 0);
        for (var beyond : List.<Runnable>of(
                () -> full.posting(1),
                () -> empty.posting(-1),
                () -> full.holding(new Reserved(0, 1)),
                () -> empty.holding(new Reserved(1, 0)),
                () -> limited(0L, null, 0, Long.MAX_VALUE, 0).holding(new Reserved(1, 0)),
                () -> limited(0L, null, -2, 0, Long.MAX_VALUE).holding(new Reserved(0, 3)),
                () -> new Reserved(Long.MAX_VALUE, 0).and(-1),
                () -> new Reserved(0, Long.MAX_VALUE).and(1))) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(beyond::run);
        }
    }

    @Test
    void reservedIsAddedUpByDirection() {
        assertThat(Reserved.NOTHING.and(-3).and(5).and(-4).and(1)).isEqualTo(new Reserved(7, 6));
    }

    private static Guard limited(@Nullable Long floor, @Nullable Long ceiling, long posted, long out, long in) {
        return new Guard(1, floor, ceiling, posted, out, in, false);
    }
}
