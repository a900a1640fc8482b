package org.tsudoi.web.chart;

import java.util.List;

/// Who gave how much to whom, as arrows between knots on a circle. Bent to the left of their way, so that two that
/// lead both ways do not lie on each other. Dashed and solid tell what colour tells.
///
/// @param from    what the giver is (`Paid by`), the head of the table's first column; the others after it
/// @param knots   what stands in each knot, and the name that it stands for
public record Ties(
        String title, String from, String to, String times, String measure, List<Knot> knots, List<Tie> ties) {
    public static final int WIDTH = 320;
    private static final int HEIGHT = 260;
    private static final int HEIGHT_OF_TWO = 150;
    private static final double RADIUS = 96;
    private static final double KNOT = 17;
    private static final double BEND = 26;
    private static final double BEND_OF_SOUND = 74;
    private static final double HEAD_LENGTH = 11;
    private static final double HEAD_WIDTH = 5;
    private static final double THICKEST = 6;

    public record Knot(String letter, String name) {}

    /// @param times   how often, as it is read
    /// @param written the value as it is read
    /// @param sound   whether there is nothing in doubt about it
    public record Tie(int from, int to, String times, long value, String written, boolean sound) {}

    private record Spot(double x, double y) {
        Spot towards(Spot other, double length) {
            double whole = Math.hypot(other.x - x, other.y - y);
            return whole == 0 ? this : new Spot(x + (other.x - x) * length / whole, y + (other.y - y) * length / whole);
        }

        String written() {
            return Drawing.number(x) + " " + Drawing.number(y);
        }
    }

    /// Two lie beside each other and need less room than a circle.
    public int height() {
        return knots.size() == 2 ? HEIGHT_OF_TWO : HEIGHT;
    }

    private Spot spot(int knot) {
        double turn = 2 * Math.PI * knot / knots.size() - (knots.size() == 2 ? Math.PI : Math.PI / 2);
        return new Spot(WIDTH / 2.0 + RADIUS * Math.cos(turn), height() / 2.0 + RADIUS * Math.sin(turn));
    }

    public String x(int knot) {
        return Drawing.number(spot(knot).x());
    }

    public String y(int knot) {
        return Drawing.number(spot(knot).y());
    }

    /// Where a knot's letter stands: a little below its middle, as letters do.
    public String baseline(int knot) {
        return Drawing.number(spot(knot).y() + 4);
    }

    public String radius() {
        return Drawing.number(KNOT);
    }

    /// The arrow's shaft, as the `d` of a path.
    public String shaft(Tie tie) {
        var bend = bend(tie);
        var start = spot(tie.from).towards(bend, KNOT);
        var end = spot(tie.to).towards(bend, KNOT + HEAD_LENGTH - 1);
        return "M" + start.written() + " Q" + bend.written() + " " + end.written();
    }

    private Spot bend(Tie tie) {
        var from = spot(tie.from);
        var to = spot(tie.to);
        double whole = Math.hypot(to.x - from.x, to.y - from.y);
        double bend = tie.sound ? BEND_OF_SOUND : BEND;
        return new Spot(
                (from.x + to.x) / 2 + (to.y - from.y) * bend / whole,
                (from.y + to.y) / 2 - (to.x - from.x) * bend / whole);
    }

    /// Its head, as the `points` of a polygon.
    public String head(Tie tie) {
        var bend = bend(tie);
        var tip = spot(tie.to).towards(bend, KNOT);
        var foot = spot(tie.to).towards(bend, KNOT + HEAD_LENGTH);
        double across = (foot.y - tip.y) * HEAD_WIDTH / HEAD_LENGTH;
        double along = (foot.x - tip.x) * HEAD_WIDTH / HEAD_LENGTH;
        return tip.written()
                + " " + new Spot(foot.x - across, foot.y + along).written()
                + " " + new Spot(foot.x + across, foot.y - along).written();
    }

    public String thickness(Tie tie) {
        return Drawing.number(1 + Drawing.share(tie.value, highest()) * (THICKEST - 1));
    }

    private long highest() {
        return ties.stream().mapToLong(Tie::value).max().orElse(0);
    }
}
