package org.tsudoi.orders;

import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.points.PointUseId;
import org.tsudoi.vouchers.VoucherUseId;

/// What lowers what an order costs in money. It does not change any more once something is begun to be paid.
///
/// @param voucher what it takes off; nobody pays it
/// @param voucherCode as it is shown; empty without a voucher
/// @param points what they pay, a yen each
public record Reductions(
        Money voucher,
        @Nullable VoucherUseId voucherUse,
        String voucherCode,
        Money points,
        @Nullable PointUseId pointUse) {
    public Reductions {
        if (voucher.isNegative() || points.isNegative()) {
            throw new IllegalArgumentException("nothing lowers a price by " + voucher + " and " + points);
        }
    }

    public static Reductions none(Currency currency) {
        var nothing = Money.zero(currency);
        return new Reductions(nothing, null, "", nothing, null);
    }

    public boolean isNone() {
        return voucherUse == null && pointUse == null;
    }

    public Reductions withVoucher(VoucherUseId use, String code, Money off) {
        return new Reductions(off, use, code, points, pointUse);
    }

    public Reductions withoutVoucher() {
        return new Reductions(voucher.times(0), null, "", points, pointUse);
    }

    public Reductions withPoints(PointUseId use, Money worth) {
        return new Reductions(voucher, voucherUse, voucherCode, worth, use);
    }

    public Reductions withoutPoints() {
        return new Reductions(voucher, voucherUse, voucherCode, points.times(0), null);
    }
}
