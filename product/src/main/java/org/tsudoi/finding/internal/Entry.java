package org.tsudoi.finding.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.finding.Subject;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;

/// Something that can be found, as it is searched.
///
/// @param soldUntil null: as long as it is there
/// @param hosts     whose free times its starts are, or who leads it
record Entry(
        Subject subject,
        Words words,
        List<String> themes,
        List<String> languages,
        Optional<Money> price,
        Starts starts,
        @Nullable Instant soldUntil,
        Set<MemberId> hosts) {
    /// Folded. What it is called counts most, then who leads it and its themes.
    record Words(String title, String names, String body) {
        private static final int BODY_MAX = 4000;

        static Words of(String title, Collection<String> names, Collection<String> body) {
            var all = String.join("\n", body);
            return new Words(
                    Folding.folded(title),
                    Folding.folded(String.join("\n", names)),
                    Folding.folded(all.substring(0, Math.min(BODY_MAX, all.length()))));
        }

        Set<String> grams() {
            return Folding.grams(title + " " + names + " " + body);
        }
    }
}
