package org.tsudoi.registers;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.OrganiserId;

/// Whether a registration number is registered. Tells and never decides: a seller may give a number that the register
/// does not know yet, and one that cannot be looked up now.
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

    /// What was said last, of the number that the organiser has now.
    public Optional<InvoiceCheck> latest(OrganiserId organiser, InvoiceNumber number) {
        return checks.find(organiser).filter(check -> check.number().equals(number));
    }
}
