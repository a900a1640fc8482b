package org.tsudoi.members;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;

/// One person as the rest of the product sees them.
///
/// @param displayName empty until the person has told it (a mail address is all that signing up needs)
/// @param locale the language that pages and mails speak to this person: Japanese, English or Thai
public record Member(
        MemberId id,
        Optional<PersonName> displayName,
        EmailAddress email,
        Locale locale,
        ZoneId zone,
        Set<Role> roles) {
    public Member {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
