package org.tsudoi.orders;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.PlaceFee;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.RefundTerms;
import org.tsudoi.offerings.Tax;
import org.tsudoi.payments.PaymentId;

/// Some places of one plan of one event, for one buyer: from the moment the seats are held.
public sealed interface Order {
    OrderId id();

    Terms terms();

    Reductions reductions();

    /// What is paid in money: never negative.
    default Money toPay() {
        return worth().minus(reductions().points());
    }

    /// What is paid in money and points: the price less what a voucher takes off.
    default Money worth() {
        return terms().total().minus(reductions().voucher());
    }

    /// How much of what has come back in all is money; the rest is points. In proportion to what was paid by each, in
    /// whole minor units, so that all steps together give back neither more money nor more points than were paid.
    default Money inMoney(Money back) {
        return worth().isZero() ? back : share(toPay(), back, worth());
    }

    /// The part of it that is for the places: a voucher lowers nothing else.
    default Money placesWorth() {
        return worth().minus(terms().extrasTotal());
    }

    /// What of it each place is, with what was bought for it: together with what was bought for the order as a whole
    /// exactly `worth()`.
    default List<Share> shares() {
        var alike = new long[terms().places()];
        Arrays.fill(alike, 1);
        var ofPlaces = placesWorth().split(alike);
        return IntStream.range(0, alike.length)
                .mapToObj(place -> new Share(ofPlaces.get(place), terms().extrasOf(place)))
                .toList();
    }

    record Share(Money place, Money extras) {
        public Money total() {
            return place.plus(extras);
        }

        public Share with(Money moreExtras) {
            return new Share(place, extras.plus(moreExtras));
        }
    }

    /// What the platform takes for it: in proportion to what was paid for the places when a voucher lowered the price,
    /// so nothing of what was given away. Nothing is asked for what is bought with them.
    default Money platformFee() {
        return terms().placesTotal().isZero()
                ? terms().fee().amount()
                : share(terms().fee().amount().times(terms().places()), placesWorth(), terms().placesTotal());
    }

    /// What the platform keeps of it once so much has come back for places in all: it goes back as their price does,
    /// whoever ended the order. Rounded down, so that nothing is kept of what came back whole.
    default Money feeKept(Money back) {
        return placesWorth().isZero()
                ? platformFee()
                : share(platformFee(), placesWorth().minus(back), placesWorth());
    }

    /// How much of an amount that was paid is the fee that the buyer bears.
    default Money feeWithin(Money paid) {
        if (terms().total().isZero()) return paid.times(0);
        if (terms().extras().isEmpty()) return share(terms().feeOnTop(), paid, terms().total());
        if (worth().isZero() || terms().placesTotal().isZero()) return paid.times(0);
        return share(share(terms().feeOnTop(), placesWorth(), terms().placesTotal()), paid, worth());
    }

    private static Money share(Money whole, Money part, Money of) {
        return new Money(
                BigInteger.valueOf(whole.minorUnits())
                        .multiply(BigInteger.valueOf(part.minorUnits()))
                        .divide(BigInteger.valueOf(of.minorUnits()))
                        .longValueExact(),
                whole.currency());
    }

    /// What was agreed when the order was placed; it never changes.
    ///
    /// @param planName  as it stood when the buyer agreed, and so the price
    /// @param attendees one name a place
    /// @param when      what was said about the time
    /// @param policy    the rules for cancelling at that time
    /// @param unitPrice what the buyer pays for a place: with the fee, where the buyer bears it
    /// @param tax       within the price of a place
    /// @param fee       of the platform, for each place
    /// @param extras    what was bought with the places
    record Terms(
            OrganiserId organiser,
            EventId event,
            PlanId plan,
            String planName,
            boolean trial,
            Money unitPrice,
            List<PersonName> attendees,
            Buyer buyer,
            Instant placedAt,
            When when,
            CancellationPolicy policy,
            Tax tax,
            PlaceFee fee,
            List<Extra> extras) {
        /// Places and nothing else.
        public Terms(
                OrganiserId organiser,
                EventId event,
                PlanId plan,
                String planName,
                boolean trial,
                Money unitPrice,
                List<PersonName> attendees,
                Buyer buyer,
                Instant placedAt,
                When when,
                CancellationPolicy policy,
                Tax tax,
                PlaceFee fee) {
            this(
                    organiser, event, plan, planName, trial, unitPrice, attendees, buyer, placedAt, when, policy, tax,
                    fee, List.of());
        }

        public int places() {
            return attendees.size();
        }

        public Money total() {
            return placesTotal().plus(extrasTotal());
        }

        public Money placesTotal() {
            return unitPrice.times(places());
        }

        public Money extrasTotal() {
            return sum(extras);
        }

        /// What was bought for this place, or for `Extra.WHOLE_ORDER`.
        public Money extrasOf(int place) {
            return sum(extrasFor(place));
        }

        public List<Extra> extrasFor(int place) {
            return extras.stream().filter(one -> one.place() == place).toList();
        }

        private Money sum(List<Extra> some) {
            return some.stream().map(Extra::total).reduce(unitPrice.times(0), Money::plus);
        }

        /// What a place costs without the fee that the buyer bears.
        public Money placePrice() {
            return unitPrice.minus(fee.onTop());
        }

        /// All that the buyer bears of the platform's fee.
        public Money feeOnTop() {
            return fee.onTop().times(places());
        }

        /// What comes back when the buyer cancels: never less than was agreed, whatever became of the event, and
        /// more when it starts later now or its rules have become kinder.
        ///
        /// @param agreed when a session is to start; empty while that is open, and for meetings
        public RefundTerms refunds(Event.Particulars now, Optional<Instant> agreed) {
            return switch (when) {
                case When.At(var startsAt) -> policy.startingAt(startsAt).orBetter(now.refunds());
                case When.Course course ->
                    policy.startingAt(course.dates().getFirst().startsAt())
                            .orBetter(now.policy().startingAt(course.starts(now).getFirst()));
                case When.Arranged _ -> starting(policy, agreed).orBetter(starting(now.policy(), agreed));
                // Whoever keeps the members knows what comes back to whom.
                case When.Period _, When.AtOnce _ -> policy.notStarting();
            };
        }

        /// What of the price of one place comes back when its buyer cancels it: of a course also while it runs.
        ///
        /// @param price   what was paid for the place
        /// @param instead when it comes to something else instead of a date of a course
        /// @param paidAt  when the order was
        public Money comesBack(
                Money price,
                Event.Particulars now,
                Optional<Instant> agreed,
                Map<DateId, Instant> instead,
                Instant paidAt,
                Instant at) {
            var byPolicy = refunds(now, agreed).refundOf(price, at);
            if (!(when instanceof When.Course course)) return byPolicy;
            var left = course.leaving().comesBack(place(course, price, now, instead, paidAt), at);
            return byPolicy.compareTo(left) < 0 ? left : byPolicy;
        }

        /// The same for who leaves since it was moved: all of it, and of a course all that is for dates that have not
        /// begun, without any fee for leaving.
        public Money comesBackForAMove(
                Money price,
                Event.Particulars now,
                Optional<Instant> agreed,
                Map<DateId, Instant> instead,
                Instant paidAt,
                Instant at) {
            if (!(when instanceof When.Course course)) return price;
            var notHeld = Leaving.notHeld(place(course, price, now, instead, paidAt), at);
            var usual = comesBack(price, now, agreed, instead, paidAt, at);
            return notHeld.compareTo(usual) < 0 ? usual : notHeld;
        }

        private Leaving.Place place(
                When.Course course, Money price, Event.Particulars now, Map<DateId, Instant> instead, Instant paidAt) {
            return new Leaving.Place(price, places(), course.starts(now, instead), paidAt, now.zone());
        }

        private static RefundTerms starting(CancellationPolicy policy, Optional<Instant> start) {
            return start.map(policy::startingAt).orElseGet(policy::notStarting);
        }

        /// Until when the buyer may cancel: of a course its last date, else the start that was agreed, or the present
        /// one when that is later.
        /// Nobody ends it by moving the start. Empty while nothing ends it.
        ///
        /// @param agreed as for `refunds`
        public Optional<Instant> cancellableUntil(Event.Particulars now, Optional<Instant> agreed) {
            return switch (when) {
                case When.At(var startsAt) ->
                    now.startsAt().filter(it -> it.isAfter(startsAt)).or(() -> Optional.of(startsAt));
                case When.Course course -> Optional.of(course.starts(now).getLast());
                case When.Arranged _ -> agreed;
                case When.Period _, When.AtOnce _ -> Optional.of(placedAt);
            };
        }

        /// As if these dates of a course had never been of it, since what was for them came back.
        public Terms without(Set<DateId> dates) {
            if (dates.isEmpty() || !(when instanceof When.Course course)) return this;
            var left = course.dates().stream()
                    .filter(it -> !dates.contains(it.date()))
                    .toList();
            return left.isEmpty() ? this : with(new When.Course(left, course.leaving()));
        }

        private Terms with(When other) {
            return new Terms(
                    organiser, event, plan, planName, trial, unitPrice, attendees, buyer, placedAt, other, policy, tax,
                    fee, extras);
        }

        /// When it begins for this buyer: later than for others, for who joined a course late.
        public Optional<Instant> startsAt(Event.Particulars now) {
            return when instanceof When.Course course
                    ? Optional.of(course.starts(now).getFirst())
                    : now.startsAt();
        }

        public Optional<When.Course> course() {
            return when instanceof When.Course it ? Optional.of(it) : Optional.empty();
        }

        public boolean isCourse() {
            return when instanceof When.Course;
        }

        public boolean isSession() {
            return when instanceof When.Arranged;
        }

        public boolean isPeriod() {
            return when instanceof When.Period;
        }

        public boolean isAtOnce() {
            return when instanceof When.AtOnce;
        }

        /// Whether a seat is kept for it. What is asked of one person is open as long as whoever asks says, has no
        /// door, and stands on pages of its own.
        public boolean takesSeats() {
            return switch (when) {
                case When.At _, When.Course _, When.Arranged _ -> true;
                case When.Period _, When.AtOnce _ -> false;
            };
        }

        /// Of each session; zero for meetings.
        public Duration sessionLength() {
            return when instanceof When.Arranged(var each) ? each : Duration.ZERO;
        }
    }

    /// What a buyer is told about the time.
    sealed interface When {
        /// It starts then, for everybody.
        record At(Instant startsAt) implements When {}

        /// These dates of a course, as they stood then; soonest first.
        ///
        /// @param leaving what comes back while it runs
        record Course(List<AgreedDate> dates, Leaving leaving) implements When {
            public Course {
                dates = dates.stream()
                        .sorted(Comparator.comparing(AgreedDate::startsAt))
                        .toList();
                if (dates.isEmpty()) throw new IllegalArgumentException("a course of no dates");
            }

            public record AgreedDate(DateId date, Instant startsAt) {}

            public boolean has(DateId date) {
                return dates.stream().anyMatch(it -> it.date.equals(date));
            }

            /// As they are now, soonest first. Nobody has less of one that is moved to an earlier hour.
            public List<Instant> starts(Event.Particulars now) {
                return starts(now, Map.of());
            }

            private List<Instant> starts(Event.Particulars now, Map<DateId, Instant> instead) {
                return dates.stream()
                        .map(agreed ->
                                Optional.ofNullable(instead.get(agreed.date)).orElseGet(() -> start(agreed, now)))
                        .sorted()
                        .toList();
            }

            /// Those for which nothing comes back to who leaves at that moment.
            public Set<DateId> begun(Event.Particulars now, Map<DateId, Instant> instead, Instant at) {
                return dates.stream()
                        .filter(agreed -> !at.isBefore(instead.getOrDefault(agreed.date, start(agreed, now))))
                        .map(AgreedDate::date)
                        .collect(Collectors.toSet());
            }

            private static Instant start(AgreedDate agreed, Event.Particulars now) {
                return now.course()
                        .flatMap(course -> course.date(agreed.date))
                        .map(CourseDate::begin)
                        .filter(agreed.startsAt::isBefore)
                        .orElse(agreed.startsAt);
            }
        }

        /// Each place is a session that lasts so long, and starts when its buyer and a host agree on.
        record Arranged(Duration each) implements When {}

        /// A month, or what is left of one: from a day on, until the first day that is not in it any more.
        record Period(LocalDate from, LocalDate until) implements When {
            public Period {
                if (!until.isAfter(from)) throw new IllegalArgumentException("no period: " + from + " " + until);
            }
        }

        /// Given as soon as it is paid.
        record AtOnce() implements When {}
    }

    /// @param member null for a guest
    record Buyer(@Nullable MemberId member, PersonName name, EmailAddress email, Locale locale) {
        /// The same, known by nothing but the address.
        public Buyer asGuest() {
            return new Buyer(null, name, email, locale);
        }

        /// Whether this person bought it: signed in, or as a guest with an address that is proven theirs by now.
        public boolean is(MemberId someone, EmailAddress verified) {
            return someone.equals(member) || email.lookUpKey().equals(verified.lookUpKey());
        }
    }

    /// Placed for a mail address that is not proven: the seats are reserved until `heldUntil` for whoever follows the
    /// link of the mail. Only a trial asks for that, since it is for one time a person.
    record Unconfirmed(OrderId id, Terms terms, Reductions reductions, Instant heldUntil) implements Order {
        /// The address is proven; the place is to be paid for.
        public Held confirmed(Instant until) {
            return new Held(id, terms, reductions, until);
        }

        /// The address is proven, and nothing is to be paid.
        public Paid given(Instant at) {
            return new Paid(id, terms, reductions, at, null);
        }

        public Lapsed lapsed(Instant at, LapseReason why) {
            return new Lapsed(id, terms, reductions, at, why);
        }
    }

    /// The seats are reserved until `heldUntil`; nothing was begun at a provider.
    record Held(OrderId id, Terms terms, Reductions reductions, Instant heldUntil) implements Order {
        /// Of a period: it may be paid for longer.
        public Held openUntil(Instant until) {
            return new Held(id, terms, reductions, until);
        }

        /// With other reductions, before anything is begun to be paid.
        public Held reduced(Reductions by) {
            return new Held(id, terms, by, heldUntil);
        }

        public Paying paying(PaymentId payment, Instant until) {
            return new Paying(id, terms, reductions, until, payment);
        }

        /// A payment that was thought to have come to nothing was captured.
        public Paid paid(Instant at, PaymentId by) {
            return new Paid(id, terms, reductions, at, by);
        }

        public Paid given(Instant at) {
            return new Paid(id, terms, reductions, at, null);
        }

        public Lapsed lapsed(Instant at, LapseReason why) {
            return new Lapsed(id, terms, reductions, at, why);
        }
    }

    /// A payment was begun. The seats stay reserved until `heldUntil`.
    record Paying(OrderId id, Terms terms, Reductions reductions, Instant heldUntil, PaymentId payment)
            implements Order {
        public Paid paid(Instant at, PaymentId by) {
            return new Paid(id, terms, reductions, at, by);
        }

        /// It is given and not final: the seats wait for it.
        public Paying waiting(Instant until) {
            return new Paying(id, terms, reductions, until, payment);
        }

        /// That payment came to nothing; another may be begun while the seats are held.
        public Held unpaid(Instant until) {
            return new Held(id, terms, reductions, until);
        }

        public Lapsed lapsed(Instant at, LapseReason why) {
            return new Lapsed(id, terms, reductions, at, why);
        }
    }

    /// @param payment null when nothing was to be paid
    record Paid(
            OrderId id,
            Terms terms,
            Reductions reductions,
            Instant paidAt,
            @Nullable PaymentId payment) implements Order {
        /// Its last place was cancelled.
        public Cancelled cancelled(Instant at) {
            return new Cancelled(id, terms, reductions, paidAt, payment, at);
        }
    }

    /// The seats went back unpaid.
    record Lapsed(OrderId id, Terms terms, Reductions reductions, Instant at, LapseReason why) implements Order {
        /// Of a period: it is to be paid after all. Nothing had been kept back for it that could have gone.
        public Held openAgain(Instant until) {
            return new Held(id, terms, Reductions.none(terms.unitPrice().currency()), until);
        }

        /// The same reductions, reserved anew.
        public Lapsed reducedAgain(Reductions by) {
            return new Lapsed(id, terms, by, at, why);
        }

        /// Money arrived after all, and the seats could be taken once more.
        public Paid paidLate(Instant paidAt, PaymentId by) {
            return new Paid(id, terms, reductions, paidAt, by);
        }

        /// Money arrived after all, and no seat was left: it goes back in full.
        public Unseated unseated(Instant at, PaymentId by) {
            return new Unseated(id, terms, reductions, at, by);
        }
    }

    /// Paid too late for a seat, refunded in full.
    record Unseated(OrderId id, Terms terms, Reductions reductions, Instant paidAt, PaymentId payment)
            implements Order {}

    /// No place is left on it.
    record Cancelled(
            OrderId id,
            Terms terms,
            Reductions reductions,
            Instant paidAt,
            @Nullable PaymentId payment,
            Instant at) implements Order {}

    enum LapseReason {
        /// Not paid in time.
        EXPIRED,
        /// The buyer let it go.
        LEFT,
        /// The event was cancelled before it was paid.
        EVENT_CANCELLED,
        /// It was for a trial, and this person has had one with this organiser.
        TRIAL_USED,
        /// It was for a member, who was none any more before it was paid.
        NOT_A_MEMBER
    }
}
