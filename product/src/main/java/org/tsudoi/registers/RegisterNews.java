package org.tsudoi.registers;

import java.time.LocalDate;
import java.util.Optional;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.OrganiserId;

/// Published inside the transaction that keeps it.
public sealed interface RegisterNews {
    /// A number that an organiser uses is not registered any more, or is not to be found. Told once of each number and
    /// answer.
    ///
    /// @param on the day from which on it is not; empty where it is not to be found
    record NumberGone(OrganiserId organiser, InvoiceNumber number, Optional<LocalDate> on) implements RegisterNews {}
}
