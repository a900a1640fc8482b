package org.tsudoi.points.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;

/// The face. A member's lots are locked by whoever decides about them; the ledger refuses by itself whatever would go
/// below zero all the same.
@Component
class KeepingPoints implements Points {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingPoints.class);
    private static final int BATCH = 200;

    /// A hold has no more legs than a journal may have.
    private static final int LOTS_MAX = 900;

    private static final Comparator<Left> OLDEST_FIRST = Comparator.<Left, Instant>comparing(
                    left -> left.lot().expiresAt())
            .thenComparing(left -> left.lot().kind(), Comparator.reverseOrder())
            .thenComparing(left -> left.lot().id().value());

    private final PointTable table;
    private final PointBook book;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher news;

    KeepingPoints(
            PointTable table,
            PointBook book,
            TransactionTemplate transactions,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher news) {
        this.table = table;
        this.book = book;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public PointLot grant(Grant grant) {
        var now = clock.instant();
        if (grant.points() < 1
                || grant.points() > GRANT_MAX
                || !grant.expiresAt().isAfter(now)) {
            throw new IllegalArgumentException("no grant: " + grant.points() + " until " + grant.expiresAt());
        }
        var lot = new PointLot(
                grant.lot(),
                grant.member(),
                grant.kind(),
                grant.points(),
                grant.reason(),
                grant.by(),
                now,
                grant.expiresAt(),
                false,
                false,
                grant.kind() == PointLot.Kind.PAID,
                PointLot.Late.ANEW);
        // What is owed like paid points is put aside out of our own pocket.
        return Objects.requireNonNull(transactions.execute(_ -> granted(lot, PointBook.FUNDING, "points-granted")));
    }

    @Override
    public PointLot sell(Sold sold) {
        var now = clock.instant();
        if (sold.points() < 1 || !sold.expiresAt().isAfter(now)) {
            throw new IllegalArgumentException("not sold: " + sold.points() + " until " + sold.expiresAt());
        }
        var lot = new PointLot(
                sold.lot(),
                sold.member(),
                PointLot.Kind.PAID,
                sold.points(),
                sold.reason(),
                sold.by(),
                now,
                sold.expiresAt(),
                false,
                false,
                true,
                sold.late());
        return granted(lot, sold.paidTo(), "points-sold");
    }

    private PointLot granted(PointLot lot, AccountCode paidBy, String kind) {
        if (!table.insert(lot, null)) return same(table.find(lot.id()).orElseThrow(), lot);
        table.note(lot, What.GRANTED, lot.points(), lot.id().toString(), lot.grantedAt());
        book.granted(lot, paidBy, kind);
        return lot;
    }

    private static PointLot same(PointLot stored, PointLot wished) {
        if (!stored.member().equals(wished.member()) || stored.points() != wished.points()) {
            throw new IllegalStateException(stored.id() + " was granted otherwise");
        }
        return stored;
    }

    @Override
    public long take(Taking taking) {
        var now = clock.instant();
        return lockedLive(taking, now)
                .map(lot -> taken(
                        lot, taking, Math.min(book.left(List.of(lot)).getFirst().free(), taking.most()), now))
                .orElse(0L);
    }

    @Override
    public boolean takeWhole(Taking taking) {
        var now = clock.instant();
        return lockedLive(taking, now)
                .filter(lot -> book.left(List.of(lot)).getFirst().free() == lot.points())
                .map(lot -> taken(lot, taking, lot.points(), now) > 0)
                .orElse(false);
    }

    private Optional<PointLot> lockedLive(Taking taking, Instant now) {
        return table.lock(taking.lot())
                .filter(lot -> lot.expiresAt().isAfter(now) && !book.isTaken(lot.id(), taking.step()));
    }

    private long taken(PointLot lot, Taking taking, long points, Instant now) {
        if (points <= 0) return 0;
        table.note(lot, taking.what(), -points, lot.id().toString(), now);
        book.taken(lot, taking, points, now);
        return points;
    }

    @Override
    public Optional<Left> left(PointLotId lot) {
        return table.find(lot).map(it -> left(List.of(it)).getFirst());
    }

    @Override
    public Backing backing() {
        return Objects.requireNonNull(transactions.execute(_ -> book.backing(table.backed())));
    }

    @Override
    public long owed() {
        return book.owed();
    }

    @Override
    public long owedAt(Instant at) {
        return book.owedAt(at);
    }

    @Override
    public List<Sum> sums(Instant from, Instant until) {
        return table.sums(from, until);
    }

    @Override
    public List<Left> expiring(Instant from, Instant until) {
        return left(table.expiring(from, until)).stream()
                .filter(left -> left.points() > 0)
                .toList();
    }

    @Override
    public Wallet wallet(MemberId member) {
        return new Wallet(left(table.live(member, clock.instant())).stream()
                .filter(left -> left.points() > 0 || left.reserved() > 0)
                .toList());
    }

    private List<Left> left(List<PointLot> lots) {
        var inBooks = book.left(lots);
        var left = new ArrayList<Left>();
        for (int i = 0; i < lots.size(); i++) {
            left.add(new Left(lots.get(i), inBooks.get(i).free(), inBooks.get(i).held()));
        }
        left.sort(OLDEST_FIRST);
        return left;
    }

    @Override
    public List<Movement> statement(MemberId member, int max) {
        return table.movements(member, max);
    }

    @Override
    public Reserving reserve(Wish wish) {
        if (wish.points() < 1) throw new IllegalArgumentException("nothing to reserve: " + wish.points());
        var now = clock.instant();
        var parts = new ArrayList<PointTable.Part>();
        long wanted = wish.points();
        long there = 0;
        for (var left : left(table.lockLive(wish.member(), now))) {
            if (left.points() <= 0 || parts.size() >= LOTS_MAX) continue;
            if (wish.boughtOnly() && left.lot().kind() == PointLot.Kind.FREE) continue;
            there += left.points();
            long taken = Math.min(wanted, left.points());
            if (taken > 0) parts.add(new PointTable.Part(left.lot(), taken, 0));
            wanted -= taken;
        }
        if (wanted > 0) return new Reserving.NotEnough(there);
        table.insert(wish, parts, now);
        book.reserved(wish, parts, now);
        return new Reserving.Reserved(wish.use());
    }

    private PointTable.Kept locked(PointUseId use) {
        return table.lock(use).orElseThrow(Problem::notFound);
    }

    @Override
    public void spend(PointUseId use) {
        var kept = locked(use);
        if (kept.state().equals("spent")) return;
        var now = clock.instant();
        table.ended(use, "spent", now);
        for (var part : kept.parts().reversed()) {
            table.note(part.lot(), What.SPENT, -part.points(), kept.reference(), now);
        }
        book.spent(use, now);
    }

    @Override
    public void release(PointUseId use) {
        if (!locked(use).state().equals("reserved")) return;
        table.ended(use, "released", clock.instant());
        book.released(use);
    }

    @Override
    public void giveBack(PointUseId use, long points, String step, Grace grace) {
        if (points < 1) throw new IllegalArgumentException("nothing to give back: " + points);
        var kept = locked(use);
        if (book.isReturned(use, step)) return;
        if (!kept.state().equals("spent") || kept.use().points() - kept.use().returned() < points) {
            throw new IllegalStateException(points + " is more than is left of " + use);
        }
        var now = clock.instant();
        var live = table.lockLive(kept.use().member(), now).stream()
                .map(PointLot::id)
                .collect(Collectors.toSet());
        var back = new ArrayList<PointTable.Part>();
        var over = new ArrayList<PointTable.Part>();
        var money = new ArrayList<PointTable.Part>();
        var after = new ArrayList<PointTable.Part>();
        long open = points;
        for (var part : kept.parts()) {
            long some = Math.min(open, part.points() - part.returned());
            after.add(new PointTable.Part(part.lot(), part.points(), part.returned() + some));
            if (some == 0) continue;
            open -= some;
            table.returned(use, part.lot().id(), some);
            if (live.contains(part.lot().id())) back.add(new PointTable.Part(part.lot(), some, 0));
            else if (part.lot().late() == PointLot.Late.IN_MONEY) money.add(new PointTable.Part(part.lot(), some, 0));
            else if (part.lot().graceUsed() && grace == Grace.ONCE) over.add(new PointTable.Part(part.lot(), some, 0));
            else back.add(new PointTable.Part(instead(part.lot(), some, grace, now), some, 0));
        }
        for (var part : back) table.note(part.lot(), What.RETURNED, part.points(), kept.reference(), now);
        for (var part : over) {
            table.note(part.lot(), What.RETURNED, part.points(), kept.reference(), now);
            table.note(part.lot(), What.EXPIRED, -part.points(), part.lot().id().toString(), now);
        }
        for (var part : money) {
            table.note(part.lot(), What.RETURNED, part.points(), kept.reference(), now);
            table.note(part.lot(), What.REFUNDED, -part.points(), kept.reference(), now);
        }
        long yen = kept.brings() - kept.after(after).brings();
        book.returned(kept.use(), kept.reference(), step, new PointBook.Back(back, over, money, yen), now);
        for (var part : money) {
            news.publishEvent(new CameBackInMoney(part.lot(), part.points(), use + " " + step));
        }
    }

    /// Of one that has expired.
    private PointLot instead(PointLot from, long points, Grace grace, Instant now) {
        var anew = new PointLot(
                new PointLotId(ids.next()),
                from.member(),
                from.kind(),
                points,
                from.reason(),
                from.grantedBy(),
                now,
                now.plus(SHORT_LIFE),
                true,
                from.graceUsed() || grace == Grace.ONCE,
                from.backed(),
                from.late());
        table.insert(anew, from.id());
        return anew;
    }

    @Override
    public Use use(PointUseId use) {
        return table.find(use).orElseThrow(Problem::notFound);
    }

    @Override
    public List<Spent> spent(Collection<PointUseId> uses) {
        return table.spent(uses);
    }

    @Override
    public void reverse(PointUseId use, long free, String step) {
        var kept = locked(use);
        if (!kept.state().equals("spent") || free < 0 || free > kept.left(PointLot.Kind.FREE)) {
            throw new IllegalStateException(free + " were not given away and spent by " + use);
        }
        if (free == kept.reversed()) return;
        table.reversed(use, free);
        long yen = kept.brings() - kept.reversed(free).brings();
        if (yen != 0) book.reversed(kept.use(), kept.reference(), step, yen, clock.instant());
    }

    @Override
    public int expireDue() {
        var now = clock.instant();
        int expired = 0;
        PointLotId last = null;
        for (var batch = table.due(now, last, BATCH); !batch.isEmpty(); batch = table.due(now, last, BATCH)) {
            for (var id : batch) {
                if (expired(id, now)) expired++;
            }
            last = batch.getLast();
        }
        return expired;
    }

    /// One that cannot be ended keeps no other.
    private boolean expired(PointLotId id, Instant now) {
        try {
            return Boolean.TRUE.equals(transactions.execute(
                    _ -> table.lock(id).map(lot -> expire(lot, now)).orElse(false)));
        } catch (RuntimeException fault) {
            LOG.error("{} could not expire", id, fault);
            return false;
        }
    }

    /// What is held for an order stays with it, and the lot with that.
    private boolean expire(PointLot lot, Instant now) {
        var left = book.left(List.of(lot)).getFirst();
        if (left.held() == 0) table.end(lot.id(), now);
        if (left.free() <= 0) return false;
        table.note(lot, What.EXPIRED, -left.free(), lot.id().toString(), now);
        book.expired(lot, left.free(), left.free() + left.held(), now);
        return true;
    }
}
