package org.tsudoi.members;

import java.time.Instant;
import java.util.Optional;

/// Who runs this instance, where it sells something itself: one of its organisers, chosen by an operator. Nothing is
/// sold by the house before.
public interface House {
    Optional<OrganiserId> seller();

    /// The same, with who chose it and when.
    Optional<Chosen> chosen();

    record Chosen(OrganiserId seller, MemberId by, Instant at) {}

    /// For what is sold from now on: what was sold before stays with who sold it.
    void choose(OrganiserId seller, MemberId by);
}
