package org.tsudoi.members;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;

/// The people of this instance. A person is known by one mail address.
public interface Members {
    /// The languages that the product speaks; the first one is used where nothing else is known.
    List<Locale> LANGUAGES = List.of(Locale.JAPANESE, Locale.ENGLISH, Locale.forLanguageTag("th"));

    Optional<Member> find(MemberId id);

    Optional<Member> findByMail(EmailAddress mail);

    /// All of them that exist, in one query.
    Map<MemberId, Member> findAll(Collection<MemberId> ids);

    /// The person with this address, made when there is none. A known person keeps the language, the zone and, when
    /// they have told one, the name. Two callers at once get the same person. Proves nothing: signing in does.
    Member findOrCreate(EmailAddress mail, Optional<PersonName> name, Locale locale, ZoneId zone);

    /// What a person may change about themselves. Answers the person as they are now.
    Member change(MemberId id, Optional<PersonName> name, Locale locale, ZoneId zone);

    /// Lets this person run the instance.
    void makeOperator(MemberId id);

    boolean anyOperator();

    /// Those who run the instance.
    List<Member> operators();
}
