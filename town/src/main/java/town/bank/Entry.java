package town.bank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line of the account: money that came or went out, or one of the two undone.
///
/// @param number     照会番号, of its day
/// @param payer      as files have it: who paid, or who was paid; empty for many at once
/// @param calledBack the entry that this undoes; null for one that undoes none
/// @param code       顧客コード, by which the account's owner knows a transfer that went out; else empty
record Entry(
        String id,
        int number,
        LocalDate day,
        Instant at,
        long yen,
        String payer,
        @Nullable String calledBack,
        Kind kind,
        String code) {
    enum Kind {
        DEPOSIT,
        /// 取消 of a deposit.
        CALLED_BACK,
        /// Transferred by the owner's file (総合振込).
        SENT,
        /// What was transferred came back (組戻し).
        SENT_BACK
    }

    /// One that was kept before there were transfers out has no kind.
    Entry {
        kind = Objects.requireNonNullElse(kind, calledBack == null ? Kind.DEPOSIT : Kind.CALLED_BACK);
        code = Objects.requireNonNullElse(code, "");
    }

    boolean isDeposit() {
        return kind == Kind.DEPOSIT;
    }

    boolean comesIn() {
        return kind == Kind.DEPOSIT || kind == Kind.SENT_BACK;
    }

    /// Whether the notice of deposits tells of it.
    boolean isToldInNotices() {
        return kind == Kind.DEPOSIT || kind == Kind.CALLED_BACK;
    }

    /// What it does to the balance.
    long effect() {
        return comesIn() ? yen : -yen;
    }
}
