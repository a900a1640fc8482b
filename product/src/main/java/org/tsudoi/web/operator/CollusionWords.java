package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Case;
import org.tsudoi.collusion.Collusion;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.Evidence;
import org.tsudoi.collusion.Level;
import org.tsudoi.collusion.Suspicion;
import org.tsudoi.stages.Sanction;
import org.tsudoi.web.Page;
import org.tsudoi.web.chart.Ties;

/// Cases of collusion as they are read.
public final class CollusionWords {
    private CollusionWords() {}

    public static String word(Collusion.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As it stands in a history: `points_held`.
    public static String state(Case now) {
        return now.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /// Of a suspension, as the pages about conduct say it.
    public static String state(Sanction suspension) {
        return ConductPages.stateOf(suspension);
    }

    public static String state(Page page, String state) {
        return page.t("collusion.state." + state.replace('_', '-'));
    }

    public static String tone(Level level) {
        return switch (level) {
            case NONE -> "";
            case LOOK -> "info";
            case HOLD -> "due";
            case ACT -> "bad";
        };
    }

    /// Why it speaks for it, in a sentence with its figures.
    public static String why(Page page, Evidence evidence) {
        return page.t(
                "collusion.why." + evidence.kind().word(), evidence.figures().toArray());
    }

    /// The program's own words of why are in the bundles.
    public static String why(Page page, Collusion.Event event) {
        return event.who().equals("tsudoi")
                ? page.t("collusion.itself." + event.why().replace(' ', '-'))
                : event.why();
    }

    public static String attendance(Page page, Dealing dealing, ZoneId zone) {
        return switch (dealing.attendance()) {
            case Attendance.NotYet _ -> page.t("collusion.attendance.not-yet");
            case Attendance.NotSeen _ -> page.t("collusion.attendance.not-seen");
            case Attendance.Explained _ -> page.t("collusion.attendance.explained");
            case Attendance.Seen(var at, var minutes) ->
                page.t("collusion.attendance.seen", minutes, page.dateTime(at, zone));
        };
    }

    /// One arrow for what was met and one for what was not, from each to each.
    public static Ties graph(Page page, Suspicion suspicion, Names names) {
        var members = suspicion.members();
        var knots = new ArrayList<Ties.Knot>();
        for (int place = 0; place < members.size(); place++) {
            knots.add(new Ties.Knot(letter(place), names.of(members.get(place))));
        }
        var ways = new LinkedHashMap<Way, List<Dealing>>();
        for (var dealing : suspicion.dealings()) {
            var way = new Way(members.indexOf(dealing.buyer()), members.indexOf(dealing.seller()), dealing.isMet());
            ways.computeIfAbsent(way, _ -> new ArrayList<>()).add(dealing);
        }
        return new Ties(
                page.t("collusion.graph"),
                page.t("collusion.buyer"),
                page.t("collusion.seller"),
                page.t("collusion.sessions"),
                page.t("collusion.paid"),
                knots,
                ways.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(way -> tie(page, way.getKey(), way.getValue()))
                        .toList());
    }

    private record Way(int from, int to, boolean met) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return Comparator.comparingInt(Way::from)
                    .thenComparingInt(Way::to)
                    .thenComparing(Way::met)
                    .compare(this, other);
        }
    }

    private static Ties.Tie tie(Page page, Way way, List<Dealing> dealings) {
        long points = dealings.stream().mapToLong(it -> it.price().points()).sum();
        var times = page.t(way.met ? "collusion.timesMet" : "collusion.timesDoubted", dealings.size());
        return new Ties.Tie(way.from, way.to, times, points, page.t("points.many", points), way.met);
    }

    public static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }
}
