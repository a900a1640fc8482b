package org.tsudoi.collusion.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.WhoMet;
import org.tsudoi.appointments.WhoMet.Encounter;
import org.tsudoi.collusion.Attendance;
import org.tsudoi.collusion.Dealing;
import org.tsudoi.collusion.DealingId;
import org.tsudoi.collusion.Dealings;
import org.tsudoi.collusion.Sign;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.SoldSessions;
import org.tsudoi.orders.SoldSessions.Sold;
import org.tsudoi.orders.TicketId;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;
import org.tsudoi.points.Points.Spent;

/// The sessions that were sold here. One dealing is one place: a pack of five is five. Whoever is owed the yen is its
/// seller: the host, where they own the organiser, else its first owner.
@Component
class SessionDealings implements Dealings {
    private static final int PAGE = 500;

    /// A place for which no time was agreed on in that long was not met so far. It is looked at anew each day, and
    /// speaks for nobody's guilt once they meet.
    private static final Duration TIME_AGREED_WITHIN = Duration.ofDays(60);

    private final SoldSessions sold;
    private final Points points;
    private final WhoMet whoMet;
    private final Organisers organisers;
    private final MemberSigns signs;
    private final Clock clock;

    SessionDealings(
            SoldSessions sold, Points points, WhoMet whoMet, Organisers organisers, MemberSigns signs, Clock clock) {
        this.sold = sold;
        this.points = points;
        this.whoMet = whoMet;
        this.organisers = organisers;
        this.signs = signs;
        this.clock = clock;
    }

    @Override
    public List<Dealing> bookedBetween(Instant from, Instant until) {
        var owners = new HashMap<OrganiserId, List<MemberId>>();
        var dealings = new ArrayList<Dealing>();
        OrderId last = null;
        for (var page = sold.paid(from, until, last, PAGE);
                !page.isEmpty();
                page = sold.paid(from, until, last, PAGE)) {
            dealings.addAll(dealings(page, owners));
            last = page.getLast().order();
        }
        return signed(dealings, owners, from);
    }

    private List<Dealing> dealings(List<Sold> page, Map<OrganiserId, List<MemberId>> owners) {
        var uses = page.stream().map(Sold::pointUse).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<PointUseId, Spent> spent =
                points.spent(uses).stream().collect(Collectors.toMap(Spent::use, Function.identity()));
        var met = whoMet.of(page.stream()
                .flatMap(order -> order.places().stream())
                .map(SoldSessions.Place::ticket)
                .toList());
        var dealings = new ArrayList<Dealing>();
        for (var order : page) {
            var ownersOf = owners.computeIfAbsent(order.organiser(), this::owners);
            var by = order.pointUse() == null ? null : spent.get(order.pointUse());
            for (var part : PlaceParts.of(order, by)) {
                dealing(
                        order,
                        part,
                        by,
                        Objects.requireNonNull(met.get(part.place().ticket())),
                        ownersOf,
                        dealings);
            }
        }
        return dealings;
    }

    private List<MemberId> owners(OrganiserId organiser) {
        return organisers.people(organiser).stream()
                .filter(acting -> acting.standing() == Standing.OWNER)
                .map(Organisers.Acting::member)
                .toList();
    }

    private void dealing(
            Sold order,
            PlaceParts.Part part,
            @Nullable Spent spent,
            Encounter met,
            List<MemberId> owners,
            List<Dealing> dealings) {
        if (owners.isEmpty()) return;
        var buyer = buyer(order, spent);
        // Whoever buys at an organiser of their own deals with nobody.
        if (owners.contains(buyer)) return;
        var host = host(met);
        var seller = host != null && owners.contains(host) ? host : owners.getFirst();
        dealings.add(new Dealing(
                id(part.place().ticket()),
                seller,
                buyer,
                part.price(),
                order.paidAt(),
                attendance(order, part, met),
                spent == null || part.price().points() == 0 ? null : spent.expiresAt(),
                Set.of(),
                Set.of()));
    }

    static DealingId id(TicketId place) {
        return new DealingId(place.toString());
    }

    /// Whoever is no member pays no points, so is part of nothing; but who sells to many of them is no closed circle.
    private static MemberId buyer(Sold order, @Nullable Spent spent) {
        if (spent != null) return spent.member();
        var member = order.member();
        return member != null
                ? member
                : new MemberId(UUID.nameUUIDFromBytes(("guest " + order.order()).getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable MemberId host(Encounter met) {
        return switch (met) {
            case Encounter.Unseen(var host) -> host;
            case Encounter.Seen(var host, var _, var _) -> host;
            case Encounter.NotArranged _, Encounter.Open _ -> null;
        };
    }

    private Attendance attendance(Sold order, PlaceParts.Part part, Encounter met) {
        var cancelled = part.place().cancelledAt();
        // What of it was kept was paid for nothing that took place.
        if (cancelled.isPresent()) return new Attendance.Seen(cancelled.get(), 0);
        return switch (met) {
            case Encounter.Open _ -> new Attendance.NotYet();
            case Encounter.Unseen _ -> new Attendance.NotSeen();
            case Encounter.Seen(var _, var at, var minutes) -> new Attendance.Seen(at, minutes);
            case Encounter.NotArranged _ -> {
                var end = order.paidAt().plus(TIME_AGREED_WITHIN);
                yield end.isAfter(clock.instant()) ? new Attendance.NotYet() : new Attendance.Seen(end, 0);
            }
        };
    }

    private List<Dealing> signed(List<Dealing> dealings, Map<OrganiserId, List<MemberId>> owners, Instant since) {
        var members = new HashSet<MemberId>();
        for (var dealing : dealings) {
            // Those who pay with money alone are in no doubt.
            if (dealing.price().points() == 0) continue;
            members.add(dealing.buyer());
            members.add(dealing.seller());
        }
        var soleOwners = new HashMap<OrganiserId, MemberId>();
        owners.forEach((organiser, all) -> {
            if (all.size() == 1 && members.contains(all.getFirst())) soleOwners.put(organiser, all.getFirst());
        });
        var known = signs.of(members, soleOwners, since);
        return dealings.stream()
                .map(it -> it.signed(
                        known.getOrDefault(it.seller(), Set.<Sign>of()),
                        known.getOrDefault(it.buyer(), Set.<Sign>of())))
                .toList();
    }
}
