package town.bank;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// The transfers that the account's owner has handed in by file, each carried out on its day. Nothing is charged for
/// them, and the account may be overdrawn.
@Component
class BulkOrders {
    private static final int KEPT = 1_000;

    /// How the numbers of accounts end that are closed at their banks.
    private static final String CLOSED = "9";

    private final Shelf<BulkOrder> orders;
    private final Account account;
    private final TownClock clock;

    BulkOrders(Keeper keeper, Account account, TownClock clock) {
        this.orders = keeper.shelf("bank-orders", BulkOrder.class, KEPT);
        this.account = account;
        this.clock = clock;
    }

    sealed interface HandedIn {
        record Taken(BulkOrder order) implements HandedIn {}

        /// @param record the first that is wrong, counted from 1; 0 for the whole file
        record Refused(int record, String word) implements HandedIn {}
    }

    /// The very same file is taken once (二重持ち込み).
    synchronized HandedIn handIn(byte[] file, boolean inOneSum) {
        return switch (new BulkReader(account, account.today()).read(file)) {
            case BulkFile.Wrong(var record, var word) -> new HandedIn.Refused(record, word);
            case BulkFile.Good good -> take(sha256(file), good, inOneSum);
        };
    }

    private HandedIn take(String id, BulkFile.Good file, boolean inOneSum) {
        if (orders.find(id).isPresent()) return new HandedIn.Refused(0, "again");
        var order = new BulkOrder(id, file.on(), clock.instant(), inOneSum, file.transfers(), false);
        orders.put(id, order);
        carryOut();
        return new HandedIn.Taken(orders.find(id).orElse(order));
    }

    /// What is due is booked before anybody looks at the account.
    synchronized void carryOut() {
        for (var order : orders.all()) {
            if (order.carriedOut() || order.on().isAfter(account.today())) continue;
            if (order.inOneSum()) {
                account.send(order.on(), order.yen(), "", "");
            } else {
                order.transfers().forEach(it -> send(order, it));
            }
            orders.put(order.id(), order.done());
        }
    }

    /// To an account that is closed, what is sent comes back at once.
    private void send(BulkOrder order, BulkFile.Transfer transfer) {
        var sent = account.send(order.on(), transfer.yen(), transfer.payee(), transfer.code());
        if (transfer.account().endsWith(CLOSED)) account.sendBack(sent.id());
    }

    List<BulkOrder> newest(int limit) {
        carryOut();
        return orders.newest(limit);
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
