package org.tsudoi.freetimes.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A calendar file that somebody else wrote, cut down, before anything is made of it, to what says when
/// they are busy: so that however it is written, reading it takes little memory and comes to an end.
final class FeedFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String CALENDAR = "VCALENDAR";
    private static final int DEPTH_MAX = 8;
    private static final int EVENTS_MAX = 10_000;
    private static final int RULES_MAX = 2_000;
    private static final int DATES_MAX = 20_000;

    /// Of an event each counts once, whatever comes after the first.
    private static final Set<String> ONCE = Set.of(
            "DTSTART", "DTEND", "DURATION", "UID", "TRANSP", "STATUS", "RECURRENCE-ID", "X-MICROSOFT-CDO-BUSYSTATUS");

    private final StringBuilder kept = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Deque<String> seen = new ArrayDeque<>();
    private final FeedZones zones = new FeedZones();
    private int calendars;
    private int events;
    private int rules;
    private int dates;

    private FeedFile() {}

    /// Empty when it is no calendar, or not all of one: a file that was cut short does not say that
    /// nothing is busy.
    ///
    /// @throws Occurrences.TooMany when there is more in it than anybody has
    static Optional<String> cutDown(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        if (text.startsWith(BYTE_ORDER_MARK)) text = text.substring(1);
        var cut = new FeedFile();
        boolean whole = cut.read(text.lines().iterator()) && cut.open.isEmpty() && cut.calendars > 0;
        return whole ? Optional.of(cut.kept.toString()) : Optional.empty();
    }

    private boolean read(Iterator<String> lines) {
        var line = new StringBuilder();
        while (lines.hasNext()) {
            var next = lines.next();
            if (next.startsWith(" ") || next.startsWith("\t")) {
                line.append(next, 1, next.length());
            } else {
                if (!take(line.toString())) return false;
                line.setLength(0);
                line.append(next);
            }
        }
        return take(line.toString());
    }

    /// @param line unfolded
    private boolean take(String line) {
        if (line.isBlank()) return true;
        var name = name(line);
        if (name.equals("BEGIN")) return begin(value(line));
        if (name.equals("END")) return end(value(line));
        if (open.isEmpty()) return false;
        if (inside("VTIMEZONE")) zones.take(name, line);
        else if (inside("VEVENT") && open.size() == 2) property(name, line);
        return true;
    }

    private static String name(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ':' && line.charAt(end) != ';') end++;
        return line.substring(0, end).strip().toUpperCase(Locale.ROOT);
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip().toUpperCase(Locale.ROOT);
    }

    private boolean inside(String component) {
        return open.contains(component);
    }

    private boolean begin(String component) {
        if (open.isEmpty() != component.equals(CALENDAR) || open.size() >= DEPTH_MAX) return false;
        open.push(component);
        if (component.equals(CALENDAR)) {
            calendars++;
            keep("BEGIN:VCALENDAR");
            keep("VERSION:2.0");
        } else if (inside("VTIMEZONE")) {
            zones.begin(component);
        } else if (isEvent()) {
            if (++events > EVENTS_MAX) throw new Occurrences.TooMany();
            seen.clear();
            keep("BEGIN:VEVENT");
        }
        return true;
    }

    private boolean isEvent() {
        return open.size() == 2 && "VEVENT".equals(open.peek());
    }

    private boolean end(String component) {
        if (!component.equals(open.peek())) return false;
        if (component.equals(CALENDAR) || isEvent()) keep("END:" + component);
        else if (inside("VTIMEZONE")) zones.end(component).ifPresent(this::keep);
        open.pop();
        return true;
    }

    private void property(String name, String line) {
        if (ONCE.contains(name)) {
            if (seen.contains(name)) return;
            seen.push(name);
        } else {
            switch (name) {
                case "RRULE" -> {
                    rules++;
                    dates += dates(line);
                }
                case "EXDATE", "RDATE" -> dates += dates(line);
                default -> {
                    return;
                }
            }
        }
        if (rules > RULES_MAX || dates > DATES_MAX) throw new Occurrences.TooMany();
        keep(name.equals("UID") ? line : FeedZones.withoutFarFuture(line));
    }

    static int dates(String line) {
        return 1 + (int) line.chars().filter(character -> character == ',').count();
    }

    private void keep(String line) {
        kept.append(line).append("\r\n");
    }
}
