package org.tsudoi.banking.iso20022;

import java.util.Optional;
import org.tsudoi.banking.CashAccount;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Iban;
import org.tsudoi.banking.OtherAccount;

/// Who has which account where.
final class Parties {
    private Parties() {}

    /// Empty where there is none; a wrong one is a fault, and empty.
    static Optional<CashAccount> account(Element parent, String path, Faults faults) {
        var iban = parent.at(path + "/Id/IBAN");
        if (iban.isPresent()) {
            var known = Iban.of(iban.get().text());
            if (known.isEmpty()) fault(iban.get(), path + "/Id/IBAN", FaultReason.CODE, faults);
            return known.map(CashAccount.class::cast);
        }
        var other = parent.at(path + "/Id/Othr/Id");
        if (other.isEmpty()) return Optional.empty();
        var value = other.get().text();
        if (!value.isEmpty() && value.length() <= OtherAccount.LENGTH_MAX) return Optional.of(new OtherAccount(value));
        fault(other.get(), path + "/Id/Othr/Id", value.isEmpty() ? FaultReason.MISSING : FaultReason.TOO_LONG, faults);
        return Optional.empty();
    }

    /// At whose bank an account is that has no number of its own in the world; empty for an IBAN.
    static String servicer(Element report) {
        if (report.at("Acct/Id/IBAN").isPresent()) return "";
        return bank(report, "Acct/Svcr") + "/" + report.textAt("Acct/Svcr/BrnchId/Id");
    }

    /// @param side `Dbtr` or `Cdtr`
    static Optional<Counterparty> party(Element transaction, String side, Faults faults) {
        var parties = transaction.at("RltdPties");
        if (parties.flatMap(known -> known.at(side)).isEmpty()) return Optional.empty();
        var name = parties.get().textAt(side + "/Pty/Nm");
        if (name.isEmpty()) name = parties.get().textAt(side + "/Nm");
        return Optional.of(new Counterparty(
                name,
                "",
                bank(transaction, "RltdAgts/" + side + "Agt"),
                transaction.textAt("RltdAgts/" + side + "Agt/BrnchId/Id"),
                account(parties.get(), side + "Acct", faults)));
    }

    private static String bank(Element parent, String path) {
        for (var field : new String[] {"BICFI", "BIC", "ClrSysMmbId/MmbId", "Nm"}) {
            var told = parent.textAt(path + "/FinInstnId/" + field);
            if (!told.isEmpty()) return told;
        }
        return "";
    }

    private static void fault(Element where, String field, FaultReason reason, Faults faults) {
        faults.add(where.line(), where.column(), field, reason);
    }
}
