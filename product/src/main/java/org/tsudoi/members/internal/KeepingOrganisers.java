package org.tsudoi.members.internal;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.Organiser;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

@Service
class KeepingOrganisers implements Organisers {
    private final OrganiserTable table;
    private final OrganiserVersionTable versions;
    private final Ids ids;
    private final Clock clock;

    KeepingOrganisers(OrganiserTable table, OrganiserVersionTable versions, Ids ids, Clock clock) {
        this.table = table;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Organiser> find(OrganiserId id) {
        return table.find(id);
    }

    @Override
    public Optional<Organiser> asOf(OrganiserId id, Instant then) {
        return versions.asOf(id, then);
    }

    @Override
    public Optional<Organiser> findBySlug(String slug) {
        return table.findBySlug(slug);
    }

    @Override
    public Map<OrganiserId, Organiser> findAll(Collection<OrganiserId> ids) {
        return table.findAll(ids).stream().collect(toMap(Organiser::id, identity()));
    }

    @Override
    public List<Organiser> of(MemberId member, Standing standing) {
        return table.of(member, standing);
    }

    @Override
    public List<Organiser> withInvoiceNumbers() {
        return table.withInvoiceNumbers();
    }

    @Override
    public Optional<Standing> standing(MemberId member, OrganiserId organiser) {
        return table.standing(member, organiser);
    }

    @Override
    public List<Acting> people(OrganiserId organiser) {
        return table.people(organiser);
    }

    @Override
    public List<OrganiserId> alone(MemberId member) {
        return table.alone(member);
    }

    @Override
    @Transactional
    public Start start(MemberId owner, NewOrganiser wish) {
        var id = new OrganiserId(ids.next());
        if (!table.insert(id, wish, clock.instant())) return new Start.SlugTaken();
        table.letAct(id, owner, Standing.OWNER, clock.instant());
        return new Start.Started(changed(id));
    }

    @Override
    @Transactional
    public Organiser describe(OrganiserId id, String name, String country, String about) {
        var before = known(id);
        var wish = new NewOrganiser(before.slug(), name, before.currency(), country, about);
        table.describe(id, wish.name(), wish.country(), wish.about());
        return changed(id);
    }

    @Override
    @Transactional
    public Organiser showLegally(OrganiserId id, LegalDisplay legal) {
        table.showLegally(id, legal);
        return changed(id);
    }

    @Override
    @Transactional
    public Organiser numberInvoices(OrganiserId id, Optional<InvoiceNumber> number) {
        table.numberInvoices(id, number);
        return changed(id);
    }

    @Override
    @Transactional
    public Organiser registerInThailand(OrganiserId id, Optional<ThaiTaxpayer> taxpayer) {
        table.registerInThailand(id, taxpayer);
        return changed(id);
    }

    @Override
    @Transactional
    public void letAct(OrganiserId organiser, MemberId member, Standing standing) {
        table.lock(organiser);
        boolean lastOwner = standing != Standing.OWNER
                && table.people(organiser).stream()
                        .filter(acting -> acting.standing() == Standing.OWNER)
                        .map(Acting::member)
                        .toList()
                        .equals(List.of(member));
        if (lastOwner) throw Problem.of(ProblemCode.CONFLICT, "members.problem.last-owner");
        table.letAct(organiser, member, standing, clock.instant());
    }

    /// What papers of later sales say.
    private Organiser changed(OrganiserId id) {
        // To what the database keeps of a moment, as the time of a sale is.
        versions.keep(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return known(id);
    }

    private Organiser known(OrganiserId id) {
        return table.find(id).orElseThrow(Problem::notFound);
    }
}
