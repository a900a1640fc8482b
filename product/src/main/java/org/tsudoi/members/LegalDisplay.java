package org.tsudoi.members;

import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;

/// What a seller shows under 特定商取引法 §11: who sells, where, and how to reach them. A private seller may leave the
/// address and the telephone number out of the page when they say that these are told on request without delay (the
/// Consumer Affairs Agency's guide to §11); then `addressOnRequest` is true, and both are kept all the same where they
/// were given.
///
/// @param responsible who answers for the selling, where that is not the seller (代表者または業務責任者)
/// @param charges     what buyers pay besides the price; empty for nothing
/// @param conditions  who may buy, and the like (特別の販売条件); empty for none
public record LegalDisplay(
        PersonName seller,
        Optional<String> address,
        boolean addressOnRequest,
        EmailAddress contact,
        Optional<String> phone,
        Optional<PersonName> responsible,
        String charges,
        String conditions) {
    public LegalDisplay {
        if (address.isEmpty() && !addressOnRequest)
            throw new IllegalArgumentException("an address must be shown or told on request");
    }

    /// Of one who says no more than that.
    public LegalDisplay(PersonName seller, Optional<String> address, boolean addressOnRequest, EmailAddress contact) {
        this(seller, address, addressOnRequest, contact, Optional.empty(), Optional.empty(), "", "");
    }

    @Override
    public String toString() {
        return "LegalDisplay[" + seller + "]";
    }
}
