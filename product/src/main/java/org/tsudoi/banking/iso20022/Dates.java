package org.tsudoi.banking.iso20022;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;

/// Days as the bank writes them. Of a moment it is the day at the bank, so its offset does not matter.
final class Dates {
    private static final Pattern DAY = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}:[0-9]{2}"
            + "(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?");

    private Dates() {}

    /// `Dt` or `DtTm` within an element. Empty when there is none; a wrong one is a fault, and empty.
    static Optional<LocalDate> within(Element parent, String path, Faults faults) {
        return parent.at(path + "/Dt")
                .or(() -> parent.at(path + "/DtTm"))
                .flatMap(element -> of(element, path, faults));
    }

    static Optional<LocalDate> of(Element element, String field, Faults faults) {
        var day = DAY.matcher(element.text());
        try {
            if (day.matches()) return Optional.of(LocalDate.parse(day.group(1)));
        } catch (DateTimeException _) {
            // No such day; told below.
        }
        faults.add(element.line(), element.column(), field, FaultReason.DATE);
        return Optional.empty();
    }
}
