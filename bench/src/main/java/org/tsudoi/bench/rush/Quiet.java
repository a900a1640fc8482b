package org.tsudoi.bench.rush;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// When everything that was to be done afterwards is done: mails are out, hints are followed.
final class Quiet {
    private static final String LEFT_TO_DO =
            "select count(*) from outbox where state = 'working' or (state = 'waiting' and due_at <= now())";
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Quiet() {}

    static void await(World world) throws SQLException {
        long began = System.nanoTime();
        try (var database = world.database()) {
            while (database.number(LEFT_TO_DO) > 0) {
                if (System.nanoTime() - began > MOST.toNanos()) {
                    throw new IllegalStateException("the outbox is not empty after " + MOST);
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }
}
