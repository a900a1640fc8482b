package org.tsudoi.web.art;

/// A brushed circle, leaves, a bowl of tea.
final class StillLives {
    private StillLives() {}

    static void ink(Brush b) {
        var paper = b.oneOf(new String[] {"#f7f2e8", "#efe7d8"}, new String[] {"#f3f1ec", "#e2e3df"}, new String[] {
            "#fbf1e6", "#f1dfcc"
        });
        b.ground(paper[0], paper[1]);
        double x = b.between(250, 470);
        double turn = b.between(0, 360);
        for (int hair = 0; hair < 16; hair++) {
            double radius = 80 + hair * 1.75 + b.between(-1.2, 1.2);
            double start = Math.toRadians(turn + b.between(-5, 5));
            double end = start + Math.toRadians(b.between(300, 338) - hair * 1.6);
            b.line(arc(x, 148, radius, start, end), "#1c2024", b.between(1.2, 3.6), b.between(0.4, 0.9));
        }
        for (int i = 0; i < 9; i++) {
            double angle = Math.toRadians(turn + b.between(-30, 10));
            double far = b.between(66, 128);
            b.circle(x + far * Math.cos(angle), 148 + far * Math.sin(angle), b.between(0.8, 2.6), "#1c2024", 0.7);
        }
        double seal = x < 360 ? x + 168 : x - 190;
        b.box(seal, 196, 30, 30, 6, "#b93522", 0.92);
        b.line(Brush.text("M%.1f 203v16M%.1f 207h18M%.1f 214h14", seal + 15, seal + 6, seal + 8), "#fdf3ea", 2.2, 0.95);
    }

    private static String arc(double x, double y, double radius, double start, double end) {
        return Brush.text(
                "M%.1f %.1fA%.1f %.1f 0 %d 1 %.1f %.1f",
                x + radius * Math.cos(start),
                y + radius * Math.sin(start),
                radius,
                radius,
                end - start > Math.PI ? 1 : 0,
                x + radius * Math.cos(end),
                y + radius * Math.sin(end));
    }

    static void leaves(Brush b) {
        var season = b.oneOf(
                new String[] {"#f3f0e2", "#dfe8d3", "#7fa36f", "#5b8a5a", "#3a6a49", "#a9c08a"},
                new String[] {"#f9efdd", "#f3dcc0", "#d9904a", "#c2603a", "#9c3f2c", "#e6b656"},
                new String[] {"#fbeff0", "#f3dfe2", "#e6a5ae", "#cf7a8b", "#8f5a6c", "#f0c9c6"});
        b.ground(season[0], season[1]);
        b.glow(b.between(160, 560), 120, 230, "#ffffff", 0.7);
        for (int twig = 0; twig < 3; twig++) {
            double x = b.between(-20, 40) + twig * 240;
            double y = b.between(190, 300);
            double lean = b.between(-26, -12);
            b.line(Brush.text("M%.1f %.1fq90 %.1f 220 %.1f", x, y, lean * 1.2, lean * 4), season[4], 2.6, 0.6);
            for (int i = 0; i < 9; i++) {
                double along = (i + 1) / 9.5;
                double leafX = x + 220 * along;
                double leafY = y + lean * (2.4 * along * (1 - along) + 4 * along * along);
                double angle = (i % 2 == 0 ? -62 : 34) + b.between(-16, 16);
                leaf(b, leafX, leafY, angle, b.between(0.75, 1.3) * (1.15 - along * 0.4), season[2 + i % 3]);
            }
        }
        for (int i = 0; i < 8; i++) {
            leaf(b, b.between(20, 700), b.between(20, 270), b.between(0, 360), b.between(0.35, 0.6), season[5]);
        }
    }

    private static void leaf(Brush b, double x, double y, double angle, double size, String colour) {
        var place = Brush.text("translate(%.1f %.1f) rotate(%.0f) scale(%.2f)", x, y, angle, size);
        b.shape("M0 0C14 -22 44 -24 66 0C44 20 16 20 0 0Z", colour, 0.85, place);
        b.shape("M2 0Q34 -4 64 0Q34 1.500 2 0Z", "#ffffff", 0.45, place);
    }

    static void tea(Brush b) {
        var room = b.oneOf(
                new String[] {"#f4ead9", "#ead9c0", "#b98a5e", "#3f5d4c", "#2d4538", "#8fae6e"},
                new String[] {"#eef0ea", "#dde2d8", "#9c8a6c", "#8a3c2c", "#692b20", "#7e9a58"},
                new String[] {"#f6e9e0", "#ecd3c4", "#a06f55", "#35455e", "#253147", "#94b07a"});
        b.ground(room[0], room[1]);
        double x = b.between(250, 470);
        b.glow(x, 90, 180, "#ffffff", 0.75);
        b.box(0, 232, 720, 80, 0, room[2], 0.9);
        b.box(0, 232, 720, 5, 0, "#ffffff", 0.16);
        b.shape(Brush.text("M%.1f 236h196l-12 8h-172z", x - 98), "#000000", 0.1);
        b.shape(
                Brush.text("M%.1f 146c4 60 30 88 54 92h68c24 -4 50 -32 54 -92z", x - 88),
                b.gradient(1, 0.4, room[3], room[4]),
                1);
        b.shape(Brush.text("M%.1f 146a88 15 0 0 1 176 0a88 15 0 0 1 -176 0z", x - 88), room[4], 1);
        b.shape(Brush.text("M%.1f 148a76 10.500 0 0 1 152 0a76 10.500 0 0 1 -152 0z", x - 76), room[5], 1);
        for (int i = 0; i < 3; i++) {
            double at = x - 38 + i * 38;
            double sway = b.between(12, 22);
            b.line(Brush.text("M%.1f 128q%.1f -20 0 -40t0 -40", at, i == 1 ? -sway : sway), "#ffffff", 5, 0.6);
        }
        double side = x < 360 ? x + 150 : x - 190;
        b.box(side, 176, 40, 62, 8, "#e9d3a6", 1);
        for (double tine = side + 4; tine < side + 38; tine += 5) {
            b.line(Brush.text("M%.1f 178V206", tine), "#c4a46a", 1.4, 0.8);
        }
        b.box(side - 1, 204, 42, 5, 2, "#8c6f3f", 0.9);
    }
}
