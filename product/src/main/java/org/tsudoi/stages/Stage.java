package org.tsudoi.stages;

import java.util.Locale;

/// How far a member of the platform is: everybody learns (学ぶ), and who teaches (教える) offers something to others.
public enum Stage {
    LEARN,
    TEACH;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
