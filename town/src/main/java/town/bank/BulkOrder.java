package town.bank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A file of transfers that the bank has taken.
///
/// @param id         the file's SHA-256 in hex
/// @param inOneSum   whether the account's owner wants one withdrawal for all of them
/// @param carriedOut whether its day has come
record BulkOrder(
        String id,
        LocalDate on,
        Instant takenAt,
        boolean inOneSum,
        List<BulkFile.Transfer> transfers,
        boolean carriedOut) {
    BulkOrder {
        transfers = List.copyOf(transfers);
    }

    long yen() {
        return transfers.stream().mapToLong(BulkFile.Transfer::yen).sum();
    }

    BulkOrder done() {
        return new BulkOrder(id, on, takenAt, inOneSum, transfers, true);
    }
}
