package org.tsudoi.dues;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tsudoi.memberships.FirstMonth;

/// What somebody who goes to sessions was charged by the day, and what they hold in points: given ones and bought ones.
/// Knows nothing of the modules but the rules that their pages tell.
record WhatTheLotsSay(SortedMap<LocalDate, Long> charged, long bought, long given) {
    private static final class Lot {
        private final LocalDate over;
        private final boolean given;
        private long left;

        private Lot(LocalDate over, boolean given, long left) {
            this.over = over;
            this.given = given;
            this.left = left;
        }
    }

    static WhatTheLotsSay of(Goer goer, LocalDate came, LocalDate today) {
        var lots = new ArrayList<Lot>();
        var charged = new TreeMap<LocalDate, Long>();
        var fees = new WhatTheCalendarSays(Goer.FEE, came.getDayOfMonth(), FirstMonth.FULL)
                .until(goer == Goer.MEMBER ? today : came, came, Habit.GOOD_CARD);
        for (var day = came; !day.isAfter(today); day = day.plusDays(1)) {
            int age = Math.toIntExact(came.until(day, ChronoUnit.DAYS));
            if (goer == Goer.MEMBER && fees.containsKey(day)) {
                charged.merge(day, Goer.FEE, Long::sum);
                lots.add(new Lot(day.plusDays(Goer.BONUS_DAYS), true, Goer.BONUS));
            }
            if (goer.buysPoints(age)) {
                charged.merge(day, Goer.PACK, Long::sum);
                lots.add(new Lot(day.plusMonths(6), false, Goer.PACK));
                lots.add(new Lot(day.plusMonths(6), true, Goer.ON_TOP));
            }
            if (goer.buysSession(age) && goer != Goer.CHANGES_MIND) {
                charged.merge(day, Goer.SESSION - spent(lots, day, goer.pointsAtMost()), Long::sum);
            }
        }
        charged.values().removeIf(money -> money == 0);
        return new WhatTheLotsSay(charged, left(lots, today, false), left(lots, today, true));
    }

    /// Those that are over first go first; of two that are over together what was given.
    private static long spent(List<Lot> lots, LocalDate day, long most) {
        long open = most;
        lots.sort(Comparator.<Lot, LocalDate>comparing(lot -> lot.over).thenComparing(lot -> !lot.given));
        for (var lot : lots) {
            if (!lot.over.isAfter(day)) continue;
            long used = Math.min(open, lot.left);
            lot.left -= used;
            open -= used;
        }
        return most - open;
    }

    private static long left(List<Lot> lots, LocalDate today, boolean given) {
        return lots.stream()
                .filter(lot -> lot.over.isAfter(today) && lot.given == given)
                .mapToLong(lot -> lot.left)
                .sum();
    }
}
