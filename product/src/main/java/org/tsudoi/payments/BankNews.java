package org.tsudoi.payments;

import java.util.List;
import org.tsudoi.banking.BankStatement;

/// What the bank says of our own account, published inside the transaction that keeps the file. A file that says the
/// same again is published again: whoever listens knows a notice by its identity.
public sealed interface BankNews {
    /// Whole statements and notices, money that went out among them.
    record StatementsRead(List<BankStatement> statements) implements BankNews {}
}
