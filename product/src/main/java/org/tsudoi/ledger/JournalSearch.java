package org.tsudoi.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What journals are looked for by; a part that is left out asks for nothing.
///
/// @param metadata all of it
/// @param amounts  of a leg, either side, by asset; the leg on `account` when that is given too; empty for any amount
/// @param from     when it happened at the earliest; given together with `until`
/// @param until    when it happened, before this
public record JournalSearch(
        Optional<String> kind,
        Optional<AccountCode> account,
        Map<String, String> metadata,
        Map<Asset, Long> amounts,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final JournalSearch ALL =
            new JournalSearch(Optional.empty(), Optional.empty(), Map.of(), Map.of(), null, null);

    public JournalSearch {
        metadata = Map.copyOf(metadata);
        amounts = Map.copyOf(amounts);
        if ((from == null) != (until == null)) throw new IllegalArgumentException("a span has two ends");
        if (amounts.values().stream().anyMatch(amount -> amount <= 0)) {
            throw new IllegalArgumentException("amounts are looked for without their sign");
        }
    }

    public JournalSearch ofKind(String wanted) {
        return new JournalSearch(Optional.of(wanted), account, metadata, amounts, from, until);
    }

    public JournalSearch on(AccountCode wanted) {
        return new JournalSearch(kind, Optional.of(wanted), metadata, amounts, from, until);
    }

    public JournalSearch with(Map<String, String> wanted) {
        return new JournalSearch(kind, account, wanted, amounts, from, until);
    }

    public JournalSearch ofAmount(Map<Asset, Long> wanted) {
        return new JournalSearch(kind, account, metadata, wanted, from, until);
    }

    public JournalSearch happened(Instant notBefore, Instant before) {
        return new JournalSearch(kind, account, metadata, amounts, notBefore, before);
    }

    /// @param journals the newest first
    /// @param older    where to look on, for `before`; nothing when all has been looked at. There may be an `older`
    ///     with no journals: so many were looked at without finding one.
    public record Found(List<RecordedJournal> journals, Optional<Long> older) {}
}
