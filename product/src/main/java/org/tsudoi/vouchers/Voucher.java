package org.tsudoi.vouchers;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.offerings.EventId;

/// Takes something off the price of orders with one organiser.
///
/// @param event the only one it is for; null for all of them
/// @param usesMax in all
/// @param usesEachMax by one person
public record Voucher(
        VoucherId id,
        OrganiserId organiser,
        @Nullable EventId event,
        String code,
        Discount discount,
        Instant validFrom,
        Instant validUntil,
        int usesMax,
        int usesEachMax,
        Instant madeAt,
        @Nullable Instant stoppedAt) {
    public static final int USES_MAX = 100_000;

    private static final String CODE = "[A-Z0-9-]{3,30}";

    /// As it is stored, whether it was typed in small letters or in wide ones; empty when it cannot be a code.
    public static Optional<String> code(String typed) {
        var code = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[‐-―ー−]", "-");
        return code.matches(CODE) ? Optional.of(code) : Optional.empty();
    }

    public boolean isFor(OrganiserId seller, EventId sold) {
        return organiser.equals(seller) && (event == null || event.equals(sold));
    }

    public boolean isOver(Instant now) {
        return stoppedAt != null || !now.isBefore(validUntil);
    }
}
