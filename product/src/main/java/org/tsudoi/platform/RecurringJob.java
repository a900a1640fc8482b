package org.tsudoi.platform;

import java.time.Duration;

/// Something done again and again by one of the nodes. A bean of this type is all there is to do: it runs first
/// soon after the start and then `every()` so often, measured from the end of one run to the start of the next.
/// It may run late, and once more after a crash. Tests call `run()` by hand.
public interface RecurringJob {
    /// Unique and stable, such as `orders-release-expired-holds`.
    String name();

    /// At least 5 seconds; what must happen at once goes into the outbox.
    Duration every();

    void run();
}
