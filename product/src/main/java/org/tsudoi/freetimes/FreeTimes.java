package org.tsudoi.freetimes;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import org.tsudoi.members.MemberId;

/// When a host can be booked. A host is a person: whoever acts for two organisers still is in one place
/// at a time.
///
/// Hours are of the host's wall clock: an instant is within them when that clock then shows a time within
/// them. In the hour that is left out in spring there is nothing; the hour that comes twice in autumn is
/// open twice.
public interface FreeTimes {
    /// What was kept last; before that nothing is open, in the zone of the member.
    ///
    /// @throws org.tsudoi.platform.Problem not-found when there is no such member
    Availability of(MemberId host);

    /// Bookings that were agreed on stay as they are, also where the hours are others now.
    void keep(MemberId host, Availability availability);

    /// All times that can be booked now, by the day on which they start for the reader; days without any
    /// are left out. A time that is shown may be gone when it is booked: that is found out there.
    SortedMap<LocalDate, List<Slot>> slots(Question question);

    /// @param reader whose days `from` and `until` are
    /// @param until  with this day
    record Question(MemberId host, Duration length, ZoneId reader, LocalDate from, LocalDate until) {
        public static final int DAYS_MAX = 62;

        public Question {
            if (until.isBefore(from) || ChronoUnit.DAYS.between(from, until) >= DAYS_MAX) {
                throw new IllegalArgumentException("no more than " + DAYS_MAX + " days");
            }
        }
    }
}
