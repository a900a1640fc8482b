package org.tsudoi.points.internal;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;
import org.tsudoi.points.FreePoints;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;

@Component
class TakingFreePoints implements FreePoints {
    private final PointTable table;
    private final PointBook book;
    private final Ids ids;
    private final Clock clock;

    TakingFreePoints(PointTable table, PointBook book, Ids ids, Clock clock) {
        this.table = table;
        this.book = book;
        this.ids = ids;
        this.clock = clock;
    }

    /// The lots are locked: what is taken is what is left then, so that the same again takes nothing.
    @Override
    @Transactional
    public long take(MemberId member, String why) {
        var now = clock.instant();
        long taken = 0;
        for (var lot : table.lockLive(member, now)) {
            if (lot.kind() != PointLot.Kind.FREE) continue;
            long free = book.left(List.of(lot)).getFirst().free();
            if (free <= 0) continue;
            table.note(lot, Points.What.TAKEN, -free, why, now);
            var step = ids.next().toString();
            var taking = new Points.Taking(lot.id(), free, Points.What.TAKEN, step, PointBook.FUNDING);
            book.taken(lot, taking, free, now);
            taken += free;
        }
        return taken;
    }
}
