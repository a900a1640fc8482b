package org.tsudoi.finding;

import java.util.List;

/// The themes of this instance.
public interface Themes {
    /// In their order, also those that are retired.
    List<Theme> all();

    /// Those that can be chosen.
    List<Theme> offered();

    /// A new one, or the one with this word as it is now. What is found by it is renewed.
    void keep(Theme theme);
}
