package org.tsudoi.members.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers.Acting;
import org.tsudoi.members.Standing;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.privacy.Vault;

@Component
class OrganiserTable {
    private static final String COLUMNS = """
            select o.id, o.slug, o.name, o.currency, o.country, o.about, o.legal_seller_sealed, o.legal_address_sealed,
                   o.legal_address_on_request, o.legal_contact_sealed, o.legal_phone_sealed, o.legal_responsible_sealed,
                   o.legal_charges, o.legal_conditions, o.invoice_number, o.thai_tax_number_sealed, o.thai_branch,
                   o.created_at
            from organiser o
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    OrganiserTable(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Organiser> find(OrganiserId id) {
        return jdbc.sql(COLUMNS + "where o.id = :id")
                .param("id", id.value())
                .query((row, _) -> organiser(row))
                .optional();
    }

    Optional<Organiser> findBySlug(String slug) {
        return jdbc.sql(COLUMNS + "where o.slug = :slug")
                .param("slug", slug)
                .query((row, _) -> organiser(row))
                .optional();
    }

    List<Organiser> findAll(Collection<OrganiserId> ids) {
        return jdbc.sql(COLUMNS + "where o.id = any(:ids)")
                .param("ids", ids.stream().map(OrganiserId::value).toArray(UUID[]::new))
                .query((row, _) -> organiser(row))
                .list();
    }

    List<Organiser> withInvoiceNumbers() {
        return jdbc.sql(COLUMNS + "where o.invoice_number is not null order by o.id")
                .query((row, _) -> organiser(row))
                .list();
    }

    List<Organiser> of(MemberId member, Standing standing) {
        return jdbc.sql(COLUMNS + """
                        join organiser_person p on p.organiser_id = o.id
                        where p.member_id = :member and p.standing = :standing
                        order by o.created_at, o.id
                        """)
                .param("member", member.value())
                .param("standing", standing.name())
                .query((row, _) -> organiser(row))
                .list();
    }

    /// False when the slug is taken.
    boolean insert(OrganiserId id, NewOrganiser wish, Instant at) {
        return jdbc.sql("""
                insert into organiser (id, slug, name, currency, country, about, created_at)
                values (:id, :slug, :name, :currency, :country, :about, :at)
                on conflict (slug) do nothing
                """)
                        .param("id", id.value())
                        .param("slug", wish.slug())
                        .param("name", wish.name())
                        .param("currency", wish.currency().getCurrencyCode())
                        .param("country", wish.country())
                        .param("about", wish.about())
                        .param("at", Rows.column(at))
                        .update()
                == 1;
    }

    void describe(OrganiserId id, String name, String country, String about) {
        jdbc.sql("update organiser set name = :name, country = :country, about = :about where id = :id")
                .param("name", name)
                .param("country", country)
                .param("about", about)
                .param("id", id.value())
                .update();
    }

    void showLegally(OrganiserId id, LegalDisplay legal) {
        jdbc.sql("""
                update organiser
                set legal_seller_sealed = :seller, legal_address_sealed = :address, legal_address_on_request = :onRequest,
                    legal_contact_sealed = :contact, legal_phone_sealed = :phone,
                    legal_responsible_sealed = :responsible, legal_charges = :charges, legal_conditions = :conditions
                where id = :id
                """)
                .param("seller", seal(id, "legal_seller_sealed", legal.seller().value()))
                .param(
                        "address",
                        legal.address()
                                .map(text -> seal(id, "legal_address_sealed", text))
                                .orElse(null))
                .param("onRequest", legal.addressOnRequest())
                .param(
                        "contact",
                        seal(id, "legal_contact_sealed", legal.contact().value()))
                .param(
                        "phone",
                        legal.phone()
                                .map(text -> seal(id, "legal_phone_sealed", text))
                                .orElse(null))
                .param(
                        "responsible",
                        legal.responsible()
                                .map(name -> seal(id, "legal_responsible_sealed", name.value()))
                                .orElse(null))
                .param("charges", legal.charges())
                .param("conditions", legal.conditions())
                .param("id", id.value())
                .update();
    }

    void numberInvoices(OrganiserId id, Optional<InvoiceNumber> number) {
        jdbc.sql("update organiser set invoice_number = :number where id = :id")
                .param("number", number.map(InvoiceNumber::value).orElse(null))
                .param("id", id.value())
                .update();
    }

    void registerInThailand(OrganiserId id, Optional<ThaiTaxpayer> taxpayer) {
        jdbc.sql("update organiser set thai_tax_number_sealed = :number, thai_branch = :branch where id = :id")
                .param(
                        "number",
                        taxpayer.map(it -> seal(
                                        id,
                                        "thai_tax_number_sealed",
                                        it.number().value()))
                                .orElse(null))
                .param("branch", taxpayer.map(ThaiTaxpayer::branch).orElse(null))
                .param("id", id.value())
                .update();
    }

    Optional<Standing> standing(MemberId member, OrganiserId organiser) {
        return jdbc.sql("select standing from organiser_person where organiser_id = :organiser and member_id = :member")
                .param("organiser", organiser.value())
                .param("member", member.value())
                .query(String.class)
                .optional()
                .map(Standing::valueOf);
    }

    List<Acting> people(OrganiserId organiser) {
        return jdbc.sql("""
                        select member_id, standing from organiser_person where organiser_id = :organiser
                        order by standing = 'OWNER' desc, since, member_id
                        """)
                .param("organiser", organiser.value())
                .query((row, _) -> new Acting(
                        new MemberId(Rows.uuid(row, "member_id")), Standing.valueOf(row.getString("standing"))))
                .list();
    }

    List<OrganiserId> alone(MemberId member) {
        return jdbc.sql("""
                        select organiser_id from organiser_person own where member_id = :member
                            and not exists (select from organiser_person other
                                where other.organiser_id = own.organiser_id and other.member_id <> own.member_id)
                        """)
                .param("member", member.value())
                .query((row, _) -> new OrganiserId(Rows.uuid(row, "organiser_id")))
                .list();
    }

    void letAct(OrganiserId organiser, MemberId member, Standing standing, Instant at) {
        jdbc.sql("""
                insert into organiser_person (organiser_id, member_id, standing, since)
                values (:organiser, :member, :standing, :at)
                on conflict (organiser_id, member_id) do update set standing = excluded.standing
                """)
                .param("organiser", organiser.value())
                .param("member", member.value())
                .param("standing", standing.name())
                .param("at", Rows.column(at))
                .update();
    }

    /// Makes changes to one organiser's people wait for each other, so that the last owner can be counted on.
    void lock(OrganiserId organiser) {
        jdbc.sql("select id from organiser where id = :id for update")
                .param("id", organiser.value())
                .query(UUID.class)
                .optional();
    }

    private byte[] seal(OrganiserId id, String column, String clear) {
        return vault.seal("organiser", column, id.value(), clear);
    }

    Organiser organiser(ResultSet row) throws SQLException {
        return new Organiser(
                new OrganiserId(Rows.uuid(row, "id")),
                row.getString("slug"),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                row.getString("country"),
                row.getString("about"),
                legal(row),
                Optional.ofNullable(row.getString("invoice_number")).map(InvoiceNumber::new),
                thaiTaxpayer(row),
                Rows.instant(row, "created_at"));
    }

    private Optional<LegalDisplay> legal(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, "id");
        byte @Nullable [] seller = row.getBytes("legal_seller_sealed");
        byte @Nullable [] address = row.getBytes("legal_address_sealed");
        if (seller == null) return Optional.empty();
        return Optional.of(new LegalDisplay(
                new PersonName(vault.open("organiser", "legal_seller_sealed", id, seller)),
                Optional.ofNullable(address).map(bytes -> vault.open("organiser", "legal_address_sealed", id, bytes)),
                row.getBoolean("legal_address_on_request"),
                new EmailAddress(
                        vault.open("organiser", "legal_contact_sealed", id, row.getBytes("legal_contact_sealed"))),
                opened(row, "legal_phone_sealed"),
                opened(row, "legal_responsible_sealed").map(PersonName::new),
                row.getString("legal_charges"),
                row.getString("legal_conditions")));
    }

    private Optional<ThaiTaxpayer> thaiTaxpayer(ResultSet row) throws SQLException {
        var branch = row.getString("thai_branch");
        return opened(row, "thai_tax_number_sealed")
                .map(number -> new ThaiTaxpayer(new ThaiTaxNumber(number), Objects.requireNonNull(branch)));
    }

    private Optional<String> opened(ResultSet row, String column) throws SQLException {
        byte @Nullable [] sealed = row.getBytes(column);
        return sealed == null
                ? Optional.empty()
                : Optional.of(vault.open("organiser", column, Rows.uuid(row, "id"), sealed));
    }
}
