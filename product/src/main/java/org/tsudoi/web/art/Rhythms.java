package org.tsudoi.web.art;

import java.util.ArrayList;

/// Strings, voices, ribbons: things that move.
final class Rhythms {
    private Rhythms() {}

    static void strings(Brush b) {
        var wood = b.oneOf(
                new String[] {"#f3e4cf", "#e3c8a4", "#7a4a2c", "#b93522"},
                new String[] {"#e6ecef", "#cbd7de", "#27466f", "#c7823a"},
                new String[] {"#2a2430", "#4a3a48", "#f0dcc0", "#e2725b"});
        b.ground(wood[0], wood[1]);
        double bridge = b.between(180, 300);
        double phase = b.between(0, 6);
        b.glow(bridge + 190, 150, 220, "#ffffff", 0.3);
        for (int string = 0; string < 9; string++) {
            double level = 42 + string * 27;
            double swing = string % 3 == 1 ? b.between(9, 16) : b.between(0.5, 5);
            var points = new ArrayList<double[]>();
            for (double x = -20; x <= 740; x += 20) {
                double within = x < bridge ? 0 : Math.sin(Math.PI * Math.min(1, (x - bridge) / (740 - bridge)));
                points.add(new double[] {x, level + swing * within * Math.sin(x / 34 + phase + string)});
            }
            b.line(Brush.smooth(points), wood[2], 1.3 + string * 0.16, 0.8);
            double foot = bridge + Math.sin(string * 0.9 + phase) * 26;
            b.shape(Brush.text("M%.1f %.1fl8 -15 8 15z", foot - 8, level + 4), wood[3], 0.9);
        }
    }

    static void talk(Brush b) {
        var voice = b.oneOf(
                new String[] {"#f7f1e6", "#eadfce", "#27466f", "#e2725b", "#8fae8f"},
                new String[] {"#eef3f1", "#d9e6e2", "#326342", "#e6a94f", "#5f86a8"},
                new String[] {"#fbeee8", "#f4dacd", "#a5432f", "#3f5f86", "#d8a25a"});
        b.ground(voice[0], voice[1]);
        double x = b.between(190, 260);
        double y = b.between(108, 130);
        for (int ring = 5; ring >= 1; ring--) {
            b.ring(x, y, 46 + ring * 26, voice[2], 1.4, 0.32 - ring * 0.045);
            b.ring(x + 250, y + 52, 40 + ring * 26, voice[3], 1.4, 0.34 - ring * 0.045);
        }
        bubble(b, x, y, 62, voice[2], 1);
        bubble(b, x + 250, y + 52, 54, voice[3], -1);
        b.circle(x + 126, y + 24, b.between(15, 22), voice[4], 0.85);
        b.circle(x + 148, y - 34, 8, voice[3], 0.5);
        b.circle(x + 92, y + 84, 6, voice[2], 0.5);
        for (int i = 0; i < 3; i++) {
            b.circle(x - 22 + i * 22, y, 5.5, "#ffffff", 0.92);
            b.line(Brush.text("M%.1f %.1fh%.1f", x + 224, y + 40 + i * 13, i == 2 ? 30.0 : 52.0), "#ffffff", 4.5, 0.9);
        }
    }

    private static void bubble(Brush b, double x, double y, double radius, String colour, int side) {
        b.shape(
                Brush.text(
                        "M%.1f %.1fl%.1f 34l%.1f -14z",
                        x - side * radius * 0.72, y + radius * 0.55, -side * 12.0, side * 44.0),
                colour,
                0.94);
        b.circle(x, y, radius, colour, 0.94);
    }

    static void ribbons(Brush b) {
        var silk = b.oneOf(
                new String[] {"#fbf3ea", "#f3dfd2", "#c94f3a", "#e9a178", "#27466f", "#88a9c9"},
                new String[] {"#f1f5ee", "#dbe8da", "#326342", "#8fbf93", "#d39a3f", "#f0d190"},
                new String[] {"#f4eff7", "#e0d6ea", "#6a4a86", "#b295cb", "#cf5f6d", "#efb0a9"});
        b.ground(silk[0], silk[1]);
        b.glow(b.between(200, 520), 150, 210, "#ffffff", 0.7);
        for (int ribbon = 0; ribbon < 3; ribbon++) {
            double level = 90 + ribbon * 58 + b.between(-14, 14);
            double swing = b.between(46, 78);
            double phase = b.between(0, 6.2);
            double slow = b.between(105, 150);
            double wide = b.between(16, 26);
            var upper = new ArrayList<double[]>();
            var lower = new ArrayList<double[]>();
            for (double x = -40; x <= 760; x += 40) {
                double y = level + swing * Math.sin(x / slow + phase);
                double twist = wide * (0.18 + Math.abs(Math.cos(x / slow * 0.8 + phase)));
                upper.add(new double[] {x, y - twist});
                lower.addFirst(new double[] {x, y + twist});
            }
            var fill = b.gradient(1, 0.1, silk[2 + ribbon % 2 * 2], silk[3 + ribbon % 2 * 2], silk[2 + ribbon % 2 * 2]);
            b.shape(Brush.smooth(upper) + "L" + Brush.smooth(lower).substring(1) + "Z", fill, 0.84);
            b.line(Brush.smooth(upper), "#ffffff", 1.4, 0.5);
        }
    }
}
