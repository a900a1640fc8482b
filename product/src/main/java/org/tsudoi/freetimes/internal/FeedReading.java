package org.tsudoi.freetimes.internal;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsudoi.freetimes.CalendarFeed.Why;

/// Reads from a calendar file (RFC 5545) when its owner is busy. What is transparent, free or cancelled
/// is not; a single time that was changed stands for the one it replaces.
///
/// @param host    the zone of times without one, and of whole days
/// @param window  what is looked at
/// @param ourHost of our own address: our entries are left out, since we know better when they are
record FeedReading(ZoneId host, Interval window, String ourHost) {
    private static final int SPANS_MAX = 20_000;
    private static final String OUTLOOK_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS";

    sealed interface Read {
        /// @param busy in order and merged
        record Busy(List<Interval> busy) implements Read {}

        record Failed(Why why) implements Read {}
    }

    Read read(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        if (!text.contains("BEGIN:VCALENDAR")) return new Read.Failed(Why.NO_CALENDAR);
        try {
            var busy = new ArrayList<Interval>();
            var patience = new Occurrences.Patience();
            for (var calendar : Biweekly.parse(text).all()) add(calendar, patience, busy);
            return new Read.Busy(Interval.merged(busy));
        } catch (Occurrences.TooMany e) {
            return new Read.Failed(Why.TOO_LARGE);
        } catch (RuntimeException broken) {
            // Whatever the library makes of a file that somebody else wrote.
            return new Read.Failed(Why.NO_CALENDAR);
        }
    }

    private void add(ICalendar calendar, Occurrences.Patience patience, List<Interval> busy) {
        var changed = changed(calendar);
        for (var event : calendar.getEvents()) {
            if (event.getDateStart() == null || event.getDateStart().getValue() == null || isFree(event)) continue;
            boolean isSingle = event.getRecurrenceId() != null;
            var replaced = isSingle ? Set.<Instant>of() : changed.getOrDefault(uid(event), Set.of());
            busy.addAll(new Occurrences(event, calendar, host, patience).within(window, replaced));
            if (busy.size() > SPANS_MAX) throw new Occurrences.TooMany();
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
            var time = Occurrences.time(of.getValue(), of, calendar, host);
            changed.computeIfAbsent(uid(event), _ -> new HashSet<>()).add(time);
        }
        return changed;
    }

    private static String uid(VEvent event) {
        return event.getUid() == null || event.getUid().getValue() == null
                ? ""
                : event.getUid().getValue();
    }
}
