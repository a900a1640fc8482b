package org.tsudoi.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.points.PointUseId;

/// Sessions that were sold, for whoever looks at many of them: without what is sealed.
public interface SoldSessions {
    /// Paid within that time, in the order of their ids.
    ///
    /// @param after the last that was told; null to begin
    List<Sold> paid(Instant from, Instant until, @Nullable OrderId after, int max);

    /// The orders of these places.
    List<Sold> of(Collection<TicketId> places);

    /// @param member      who bought it signed in; null otherwise
    /// @param completedAt when its money became due; null while it is not
    /// @param worth       what was paid in money and points
    /// @param pointUse    null when no points paid
    /// @param places      with those that were cancelled
    record Sold(
            OrderId order,
            OrganiserId organiser,
            @Nullable MemberId member,
            Instant paidAt,
            @Nullable Instant completedAt,
            Money worth,
            @Nullable PointUseId pointUse,
            List<Place> places) {
        public Sold {
            places = List.copyOf(places);
        }

        public boolean isCompletedBy(Instant moment) {
            return completedAt != null && !completedAt.isAfter(moment);
        }
    }

    /// @param kept        what of its price is still the seller's
    /// @param cancelledAt empty while it is valid
    record Place(TicketId ticket, Money kept, Optional<Instant> cancelledAt) {}
}
