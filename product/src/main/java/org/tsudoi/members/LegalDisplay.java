package org.tsudoi.members;

import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;

/// What a seller shows under 特定商取引法 §11: who sells, where, and how to reach them. A private seller may leave the
/// address out of the page when they say that it is told on request without delay (the Consumer Affairs Agency's guide
/// to
/// §11); then `addressOnRequest` is true, and the address is kept all the same where it was given.
public record LegalDisplay(
        PersonName seller, Optional<String> address, boolean addressOnRequest, EmailAddress contact) {
    public LegalDisplay {
        if (address.isEmpty() && !addressOnRequest)
            throw new IllegalArgumentException("an address must be shown or told on request");
    }

    @Override
    public String toString() {
        return "LegalDisplay[" + seller + "]";
    }
}
