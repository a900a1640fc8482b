package org.tsudoi.registers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;

/// Whether a registration number is registered. A seller may give a number that the register does not know yet, and one
/// that cannot be looked up now: only that a registration has ended counts, from its day on.
@Component
public class InvoiceRegister {
    private final NtaClient client;
    private final InvoiceCheckTable checks;
    private final Clock clock;

    InvoiceRegister(NtaClient client, InvoiceCheckTable checks, Clock clock) {
        this.client = client;
        this.checks = checks;
        this.clock = clock;
    }

    /// Looks the number up and keeps what was said. Empty where no register is set up. No transaction may be open.
    public Optional<InvoiceCheck> check(OrganiserId organiser, InvoiceNumber number) {
        if (!client.isSetUp()) return Optional.empty();
        var said = client.lookUp(number, clock.instant());
        checks.keep(organiser, said);
        return Optional.of(said);
    }

    /// As papers of a sale on that day name them: without the number from the day on which its registration had ended.
    /// One that is not to be found is left as it is: the register may not know it yet.
    public Organiser asRegistered(Organiser organiser, LocalDate day) {
        boolean over = organiser
                .invoiceNumber()
                .flatMap(number -> latest(organiser.id(), number))
                .filter(check -> check instanceof InvoiceCheck.Ended ended && !day.isBefore(ended.on()))
                .isPresent();
        return over ? organiser.withoutInvoiceNumber() : organiser;
    }

    /// What was said last, of the number that the organiser has now.
    public Optional<InvoiceCheck> latest(OrganiserId organiser, InvoiceNumber number) {
        return checks.find(organiser).filter(check -> check.number().equals(number));
    }
}
