package org.tsudoi.members.internal;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;

/// Rows of `organiser_version`: written at each change, never changed.
@Component
class OrganiserVersionTable {
    private final JdbcClient jdbc;
    private final OrganiserTable organisers;

    OrganiserVersionTable(JdbcClient jdbc, OrganiserTable organisers) {
        this.jdbc = jdbc;
        this.organisers = organisers;
    }

    /// As it is now in this transaction.
    void keep(OrganiserId id, Instant since) {
        jdbc.sql("""
                insert into organiser_version (organiser, since, name, country, legal_seller_sealed, legal_address_sealed,
                    legal_address_on_request, invoice_number, thai_tax_number_sealed, thai_branch)
                select id, :since, name, country, legal_seller_sealed, legal_address_sealed, legal_address_on_request,
                    invoice_number, thai_tax_number_sealed, thai_branch
                from organiser where id = :id
                """).param("id", id.value()).param("since", Rows.column(since)).update();
    }

    Optional<Organiser> asOf(OrganiserId id, Instant then) {
        return jdbc.sql("""
                select o.id, o.slug, v.name, o.currency, v.country, o.about, v.legal_seller_sealed, v.legal_address_sealed,
                    v.legal_address_on_request, o.legal_contact_sealed, o.legal_phone_sealed, o.legal_responsible_sealed,
                    o.legal_charges, o.legal_conditions, v.invoice_number, v.thai_tax_number_sealed, v.thai_branch,
                    o.created_at
                from organiser o join organiser_version v on v.organiser = o.id
                where o.id = :id
                order by v.since <= :then desc, case when v.since <= :then then v.since end desc, v.since,
                    case when v.since <= :then then -v.id else v.id end
                limit 1
                """)
                .param("id", id.value())
                .param("then", Rows.column(then))
                .query((row, _) -> organisers.organiser(row))
                .optional();
    }
}
