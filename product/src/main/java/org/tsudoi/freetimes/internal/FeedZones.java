package org.tsudoi.freetimes.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The time zones that a calendar file describes. The library lays out all changes of their clocks from
/// the first one on, so only those go to it that change a few times a year, and only where Java does
/// not know the zone by itself.
final class FeedZones {
    private static final int OBSERVANCES_MAX = 120;
    private static final int LINES_MAX = 600;

    /// As calendars describe their clocks: on one day of a month, once a year.
    private static final Pattern RULE = Pattern.compile(
            "RRULE:(?:(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=\\d{1,2}|BYDAY=[-+]?\\d?(?:SU|MO|TU|WE|TH|FR|SA)"
                    + "|BYMONTHDAY=-?\\d{1,2}(?:,-?\\d{1,2}){0,6}|UNTIL=\\d{8}(?:T\\d{6}Z?)?|COUNT=\\d{1,3}|WKST=[A-Z]{2})"
                    + "(?:;|$))+");
    private static final Pattern FIRST =
            Pattern.compile("DTSTART(?:;[^:]*)?:\\d{8}T\\d{6}Z?", Pattern.CASE_INSENSITIVE);
    /// Of before there were zones.
    private static final Pattern LONG_AGO = Pattern.compile("(?<=:)(?:0\\d|1[0-5])\\d\\d(?=\\d{4}T)");
    private static final Pattern FAR_FUTURE = Pattern.compile("(?<=[:,/])(?:2[2-9]|[3-9]\\d)\\d{6}(?=[T,/]|$)");

    private final StringBuilder zone = new StringBuilder();
    private int observances;
    private int lines;
    private boolean known;
    private boolean odd;

    void begin(String component) {
        if (component.equals("VTIMEZONE")) {
            zone.setLength(0);
            lines = 0;
            known = false;
            odd = false;
        } else if (!component.equals("STANDARD") && !component.equals("DAYLIGHT")) {
            odd = true;
        } else {
            observances++;
        }
        add("BEGIN:" + component);
    }

    private void add(String line) {
        lines++;
        if (lines <= LINES_MAX) zone.append(line).append("\r\n");
    }

    void take(String name, String line) {
        switch (name) {
            case "TZID" -> {
                known = isKnown(line.substring(line.indexOf(':') + 1));
                add(line);
            }
            case "DTSTART" ->
                take(
                        withoutFarFuture(LONG_AGO.matcher(line.strip()).replaceFirst("1601")),
                        FIRST.matcher(line.strip()).matches());
            case "RRULE" ->
                take(line, RULE.matcher(line.strip().toUpperCase(Locale.ROOT)).matches());
            case "TZOFFSETFROM", "TZOFFSETTO" -> add(line);
            // Single days on which clocks changed once.
            case "RDATE" -> take(withoutFarFuture(line), FeedFile.dates(line) <= OBSERVANCES_MAX);
            default -> {}
        }
    }

    private void take(String line, boolean usual) {
        if (!usual) odd = true;
        add(line);
    }

    static boolean isKnown(String name) {
        try {
            ZoneId.of(name.strip().replaceFirst("^/", ""));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// The whole zone, once it is over and needed.
    ///
    /// @throws Occurrences.Odd when a zone that is needed changes its clocks like no other
    Optional<String> end(String component) {
        add("END:" + component);
        if (!component.equals("VTIMEZONE") || known) return Optional.empty();
        if (lines > LINES_MAX || observances > OBSERVANCES_MAX) throw new Occurrences.TooMany();
        if (odd) throw new Occurrences.Odd("a zone like no other");
        return Optional.of(zone.toString().strip());
    }

    /// “Never ends”, as some write it: the library would lay out all changes of clocks until then.
    static String withoutFarFuture(String line) {
        return FAR_FUTURE.matcher(line).replaceAll("21991231");
    }
}
