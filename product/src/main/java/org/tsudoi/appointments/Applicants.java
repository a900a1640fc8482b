package org.tsudoi.appointments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.EventId;
import org.tsudoi.orders.OrderId;

/// Who applied for sessions, as far as they want to be named on their page.
public interface Applicants {
    int SHOWN_MAX = 50;

    /// From now on by that name.
    ///
    /// @throws org.tsudoi.platform.Problem not-found when these are no sessions that are paid
    void show(OrderId order, PersonName name);

    void hide(OrderId order);

    Optional<PersonName> shownAs(OrderId order);

    /// The newest [#SHOWN_MAX], newest first, each order by itself; not those that were cancelled since.
    List<Shown> of(EventId sessions);

    record Shown(PersonName name, Instant appliedAt) {}
}
