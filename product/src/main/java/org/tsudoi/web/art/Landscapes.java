package org.tsudoi.web.art;

/// Hills, sea, town and night.
final class Landscapes {
    private Landscapes() {}

    static void hills(Brush b) {
        var light = b.oneOf(
                new String[] {"#f4d9c6", "#f3e7d6", "#d5e3d3", "#e2725b", "#a9c4ae", "#7fa389", "#4d7a5c", "#365a45"},
                new String[] {"#f7e3cf", "#f8efdd", "#dbe6e4", "#e9a15b", "#b5cbc7", "#86aaa6", "#527d7c", "#35595c"},
                new String[] {"#efd0d0", "#f5e3dc", "#dcdcea", "#d9604c", "#b9b7d0", "#8b8db0", "#5d6288", "#414766"});
        b.ground(light[0], light[1], light[2]);
        double sunX = b.between(140, 600);
        double sunY = b.between(70, 120);
        b.glow(sunX, sunY, 170, "#ffffff", 0.65);
        b.circle(sunX, sunY, b.between(36, 50), light[3], 0.88);
        for (int layer = 0; layer < 4; layer++) {
            b.shape(Brush.down(b.rolling(165 + layer * 36, 30 - layer * 4, b.count(3, 5))), light[4 + layer], 0.82);
            if (layer == 1) {
                b.box(-20, 196, 760, 34, 17, "#ffffff", 0.18);
            }
        }
        for (int i = 0, birds = b.count(2, 4); i < birds; i++) {
            double x = sunX + b.between(-150, 150);
            double y = b.between(44, 110);
            b.line(Brush.text("M%.1f %.1fq6 -7 11 0q5 -7 11 0", x, y), light[7], 1.8, 0.6);
        }
    }

    static void waves(Brush b) {
        var sea = b.oneOf(
                new String[] {"#f6e7d8", "#dfe9ea", "#e2725b", "#a8c6d2", "#7ca6bb", "#4f83a0", "#356785", "#27466f"},
                new String[] {"#fdf3df", "#e4efe6", "#e6b656", "#a9d0c4", "#7db7ab", "#529a90", "#35796f", "#245a56"},
                new String[] {"#27335a", "#5c6b98", "#f6ead2", "#6e86ad", "#52709c", "#3c5888", "#2c4472", "#1f335c"});
        b.ground(sea[0], sea[1]);
        double x = b.between(180, 540);
        b.glow(x, 112, 150, sea[2], 0.35);
        b.circle(x, 112, 44, sea[2], 0.92);
        for (int layer = 0; layer < 5; layer++) {
            double level = 138 + layer * 34;
            var crest = b.rolling(level, 11 + layer * 2.5, 6 - layer / 2);
            b.shape(Brush.down(crest), sea[3 + layer], 0.9);
            b.line(crest, "#ffffff", 1.6, 0.34);
        }
    }

    static void city(Brush b) {
        var dusk = b.oneOf(
                new String[] {"#35406b", "#8a7ba3", "#f0b69a", "#5b618c", "#3f4770", "#2a3154", "#ffd88a"},
                new String[] {"#dfe8ee", "#eef0ea", "#f6dcc6", "#b8c4cc", "#8496a3", "#566b7c", "#fff3cf"},
                new String[] {"#f2c9b5", "#f7e0cd", "#fdf0dc", "#d3a79a", "#a5766f", "#6d4d52", "#ffe9b8"});
        b.ground(dusk[0], dusk[1], dusk[2]);
        double x = b.between(120, 600);
        b.glow(x, 92, 130, "#ffffff", 0.4);
        b.circle(x, 92, 32, "#fff6e0", 0.92);
        for (int row = 0; row < 3; row++) {
            double left = -10;
            while (left < 720) {
                double width = b.between(34, 74);
                double height = b.between(60, 150) - row * 24;
                double top = 300 - height - (2 - row) * 26;
                b.box(left, top, width, 320 - top, 3, dusk[3 + row], 0.96);
                if (row > 0) {
                    windows(b, left, top, width, dusk[6]);
                }
                left += width + b.between(0, 9);
            }
        }
    }

    private static void windows(Brush b, double left, double top, double width, String light) {
        for (double y = top + 12; y < 284; y += 16) {
            for (double x = left + 9; x < left + width - 12; x += 13) {
                if (b.chance(0.3)) {
                    b.box(x, y, 5.5, 7, 1, light, b.between(0.5, 0.95));
                }
            }
        }
    }

    static void stars(Brush b) {
        var night = b.oneOf(
                new String[] {"#141c3a", "#2a3566", "#6b6596", "#0e1428"},
                new String[] {"#10263a", "#1d4a5f", "#5a8f93", "#0b1a28"},
                new String[] {"#221838", "#4a2f5e", "#a5677c", "#170f27"});
        b.ground(night[0], night[1], night[2]);
        for (int i = 0; i < 110; i++) {
            b.circle(b.between(0, 720), b.between(0, 230), b.between(0.5, 1.7), "#fff7e4", b.between(0.35, 0.95));
        }
        var sign = new StringBuilder();
        double x = b.between(90, 200);
        double y = b.between(60, 130);
        for (int i = 0, stars = b.count(5, 7); i < stars; i++) {
            sign.append(Brush.text(i == 0 ? "M%.1f %.1f" : "L%.1f %.1f", x, y));
            b.glow(x, y, 15, "#ffe9b0", 0.9);
            b.circle(x, y, 3.1, "#fff7e4", 1);
            x += b.between(48, 92);
            y = Math.clamp(y + b.between(-62, 62), 36, 176);
        }
        b.line(sign.toString(), "#ffe9b0", 1.1, 0.55);
        b.shape(Brush.down(b.rolling(252, 20, 4)), night[3], 0.75);
        b.shape(Brush.down(b.rolling(276, 14, 3)), night[3], 1);
    }
}
