package org.tsudoi.vouchers.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.VoucherUseId;

/// Uses of vouchers in the books: what can be used is never below zero.
@Component
class VoucherBook {
    private static final Asset USE = new Asset("VOUCHER");
    private static final Duration HOLD_MAX = Duration.ofDays(90);

    private final Ledger ledger;

    VoucherBook(Ledger ledger) {
        this.ledger = ledger;
    }

    private static AccountCode uses(VoucherId voucher) {
        return AccountCode.of("voucher", voucher.toString(), "uses");
    }

    private static AccountCode used(VoucherId voucher) {
        return AccountCode.of("voucher", voucher.toString(), "used");
    }

    private static AccountCode supply(VoucherId voucher) {
        return AccountCode.of("voucher", voucher.toString(), "supply");
    }

    void made(VoucherId voucher, int uses, Instant now) {
        ledger.open(List.of(
                Account.neverBelowZero(uses(voucher), USE),
                Account.neverBelowZero(used(voucher), USE),
                Account.unguarded(supply(voucher), USE)));
        ledger.post(new Journal(
                        JournalId.derive("voucher", voucher.toString(), "made"),
                        "vouchers-made",
                        now,
                        List.of(Leg.into(uses(voucher), USE, uses), Leg.outOf(supply(voucher), USE, uses)),
                        Map.of("voucher", voucher.toString())))
                .orThrow();
    }

    /// @param left uses that nobody has taken or reserved
    record Count(long used, long left) {}

    Count count(VoucherId voucher) {
        var both = ledger.balances(List.of(used(voucher), uses(voucher)));
        return new Count(both.getFirst().posted(), both.getLast().available());
    }

    /// Answers false when none is left.
    boolean reserve(VoucherTable.Use use, Instant now) {
        return ledger.hold(new Hold(
                        holdId(use.id()),
                        now.plus(HOLD_MAX),
                        "voucher-used",
                        List.of(Leg.outOf(uses(use.voucher()), USE, 1), Leg.into(used(use.voucher()), USE, 1)),
                        about(use)))
                .isHeld();
    }

    private static HoldId holdId(VoucherUseId use) {
        return HoldId.derive("voucher-use", use.toString());
    }

    private static Map<String, String> about(VoucherTable.Use use) {
        return Map.of("voucher", use.voucher().toString(), "order", use.reference());
    }

    void used(VoucherUseId use, Instant now) {
        ledger.settle(holdId(use), JournalId.derive("voucher-use", use.toString(), "used"), now)
                .orThrow();
    }

    void released(VoucherUseId use) {
        ledger.release(holdId(use), "voucher released");
    }

    void returned(VoucherTable.Use use, Instant now) {
        ledger.post(new Journal(
                        JournalId.derive("voucher-use", use.id().toString(), "returned"),
                        "voucher-returned",
                        now,
                        List.of(Leg.outOf(used(use.voucher()), USE, 1), Leg.into(uses(use.voucher()), USE, 1)),
                        about(use)))
                .orThrow();
    }
}
