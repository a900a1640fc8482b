package org.tsudoi.finding;

import java.util.List;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.offerings.Event;

/// What somebody leads and is on sale.
///
/// @param meetings the soonest first
public record Leading(List<Event> sessions, List<Event> meetings, List<MonthlyPlan> salons) {
    public boolean isNothing() {
        return sessions.isEmpty() && meetings.isEmpty() && salons.isEmpty();
    }
}
