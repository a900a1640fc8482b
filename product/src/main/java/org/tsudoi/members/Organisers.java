package org.tsudoi.members;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The organisers of this instance and the people who act for them.
public interface Organisers {
    Optional<Organiser> find(OrganiserId id);

    /// As papers name it for what was sold then: its name, country, seller, address and registrations were these. Of
    /// the time before it was there, the first.
    Optional<Organiser> asOf(OrganiserId id, Instant then);

    Optional<Organiser> findBySlug(String slug);

    /// All of them that exist, in one query.
    Map<OrganiserId, Organiser> findAll(Collection<OrganiserId> ids);

    /// The organisers this person acts for in this way, oldest first.
    List<Organiser> of(MemberId member, Standing standing);

    /// How this person acts for this organiser; empty when they do not, whether the organiser exists or not. Pages
    /// answer
    /// 404 then, so that nobody learns which ids exist.
    Optional<Standing> standing(MemberId member, OrganiserId organiser);

    /// All who have a registration number of Japan, in the order of their ids.
    List<Organiser> withInvoiceNumbers();

    /// The people who act for an organiser, owners first.
    List<Acting> people(OrganiserId organiser);

    /// Those that this person acts for and nobody else does.
    List<OrganiserId> alone(MemberId member);

    /// Makes an organiser with this person as its owner.
    Start start(MemberId owner, NewOrganiser wish);

    /// Changes what is public about an organiser, its slug and currency excepted: links and past prices depend on them.
    Organiser describe(OrganiserId id, String name, String country, String about);

    Organiser showLegally(OrganiserId id, LegalDisplay legal);

    /// From then on receipts are qualified invoices (適格請求書), or with none are not any more.
    Organiser numberInvoices(OrganiserId id, Optional<InvoiceNumber> number);

    /// From then on receipts are tax invoices of Thailand, or with none are not any more.
    Organiser registerInThailand(OrganiserId id, Optional<ThaiTaxpayer> taxpayer);

    /// Lets a person act for an organiser, or changes how. An organiser never loses its last owner.
    void letAct(OrganiserId organiser, MemberId member, Standing standing);

    record Acting(MemberId member, Standing standing) {}

    sealed interface Start {
        record Started(Organiser organiser) implements Start {}

        record SlugTaken() implements Start {}
    }
}
