package org.tsudoi.appointments;

import java.util.List;
import java.util.Set;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;

/// Whose times are sold as sessions: of those who are named to lead them, the ones who act for the organiser, and of
/// the others who have said that they want to.
public interface SessionHosts {
    Set<MemberId> of(EventId sessions);

    /// Sessions that this person is named for and has said nothing about yet.
    List<EventId> asked(MemberId host);

    /// May be said otherwise later; what was booked until then stays.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for whoever is not named
    void answer(EventId sessions, MemberId host, boolean willing);
}
