package org.tsudoi.points.internal;

import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.BookCheck;
import org.tsudoi.ledger.Verification;

/// What the books owe for points that were sold is what is unused of them.
@Component
class SoldPointsAreOwed implements BookCheck {
    private final PointTable table;
    private final PointBook book;
    private final TransactionTemplate snapshot;

    SoldPointsAreOwed(PointTable table, PointBook book, PlatformTransactionManager transactions) {
        this.table = table;
        this.book = book;
        this.snapshot = new TransactionTemplate(transactions);
        // Lots and balances of one moment: some may be sold between the two.
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public String rule() {
        return "What is owed for sold points is what is unused of them.";
    }

    @Override
    public Optional<Verification.Broken> broken() {
        var backing = Objects.requireNonNull(snapshot.execute(_ -> book.backing(table.backed())));
        return backing.isSound()
                ? Optional.empty()
                : Optional.of(new Verification.Broken(
                        "sold-points-are-owed",
                        PointBook.SOLD.toString(),
                        backing.yen() + " yen for " + backing.points() + " unused points"));
    }
}
