package org.tsudoi.dues;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tsudoi.memberships.FirstMonth;

/// What a member was charged until today, less what came back, by the day on which each fee was due. Knows nothing of
/// the module but the rules that its pages tell.
record WhatTheCalendarSays(long price, int day, FirstMonth first) {
    SortedMap<LocalDate, Long> until(LocalDate today, LocalDate joined, Habit habit) {
        var charged = new TreeMap<LocalDate, Long>();
        var next = billingDay(YearMonth.from(joined));
        if (!next.isAfter(joined)) next = after(next);
        long whole = ChronoUnit.DAYS.between(billingDay(YearMonth.from(next).minusMonths(1)), next);
        long part = price * ChronoUnit.DAYS.between(joined, next) / whole;
        charged.put(joined, first == FirstMonth.FREE ? 0 : first == FirstMonth.FULL ? price : part < 50 ? 0 : part);
        for (int fee = 1;
                isCharged(fee, next, joined, habit) && !next.isAfter(today.minusDays(habit.paysLater()));
                fee++, next = after(next)) {
            boolean pauses =
                    habit == Habit.PAUSES && fee > Habit.PAUSE_AFTER && fee <= Habit.PAUSE_AFTER + Habit.PAUSE_MONTHS;
            boolean back = habit == Habit.LEAVES_AT_ONCE && fee == 4;
            if (!pauses) charged.put(next, back ? price - unused(next, after(next)) : price);
        }
        return charged;
    }

    private static boolean isCharged(int fee, LocalDate due, LocalDate joined, Habit habit) {
        return switch (habit) {
            case REFUSED -> false;
            case LEAVES_AT_ONCE -> fee <= 4;
            case POINTS -> fee <= 5;
            case LEAVES_AFTER_SIX -> fee <= 6;
            case POINTS_EXPIRE -> due.isBefore(joined.plusDays(Habit.POINTS_DAYS));
            case GOOD_CARD, ASKED, REFUSED_THEN_PAYS, BY_HAND, PAUSES -> true;
        };
    }

    private long unused(LocalDate from, LocalDate until) {
        long left = ChronoUnit.DAYS.between(from.plusDays(Habit.USED_DAYS + 1), until);
        return price * left / ChronoUnit.DAYS.between(from, until);
    }

    private LocalDate billingDay(YearMonth month) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private LocalDate after(LocalDate due) {
        return billingDay(YearMonth.from(due).plusMonths(1));
    }
}
