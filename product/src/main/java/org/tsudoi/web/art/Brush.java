package org.tsudoi.web.art;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Draws into one SVG document. All chance comes from the seed.
final class Brush {
    static final int WIDTH = 720;
    static final int HEIGHT = 300;

    private final StringBuilder defs = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final SplittableRandom random;
    private int ids;

    Brush(Theme theme, int seed) {
        this.random = new SplittableRandom(seed * 31L + theme.ordinal());
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int count(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double of) {
        return random.nextDouble() < of;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// The whole ground in a gradient from top to bottom, or slanting.
    void ground(String... colours) {
        body.append("<rect width='720' height='300' fill='%s'/>".formatted(gradient(0.25, 1, colours)));
    }

    /// A paint to be named in `fill`, running towards x2, y2 of its shape's box.
    String gradient(double x2, double y2, String... colours) {
        var id = "g" + ids++;
        defs.append(text("<linearGradient id='%s' x1='0' y1='0' x2='%.2f' y2='%.2f'>", id, x2, y2));
        for (int i = 0; i < colours.length; i++) {
            defs.append(text(
                    "<stop offset='%.2f' stop-color='%s'/>",
                    colours.length == 1 ? 0 : (double) i / (colours.length - 1), colours[i]));
        }
        defs.append("</linearGradient>");
        return "url(#" + id + ")";
    }

    /// Light that fades outwards.
    void glow(double x, double y, double radius, String colour, double strength) {
        var id = "g" + ids++;
        defs.append(text(
                "<radialGradient id='%s'><stop stop-color='%s' stop-opacity='%.2f'/><stop offset='1' stop-color='%s'"
                        + " stop-opacity='0'/></radialGradient>",
                id, colour, strength, colour));
        body.append(text("<circle cx='%.1f' cy='%.1f' r='%.1f' fill='url(#%s)'/>", x, y, radius, id));
    }

    void circle(double x, double y, double radius, String fill, double opacity) {
        body.append(
                text("<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s' opacity='%.2f'/>", x, y, radius, fill, opacity));
    }

    void ring(double x, double y, double radius, String stroke, double width, double opacity) {
        body.append(text(
                "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='none' stroke='%s' stroke-width='%.1f' opacity='%.2f'/>",
                x, y, radius, stroke, width, opacity));
    }

    void box(double x, double y, double width, double height, double round, String fill, double opacity) {
        body.append(text(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='%.1f' fill='%s' opacity='%.2f'/>",
                x, y, width, height, round, fill, opacity));
    }

    void shape(String path, String fill, double opacity) {
        body.append(text("<path d='%s' fill='%s' opacity='%.2f'/>", path, fill, opacity));
    }

    void shape(String path, String fill, double opacity, String transform) {
        body.append(text("<path d='%s' fill='%s' opacity='%.2f' transform='%s'/>", path, fill, opacity, transform));
    }

    void line(String path, String stroke, double width, double opacity) {
        body.append(text(
                "<path d='%s' fill='none' stroke='%s' stroke-width='%.1f' opacity='%.2f' stroke-linecap='round'"
                        + " stroke-linejoin='round'/>",
                path, stroke, width, opacity));
    }

    /// A smooth line through points (Catmull-Rom as Béziers).
    static String smooth(List<double[]> points) {
        var path = new StringBuilder(text("M%.1f %.1f", points.getFirst()[0], points.getFirst()[1]));
        for (int i = 0; i + 1 < points.size(); i++) {
            var before = points.get(Math.max(0, i - 1));
            var from = points.get(i);
            var to = points.get(i + 1);
            var after = points.get(Math.min(points.size() - 1, i + 2));
            path.append(text(
                    "C%.1f %.1f %.1f %.1f %.1f %.1f",
                    from[0] + (to[0] - before[0]) / 6,
                    from[1] + (to[1] - before[1]) / 6,
                    to[0] - (after[0] - from[0]) / 6,
                    to[1] - (after[1] - from[1]) / 6,
                    to[0],
                    to[1]));
        }
        return path.toString();
    }

    /// A rolling line from edge to edge at about `level`, `swing` up and down.
    String rolling(double level, double swing, int bumps) {
        var points = new ArrayList<double[]>();
        var up = chance(0.5);
        for (int i = -1; i <= bumps + 1; i++) {
            var reach = swing * between(0.45, 1);
            points.add(new double[] {i * (double) WIDTH / bumps + between(-18, 18), level + (up ? -reach : reach)});
            up = !up;
        }
        return smooth(points);
    }

    static String down(String line) {
        return line + " V320 H-140 Z";
    }

    String svg() {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 720 300' width='720' height='300'"
                + " preserveAspectRatio='xMidYMid slice'><defs>" + defs + "</defs>" + body + "</svg>";
    }

    static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
