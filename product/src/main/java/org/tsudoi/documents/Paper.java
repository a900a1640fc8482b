package org.tsudoi.documents;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.OrderId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.texts.Language;

/// A paper that was issued. What stands in it never changes: of another name or language another one is issued.
///
/// @param first  the original, of one that was issued anew
/// @param amount   what was paid or went back, tax included
/// @param tradedAt when it was
/// @param sha256 of its bytes, in hexadecimal digits
public record Paper(
        PaperId id,
        PaperKind kind,
        long number,
        OrganiserId issuer,
        OrderId order,
        Optional<RefundId> refund,
        Language language,
        Recipient recipient,
        Optional<PaperId> first,
        Instant issuedAt,
        Instant tradedAt,
        Money amount,
        String sha256) {

    /// As it is printed.
    public String shownNumber() {
        return kind.numbered(number);
    }

    public String fileName() {
        return kind.word() + "-" + shownNumber() + ".pdf";
    }

    static String hexadecimal(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public String toString() {
        return "Paper[" + id + " " + shownNumber() + "]";
    }
}
