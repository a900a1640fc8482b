package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.Slot;

/// Which times can be booked, from what is known of a host.
///
/// @param busy whatever a booking with its buffers may not overlap; of own bookings their buffers are
///             part of it
/// @param full days of the host on which nothing more may begin
record FindingSlots(Availability availability, Collection<Interval> busy, Set<LocalDate> full, Instant now) {

    /// Those that start within what is wanted, in order.
    List<Slot> find(Duration length, Interval wanted) {
        var slots = new ArrayList<Slot>();
        var from = Interval.later(wanted.from(), now.plus(availability.rules().notice()));
        var until = Interval.earlier(wanted.until(), lastDayEnds());
        Interval.of(from, until).ifPresent(starts -> {
            for (var free : free(new Interval(from, until.plus(length)))) {
                add(length, free, starts, slots);
            }
        });
        return slots;
    }

    boolean isOffered(Instant start, Duration length) {
        return find(length, new Interval(start, start.plusSeconds(1))).stream()
                .anyMatch(slot -> slot.startsAt().equals(start));
    }

    private Instant lastDayEnds() {
        var today = now.atZone(availability.zone()).toLocalDate();
        return today.plusDays(availability.rules().daysAhead() + 1L)
                .atStartOfDay(availability.zone())
                .toInstant();
    }

    /// A booking with its buffers overlaps something busy when without them it overlaps that, widened by
    /// them.
    private List<Interval> free(Interval within) {
        var buffers = availability.rules().buffers();
        var taken = busy.stream()
                .map(one -> one.widened(buffers.after(), buffers.before()))
                .toList();
        return Interval.without(OpenHours.within(within, availability), taken);
    }

    private void add(Duration length, Interval free, Interval starts, List<Slot> slots) {
        var rules = availability.zone().getRules();
        var step = availability.rules().step();
        var start = aligned(Interval.later(free.from(), starts.from()), rules, step);
        while (start.isBefore(starts.until()) && !start.plus(length).isAfter(free.until())) {
            if (!full.contains(start.atZone(availability.zone()).toLocalDate())) {
                slots.add(new Slot(start, start.plus(length)));
            }
            start = aligned(start.plusSeconds(1), rules, step);
        }
    }

    /// The first instant from then on at which the wall clock shows a whole multiple of the step.
    static Instant aligned(Instant from, ZoneRules rules, Duration step) {
        var at = from;
        while (true) {
            var second = at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
            var offset = rules.getOffset(at);
            long over = Math.floorMod(second + offset.getTotalSeconds(), step.toSeconds());
            var next = Instant.ofEpochSecond(over == 0 ? second : second + step.toSeconds() - over);
            var change = rules.nextTransition(at);
            if (change == null || next.isBefore(change.getInstant())) return next;
            at = change.getInstant();
        }
    }
}
