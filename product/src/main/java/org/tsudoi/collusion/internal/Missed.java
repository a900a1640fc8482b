package org.tsudoi.collusion.internal;

import java.math.BigInteger;

/// How many of the sessions that we could see were missed, and whether that can be chance. Whoever is unlucky or
/// careless misses some; the question is how often so many would be missed by two who miss three of ten.
record Missed(int missed, int seen) {
    private static final int CARELESS_MISS = 3;
    private static final int OF = 10;

    /// Of more than that a share alone decides: sixty of a hundred are no chance.
    private static final int COUNTED_MAX = 200;

    int weight(int whole) {
        long share = Weighing.percent(missed, seen);
        if (share >= 80 && isRarerThanOneIn(10_000)) return whole;
        if (share >= 60 && isRarerThanOneIn(1_000)) return whole * 5 / 6;
        return share >= 40 && isRarerThanOneIn(20) ? whole / 3 : 0;
    }

    /// The upper tail of the binomial distribution, in whole numbers.
    boolean isRarerThanOneIn(long times) {
        if (seen == 0) return false;
        if (seen > COUNTED_MAX) return true;
        var tail = BigInteger.ZERO;
        var ways = BigInteger.ONE;
        for (int count = seen; count >= missed; count--) {
            tail = tail.add(ways.multiply(BigInteger.valueOf(CARELESS_MISS).pow(count))
                    .multiply(BigInteger.valueOf(OF - CARELESS_MISS).pow(seen - count)));
            ways = ways.multiply(BigInteger.valueOf(count)).divide(BigInteger.valueOf(seen - count + 1));
        }
        return tail.multiply(BigInteger.valueOf(times))
                        .compareTo(BigInteger.valueOf(OF).pow(seen))
                < 0;
    }
}
