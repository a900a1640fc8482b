package org.tsudoi.promises;

import java.util.List;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;

/// Finds out whether dates of courses took place, so that nobody pays for one to which nobody came who leads it.
public interface DateOutcomes {
    /// Looks at what is over, ends what nobody answered. Run by a job; answers how many were looked at.
    int look();

    /// Those that were looked at.
    List<DateOutcome> of(EventId course);

    /// An owner says that a date to come does not take place: everybody gets back what they paid for it, also who is
    /// still paying. The same again changes nothing.
    ///
    /// @throws org.tsudoi.platform.Problem as `Events.callDateOff`
    void callOff(EventId course, DateId date, MemberId owner);

    /// Somebody came to something else instead of that date, and does not any more: where nobody held it, it
    /// comes back. In the caller's transaction.
    ///
    /// @param why names what ended; the same again changes nothing
    void owedAgain(DateOutcome.Of of, String why);

    /// An owner says whether it took place; answers how it stands, which may be what was decided before.
    ///
    /// @throws org.tsudoi.platform.Problem not-found where nobody was asked about such a date of that course
    DateOutcome answer(EventId course, DateId date, MemberId owner, boolean tookPlace);
}
