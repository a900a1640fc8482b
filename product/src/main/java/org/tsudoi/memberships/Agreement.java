package org.tsudoi.memberships;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.tsudoi.members.MemberId;

/// What was agreed when a member joined; it never changes, whatever becomes of the plan's terms.
/// The price is the plan's: it changes with notice.
///
/// @param zone the plan's: days begin there
public record Agreement(
        MonthlyPlanId plan,
        MemberId member,
        Instant joinedAt,
        ZoneId zone,
        BillingCalendar calendar,
        FirstMonth firstMonth,
        LeavingRefund leaving,
        Ladder ladder) {
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /// When this day begins.
    public Instant begins(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
