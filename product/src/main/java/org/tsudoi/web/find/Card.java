package org.tsudoi.web.find;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.money.Money;
import org.tsudoi.web.participant.EventCard;

/// Something that was found, as it is listed.
public sealed interface Card {
    /// The soonest of the times that were asked for; null where there is none.
    @Nullable Instant next();

    /// @param themes their names, in the reader's language, with words of their own
    record Person(CoachPage page, List<String> themes, List<String> languages, @Nullable Instant next)
            implements Card {
        public String picture() {
            return PeoplePages.picture(page);
        }
    }

    /// @param apply where it is ordered at its lowest price
    record Offer(EventCard event, String apply, @Nullable Instant next) implements Card {}

    record Salon(MonthlyPlan plan, String organiser, Money price, @Nullable Instant next) implements Card {}
}
