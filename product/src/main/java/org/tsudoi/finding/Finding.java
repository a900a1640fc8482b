package org.tsudoi.finding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One search over people, sessions, meetings and salons.
public interface Finding {
    /// What fits best first, then what can begin the soonest. What is not on sale, and whoever shows no page, is never
    /// found.
    ///
    /// @param after the end of the page before; null for the first
    Found find(Wanted wanted, Found.@Nullable Place after, int max);

    /// What could be left out of it so that something is found.
    List<Loosened> loosen(Wanted wanted);

    enum Part {
        TEXT,
        THEME,
        LANGUAGE,
        PRICE,
        POINTS,
        KIND,
        TIMES
    }

    /// @param many what is found without that part, up to [#COUNTED_MAX]
    record Loosened(Part part, int many) {}

    int COUNTED_MAX = 100;

    /// As its organiser chose; empty: as is usual.
    Optional<FoundBy> chosen(Subject offering);

    /// What holds where nothing was chosen: what those who lead it say of themselves, and the language that it is
    /// written in.
    FoundBy usual(Subject offering);

    /// For an event, sessions or a salon.
    void choose(Subject offering, FoundBy by);

    /// Brings in what has changed. Searching does it by itself for the most part; free times are taken up by a job.
    void keepUp();
}
