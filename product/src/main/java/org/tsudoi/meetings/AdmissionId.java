package org.tsudoi.meetings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one letting-in of one person on one device; a second device of the same ticket gets another.
public record AdmissionId(UUID value) {
    public static Optional<AdmissionId> parse(String shown) {
        return Ids.parse("adm", shown).map(AdmissionId::new);
    }

    @Override
    public String toString() {
        return Ids.show("adm", value);
    }
}
