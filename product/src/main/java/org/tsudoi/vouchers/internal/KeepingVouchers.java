package org.tsudoi.vouchers.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.platform.Problem;
import org.tsudoi.vouchers.Discount;
import org.tsudoi.vouchers.Voucher;
import org.tsudoi.vouchers.VoucherId;
import org.tsudoi.vouchers.VoucherUseId;
import org.tsudoi.vouchers.Vouchers;

/// The face. One person's uses are counted by a row, all uses by the ledger.
@Component
class KeepingVouchers implements Vouchers {
    private static final String RESERVED = "reserved";
    private static final String USED = "used";
    private static final String RELEASED = "released";

    private final VoucherTable table;
    private final VoucherBook book;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingVouchers(VoucherTable table, VoucherBook book, TransactionTemplate transactions, Clock clock) {
        this.table = table;
        this.book = book;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Making make(Wish wish) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var now = clock.instant();
            if (!table.insert(wish, now)) {
                return table.find(wish.id())
                        .filter(it ->
                                it.code().equals(wish.code()) && it.organiser().equals(wish.organiser()))
                        .<Making>map(Making.Made::new)
                        .orElseGet(Making.CodeTaken::new);
            }
            book.made(wish.id(), wish.usesMax(), now);
            return new Making.Made(table.find(wish.id()).orElseThrow());
        }));
    }

    @Override
    public List<Standing> of(OrganiserId organiser) {
        return table.of(organiser).stream()
                .map(voucher -> {
                    var count = book.count(voucher.id());
                    return new Standing(voucher, count.used(), count.left());
                })
                .toList();
    }

    @Override
    public boolean stop(OrganiserId organiser, VoucherId voucher) {
        return Boolean.TRUE.equals(transactions.execute(_ -> table.stop(organiser, voucher, clock.instant())));
    }

    @Override
    public Redeeming reserve(Redemption wish) {
        var now = clock.instant();
        var found = Voucher.code(wish.code()).flatMap(code -> table.find(wish.organiser(), code));
        if (found.isEmpty()) return new Redeeming.Refused(Reason.UNKNOWN);
        var voucher = found.get();
        if (voucher.isOver(now)) return new Redeeming.Refused(Reason.OVER);
        if (now.isBefore(voucher.validFrom())) return new Redeeming.Refused(Reason.NOT_YET);
        if (!voucher.isFor(wish.organiser(), wish.event())) return new Redeeming.Refused(Reason.NOT_FOR_THIS_EVENT);
        if (voucher.discount() instanceof Discount.AmountOff(var amount)
                && !amount.currency().equals(wish.total().currency())) {
            return new Redeeming.Refused(Reason.OTHER_CURRENCY);
        }
        var off = voucher.discount().of(wish.total());
        if (off.isZero()) return new Redeeming.Refused(Reason.NOT_FOR_THIS_EVENT);
        var use = new VoucherTable.Use(
                wish.use(), voucher.id(), table.person(wish.person()), wish.reference(), off, RESERVED);
        if (!table.count(voucher, use.person())) return new Redeeming.Refused(Reason.USED_BY_YOU);
        if (!book.reserve(use, now)) {
            table.uncount(voucher.id(), use.person());
            return new Redeeming.Refused(Reason.USED_UP);
        }
        table.insert(use, now);
        return new Redeeming.Reserved(use.id(), voucher.code(), off);
    }

    private VoucherTable.Use locked(VoucherUseId use) {
        return table.lock(use).orElseThrow(Problem::notFound);
    }

    @Override
    public void use(VoucherUseId id) {
        var use = locked(id);
        if (use.state().equals(USED)) return;
        var now = clock.instant();
        table.move(use, USED, now);
        book.used(id, now);
    }

    @Override
    public void release(VoucherUseId id) {
        var use = locked(id);
        if (!use.state().equals(RESERVED)) return;
        ended(use, RELEASED, clock.instant());
        book.released(id);
    }

    private void ended(VoucherTable.Use use, String state, Instant now) {
        table.move(use, state, now);
        table.uncount(use.voucher(), use.person());
    }

    @Override
    public void giveBack(VoucherUseId id) {
        var use = locked(id);
        if (!use.state().equals(USED)) return;
        var now = clock.instant();
        ended(use, "returned", now);
        book.returned(use, now);
    }

    @Override
    public boolean reserveAgain(VoucherUseId released, VoucherUseId anew) {
        var before = locked(released);
        var voucher = table.find(before.voucher()).orElseThrow();
        var use = new VoucherTable.Use(
                anew, before.voucher(), before.person(), before.reference(), before.off(), RESERVED);
        if (!before.state().equals(RELEASED) || !table.count(voucher, use.person())) return false;
        var now = clock.instant();
        if (!book.reserve(use, now)) {
            table.uncount(voucher.id(), use.person());
            return false;
        }
        table.insert(use, now);
        return true;
    }

    @Override
    public boolean canReserveAgain(VoucherUseId released) {
        var use = table.find(released).orElseThrow(Problem::notFound);
        var voucher = table.find(use.voucher()).orElseThrow();
        return use.state().equals(RELEASED)
                && table.mayCount(voucher, use.person())
                && book.count(voucher.id()).left() > 0;
    }
}
