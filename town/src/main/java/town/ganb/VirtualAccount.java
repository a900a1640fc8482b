package town.ganb;

import java.time.Instant;

/// A number that leads to the one account.
///
/// @param status 1 usable, 2 stopped, 3 deleted
record VirtualAccount(
        String vaId, String branch, String number, String holder, String status, Instant issuedAt, Instant changedAt) {
    boolean isUsable() {
        return status.equals("1");
    }

    VirtualAccount become(String next, Instant at) {
        return new VirtualAccount(vaId, branch, number, holder, next, issuedAt, at);
    }
}
