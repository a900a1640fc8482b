package org.tsudoi.freetimes.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Booking.WaitsFor;
import org.tsudoi.freetimes.Booking.Why;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Proposal;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Problem;

/// One party names some times, the other takes one of them.
@Component
class ProposingTimes {
    private static final Logger LOG = LoggerFactory.getLogger(ProposingTimes.class);

    private final BookingDesk desk;
    private final BookingTable table;
    private final TakenTimes times;
    private final BusyTimes busy;
    private final Commitments commitments;

    ProposingTimes(BookingDesk desk, BookingTable table, TakenTimes times, BusyTimes busy, Commitments commitments) {
        this.desk = desk;
        this.table = table;
        this.times = times;
        this.busy = busy;
        this.commitments = commitments;
    }

    Answer propose(Proposal proposal) {
        return desk.decide(proposal.host(), host -> {
            var again = table.find(proposal.id());
            if (again.isPresent()) return same(again.get().booking(), proposal);
            var before = table.proposed(proposal.host(), proposal.reference());
            return refusal(proposal, before, host).orElseGet(() -> begin(proposal, before, host));
        });
    }

    private static Answer same(Booking stored, Proposal proposal) {
        var terms = stored.terms();
        if (!terms.host().equals(proposal.host()) || !terms.guest().equals(proposal.guest())) {
            throw new IllegalStateException(proposal.id() + " is somebody else's");
        }
        boolean same = terms.reference().equals(proposal.reference())
                && terms.length().equals(proposal.length())
                && hasTimesOf(stored, proposal);
        return same ? new Answer.Done(stored) : new Answer.Refused(Reason.NOT_IN_THIS_STATE);
    }

    /// Of one that was answered nobody knows any more which others it had.
    private static boolean hasTimesOf(Booking stored, Proposal proposal) {
        return !(stored instanceof Booking.Proposed it)
                || new HashSet<>(it.starts()).equals(new HashSet<>(proposal.starts()))
                        && it.waitsFor() == (proposal.by() == Party.HOST ? WaitsFor.GUEST : WaitsFor.HOST);
    }

    private Optional<Answer> refusal(Proposal proposal, Optional<Booking> before, BookingDesk.Host host) {
        var terms = terms(proposal, host);
        commitments.hold(terms);
        if (!commitments.mayBeBooked(terms.reference(), proposal.id())) return refused(Reason.NOT_IN_THIS_STATE);
        if (isOutOfBounds(proposal)) return refused(Reason.TIMES_OUT_OF_BOUNDS);
        var outside = refused(proposal, Reason.TIMES_OUT_OF_BOUNDS, start -> isOutOfBounds(start, host.now()));
        if (outside.isPresent()) return outside;
        if (proposal.by() == Party.GUEST
                && before.isEmpty()
                && table.openOf(proposal.guest()) >= Bookings.OPEN_PROPOSALS_OF_A_GUEST_MAX) {
            return refused(Reason.TOO_MANY_PROPOSALS);
        }
        var besides = before.map(Booking::id).orElse(null);
        return refused(proposal, Reason.TAKEN, start -> busy.isTaken(terms, start, besides))
                .or(() -> refused(proposal, Reason.ELSEWHERE, start -> isElsewhere(proposal, start)))
                .or(() -> refused(
                        proposal,
                        Reason.NOT_FREE,
                        start -> proposal.by() == Party.GUEST && busy.isBusyElsewhere(terms, start)));
    }

    /// For the first of the times that it holds of.
    private static Optional<Answer> refused(Proposal proposal, Reason reason, Predicate<Instant> fault) {
        return proposal.starts().stream()
                .filter(fault)
                .findFirst()
                .map(start -> new Answer.Refused(reason, Optional.of(start)));
    }

    /// Of whoever proposes: when the other is, is not theirs to know.
    private boolean isElsewhere(Proposal proposal, Instant start) {
        var time = new Interval(start, start.plus(proposal.length()));
        var own = proposal.by() == Party.HOST
                ? commitments.asGuest(proposal.host(), time, null)
                : commitments.ofWhoever(proposal.guest(), time, null);
        return !own.isEmpty();
    }

    private static boolean isOutOfBounds(Proposal proposal) {
        var starts = proposal.starts();
        return starts.isEmpty()
                || starts.size() > Bookings.TIMES_MAX
                || new HashSet<>(starts).size() != starts.size()
                || !BookingRules.isLength(proposal.length());
    }

    private static boolean isOutOfBounds(Instant start, Instant now) {
        return !start.isAfter(now)
                || start.isAfter(now.plus(Bookings.AHEAD_MAX))
                || start.getEpochSecond() % 60 != 0
                || start.getNano() != 0;
    }

    private static Booking.Terms terms(Proposal proposal, BookingDesk.Host host) {
        var rules = host.availability().rules();
        return new Booking.Terms(
                proposal.host(),
                proposal.guest(),
                proposal.reference(),
                proposal.length(),
                rules.buffers(),
                rules.changes());
    }

    private static Optional<Answer> refused(Reason reason) {
        return Optional.of(new Answer.Refused(reason));
    }

    private Answer begin(Proposal proposal, Optional<Booking> before, BookingDesk.Host host) {
        var by = proposal.by() == Party.HOST ? proposal.host() : proposal.guest();
        before.ifPresent(old -> {
            if (old instanceof Booking.Proposed it) {
                desk.lapse(new BookingDesk.Case(it, null, host.now(), host), it, Why.REPLACED, by);
            }
        });
        var waitsFor = proposal.by() == Party.HOST ? WaitsFor.GUEST : WaitsFor.HOST;
        var until = host.now()
                .plus(waitsFor == WaitsFor.GUEST ? Bookings.GUEST_ANSWERS_WITHIN : Bookings.HOST_ANSWERS_WITHIN);
        var latest = proposal.starts().stream().max(Instant::compareTo).orElseThrow();
        var proposed = new Booking.Proposed(
                proposal.id(), terms(proposal, host), waitsFor, proposal.starts(), Interval.earlier(until, latest));
        return desk.begin(
                proposed,
                proposed.starts(),
                null,
                by.toString(),
                new BookingNews.TimesProposed(proposal.id(), waitsFor, proposed.until()),
                host);
    }

    Answer accept(BookingId id, MemberId by, Instant startsAt) {
        return desk.decide(id, was -> {
            mustBeParty(was.booking(), by);
            if (!(was.booking() instanceof Booking.Proposed it) || !was.now().isBefore(it.until())) {
                return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
            }
            if (!asked(it).equals(Optional.of(by))) throw Problem.notFound();
            if (!it.starts().contains(startsAt) || !startsAt.isAfter(was.now())) {
                return new Answer.Refused(Reason.TIMES_OUT_OF_BOUNDS);
            }
            commitments.hold(it.terms());
            if (!commitments.mayBeBooked(it.terms().reference(), id)) {
                return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
            }
            if (commitments.isElsewhere(it.terms(), startsAt, id)) return new Answer.Refused(Reason.ELSEWHERE);
            return agree(was, it, by, startsAt);
        });
    }

    private Answer agree(BookingDesk.Case was, Booking.Proposed proposed, MemberId by, Instant startsAt) {
        var host = was.host();
        var day = host.day(startsAt);
        times.countAgreed(host.id(), day, host.availability().rules().aDayMax());
        return desk.change(
                was,
                proposed.agreed(startsAt),
                startsAt,
                day,
                by.toString(),
                new BookingNews.BookingAgreed(proposed.id(), startsAt));
    }

    private static Optional<MemberId> asked(Booking.Proposed proposed) {
        return switch (proposed.waitsFor()) {
            case HOST -> Optional.of(proposed.terms().host());
            case GUEST -> Optional.of(proposed.terms().guest());
            case PAYMENT -> Optional.empty();
        };
    }

    static void mustBeParty(Booking booking, MemberId who) {
        var terms = booking.terms();
        if (!List.of(terms.host(), terms.guest()).contains(who)) throw Problem.notFound();
    }

    Answer decline(BookingId id, MemberId by) {
        return desk.decide(id, was -> {
            mustBeParty(was.booking(), by);
            if (!(was.booking() instanceof Booking.Proposed it)) return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
            if (it.waitsFor() == WaitsFor.PAYMENT && !by.equals(it.terms().guest())) throw Problem.notFound();
            return desk.lapse(was, it, asked(it).equals(Optional.of(by)) ? Why.DECLINED : Why.WITHDRAWN, by);
        });
    }

    /// Those whose time is over. An answer that comes before this is late all the same, a payment is
    /// not. One that cannot lapse keeps no other from it.
    void lapseDue(Instant now, int max) {
        for (var id : table.due(now, max)) {
            try {
                lapseDue(id);
            } catch (RuntimeException fault) {
                LOG.error("{} did not lapse", id, fault);
            }
        }
    }

    private void lapseDue(BookingId id) {
        desk.decide(id, was -> {
            if (!(was.booking() instanceof Booking.Proposed it) || was.now().isBefore(it.until())) {
                return new Answer.Refused(Reason.NOT_IN_THIS_STATE);
            }
            return desk.lapse(was, it, Why.EXPIRED, null);
        });
    }
}
