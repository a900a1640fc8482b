package org.tsudoi.web.art;

import java.util.UUID;

/// A quiet picture in our colours, 720 by 300, drawn from a seed.
public final class EventArt {
    private EventArt() {}

    /// Where the picture of an event without one is served.
    public static String address(String title, UUID id) {
        return address(Theme.suggestedBy(title, id), seed(id));
    }

    public static String address(Theme theme, int seed) {
        return "/art/" + theme.slug() + "/" + seed + ".svg";
    }

    static int seed(UUID id) {
        return Math.floorMod(id.hashCode() * 0x9E3779B1, 1_000_000);
    }

    /// The SVG document itself: the same for the same theme and seed, for ever.
    public static String svg(Theme theme, int seed) {
        var brush = new Brush(theme, seed);
        switch (theme) {
            case HILLS -> Landscapes.hills(brush);
            case WAVES -> Landscapes.waves(brush);
            case CITY -> Landscapes.city(brush);
            case STARS -> Landscapes.stars(brush);
            case INK -> StillLives.ink(brush);
            case LEAVES -> StillLives.leaves(brush);
            case TEA -> StillLives.tea(brush);
            case STRINGS -> Rhythms.strings(brush);
            case TALK -> Rhythms.talk(brush);
            case RIBBONS -> Rhythms.ribbons(brush);
        }
        return brush.svg();
    }
}
