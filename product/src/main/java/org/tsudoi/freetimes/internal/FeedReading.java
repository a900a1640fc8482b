package org.tsudoi.freetimes.internal;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.RecurrenceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.freetimes.CalendarFeed.Why;

/// Reads from a calendar file (RFC 5545) when its owner is busy. What is transparent, free or cancelled
/// is not; a single time that was changed stands for the one it replaces.
///
/// @param host    the zone of times without one, and of whole days
/// @param window  what is looked at
/// @param ourHost of our own address: our entries are left out, since we know better when they are
record FeedReading(ZoneId host, Interval window, String ourHost) {
    private static final String OUTLOOK_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS";

    sealed interface Read {
        /// @param busy in order, merged, and within the window
        /// @param odd  how many events cannot be understood: of these at most the first time counts
        record Busy(List<Interval> busy, int odd) implements Read {}

        record Failed(Why why) implements Read {}
    }

    Read read(byte[] file) {
        try {
            return FeedFile.cutDown(file).map(this::busy).orElseGet(() -> new Read.Failed(Why.NO_CALENDAR));
        } catch (Occurrences.TooMany e) {
            return new Read.Failed(Why.TOO_LARGE);
        } catch (RuntimeException broken) {
            // Whatever the library makes of a file that somebody else wrote.
            return new Read.Failed(Why.NO_CALENDAR);
        }
    }

    private Read busy(String file) {
        var busy = new ArrayList<Interval>();
        var patience = new Occurrences.Patience();
        int odd = 0;
        for (var calendar : Biweekly.parse(file).all()) {
            var changed = changed(calendar);
            for (var event : calendar.getEvents()) {
                if (!add(event, calendar, changed, patience, busy)) odd++;
            }
        }
        return new Read.Busy(Interval.merged(busy), odd);
    }

    /// Answers false when it cannot be understood.
    private boolean add(
            VEvent event,
            ICalendar calendar,
            Map<String, Set<Instant>> changed,
            Occurrences.Patience patience,
            List<Interval> busy) {
        if (isFree(event)) return true;
        if (event.getDateStart() == null || event.getDateStart().getValue() == null) return false;
        try {
            var occurrences = new Occurrences(event, calendar, host, patience);
            try {
                boolean isSingle = event.getRecurrenceId() != null;
                var replaced = isSingle ? Set.<Instant>of() : changed.getOrDefault(uid(event), Set.of());
                busy.addAll(occurrences.within(window, replaced));
                return true;
            } catch (Occurrences.TooMany e) {
                throw e;
            } catch (RuntimeException odd) {
                occurrences.first(window).ifPresent(busy::add);
                return false;
            }
        } catch (Occurrences.TooMany e) {
            throw e;
        } catch (RuntimeException odd) {
            return false;
        }
    }

    private boolean isFree(VEvent event) {
        if (event.getTransparency() != null && event.getTransparency().isTransparent()) return true;
        if (event.getStatus() != null && event.getStatus().isCancelled()) return true;
        var outlook = event.getExperimentalProperty(OUTLOOK_STATUS);
        if (outlook != null && "FREE".equalsIgnoreCase(outlook.getValue())) return true;
        return uid(event).startsWith("bkg_") && uid(event).endsWith("@" + ourHost);
    }

    /// By the series, the times of it that have an event of their own.
    private Map<String, Set<Instant>> changed(ICalendar calendar) {
        var changed = new HashMap<String, Set<Instant>>();
        for (var event : calendar.getEvents()) {
            var of = event.getRecurrenceId();
            if (of == null || of.getValue() == null) continue;
            timeOf(of, calendar)
                    .ifPresent(time -> changed.computeIfAbsent(uid(event), _ -> new HashSet<>())
                            .add(time));
        }
        return changed;
    }

    /// Empty when nobody can say.
    private Optional<Instant> timeOf(RecurrenceId of, ICalendar calendar) {
        try {
            return Optional.of(Occurrences.time(of.getValue(), of, calendar, host));
        } catch (RuntimeException odd) {
            return Optional.empty();
        }
    }

    private static String uid(VEvent event) {
        return event.getUid() == null || event.getUid().getValue() == null
                ? ""
                : event.getUid().getValue();
    }
}
