package org.tsudoi.registers;

import java.time.Instant;
import java.time.LocalDate;
import org.tsudoi.members.InvoiceNumber;

/// What the register said of a number, and when.
public sealed interface InvoiceCheck {
    InvoiceNumber number();

    Instant at();

    /// @param name  as it is published: a company's, or a person's
    /// @param since the day of the registration
    record Registered(InvoiceNumber number, String name, LocalDate since, Instant at) implements InvoiceCheck {}

    /// Cancelled or run out (取消・失効).
    record Ended(InvoiceNumber number, String name, LocalDate on, Instant at) implements InvoiceCheck {}

    record NotThere(InvoiceNumber number, Instant at) implements InvoiceCheck {}

    /// The register did not answer, or not so that we understood it: that says nothing about the number.
    record NotKnown(InvoiceNumber number, Instant at) implements InvoiceCheck {}
}
