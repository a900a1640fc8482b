package org.tsudoi.banking.iso20022;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;

/// The messages that are read here, told by their namespace.
enum MessageKind {
    /// Within the day.
    ACCOUNT_REPORT("camt.052", "BkToCstmrAcctRpt", "Rpt"),
    /// Of a whole day, between two balances.
    STATEMENT("camt.053", "BkToCstmrStmt", "Stmt"),
    /// Single movements, without balances.
    NOTIFICATION("camt.054", "BkToCstmrDbtCdtNtfctn", "Ntfctn"),
    PAYMENT_STATUS_REPORT("pain.002", "CstmrPmtStsRpt", "");

    private static final Pattern ISO_20022 =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\\.[0-9]{3})\\.001\\.([0-9]{2})");
    private static final String DOCUMENT = "Document";
    private static final int VERSION_MIN = 2;
    /// Beyond what is published: a version that changes the meaning of what is read would have to be looked
    /// at first.
    private static final int VERSION_MAX = 14;

    private final String message;
    private final String root;
    private final String report;

    MessageKind(String message, String root, String report) {
        this.message = message;
        this.root = root;
        this.report = report;
    }

    /// What the message is within `Document`.
    String root() {
        return root;
    }

    /// What repeats in it, once for each account.
    String report() {
        return report;
    }

    static Optional<MessageKind> of(Xml.Document document, Faults faults) {
        var root = document.root();
        var named = ISO_20022.matcher(document.namespace());
        if (!named.matches()) return refused(root, FaultReason.NAMESPACE, faults);
        int version = Integer.parseInt(named.group(2));
        for (var kind : values()) {
            boolean fits = kind.message.equals(named.group(1)) && version >= VERSION_MIN && version <= VERSION_MAX;
            if (fits && root.name().equals(DOCUMENT)) return Optional.of(kind);
        }
        return refused(root, FaultReason.KIND, faults);
    }

    private static Optional<MessageKind> refused(Element root, FaultReason reason, Faults faults) {
        faults.add(root.line(), root.column(), DOCUMENT, reason);
        return Optional.empty();
    }
}
