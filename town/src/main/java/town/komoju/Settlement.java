package town.komoju;

import java.time.Instant;

/// What was taken for the shop, what of it is kept, and what is sent to its bank, in yen.
record Settlement(String id, Instant created, long transactions, long fee, long tax, long sending) {
    long settled() {
        return transactions - fee - tax;
    }

    long remitted() {
        return settled() - sending;
    }
}
