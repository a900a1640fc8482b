package org.tsudoi.offerings;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What comes back to those who leave a course that has begun.
///
/// @param fee     kept of what is for the dates that are left, for each place; empty where nothing of it comes back
/// @param service by which law more has to come back than was agreed
public record Leaving(Optional<Money> fee, Optional<ContinuousService> service) {
    public static final Leaving WITHOUT_ANYTHING = new Leaving(Optional.empty(), Optional.empty());

    public Leaving {
        if (fee.filter(Money::isNegative).isPresent()) throw new IllegalArgumentException("a fee is not negative");
    }

    /// Whether it was agreed that something comes back once no rule for cancelling gives anything. What the law gives
    /// besides has words of its own.
    public boolean givesBack() {
        return fee.isPresent();
    }

    /// As it holds for a contract about so much: the law is not about the small ones.
    public Leaving about(Money all, LocalDate first, LocalDate last) {
        return new Leaving(fee, service.filter(it -> it.covers(all, first, last)));
    }

    /// One of the places of an order for a course.
    ///
    /// @param paid      for it
    /// @param places    of the whole order
    /// @param starts    of its dates, as they are now; at least one
    /// @param concluded when it was paid for
    public record Place(Money paid, int places, List<Instant> starts, Instant concluded, ZoneId zone) {
        long left(Instant now) {
            return starts.stream().filter(now::isBefore).count();
        }

        Money share(long dates) {
            return Leaving.share(paid, dates, starts.size());
        }

        LocalDate first() {
            return LocalDate.ofInstant(starts.getFirst(), zone);
        }

        LocalDate last() {
            return LocalDate.ofInstant(starts.getLast(), zone);
        }
    }

    /// What one of so many dates is of a price, when so many came back before: together never more than all of it.
    public static Money ofOneDate(Money paid, int before, int all) {
        return share(paid, before + 1, all).minus(share(paid, before, all));
    }

    /// A fraction of a yen goes to the buyer, as with every refund by a policy.
    private static Money share(Money paid, long dates, long all) {
        var parts = BigInteger.valueOf(paid.minorUnits())
                .multiply(BigInteger.valueOf(dates))
                .divideAndRemainder(BigInteger.valueOf(all));
        return new Money(parts[0].longValueExact() + parts[1].signum(), paid.currency());
    }

    /// What is for dates that have not begun: nothing is kept of that when it is not the buyer who changed something.
    public static Money notHeld(Place place, Instant now) {
        return place.share(place.left(now));
    }

    /// Who leaves before it begins never gets less than who leaves after its first date.
    public Money comesBack(Place place, Instant now) {
        long all = place.starts().size();
        long left = place.left(now);
        boolean begun = left < all;
        var none = Money.zero(place.paid().currency());
        var agreed =
                fee.map(it -> without(place.share(begun ? left : all - 1), it)).orElse(none);
        var byLaw = service.map(it -> byLaw(it, place, begun, now)).orElse(none);
        return agreed.compareTo(byLaw) < 0 ? byLaw : agreed;
    }

    private static Money byLaw(ContinuousService service, Place place, boolean begun, Instant now) {
        if (now.isBefore(ContinuousService.coolingOffUntil(place.concluded(), place.zone()))) return place.paid();
        var rest = place.share(place.left(now));
        return without(
                rest, service.keptAtMost(place.paid(), rest, begun, place.places(), place.first(), place.last()));
    }

    private static Money without(Money rest, Money fee) {
        return rest.compareTo(fee) <= 0 ? Money.zero(rest.currency()) : rest.minus(fee);
    }
}
