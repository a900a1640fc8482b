package town.stripe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waiting for something that happens by itself, with a bound.
public final class Until {
    private Until() {}

    public interface Condition {
        boolean holds() throws Exception;
    }

    public static boolean within(long millis, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            if (condition.holds()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
        }
        return condition.holds();
    }
}
