package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.Fee;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Membership.EndReason;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MembershipNotices.What;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.Offered;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;

/// The face: each wish is stored in one transaction, and what follows from it is done after it.
final class KeepingMemberships implements Memberships {
    private static final int PAGE = 200;
    private static final MemberId NOBODY = new MemberId(new UUID(0, 0));

    private final MembershipTable memberships;
    private final ChargeTable charges;
    private final JoiningMemberships joining;
    private final TendingMemberships tending;
    private final TellingMembers telling;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingMemberships(
            TendingMemberships.Tables tables,
            TendingMemberships tending,
            TellingMembers telling,
            TransactionTemplate transactions,
            Clock clock) {
        this.memberships = tables.memberships();
        this.charges = tables.charges();
        this.joining = new JoiningMemberships(tables, transactions, clock);
        this.tending = tending;
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Offered preview(MonthlyPlanId plan, MemberId member) {
        return joining.preview(plan, member);
    }

    @Override
    public Offered preview(MonthlyPlanId plan) {
        return joining.preview(plan, NOBODY);
    }

    @Override
    public List<Fee> coming(MembershipId id, int count) {
        return joining.coming(get(id), settled(id), count);
    }

    @Override
    public Optional<Fee> ifStayed(MembershipId id) {
        return joining.ifStayed(get(id), settled(id));
    }

    private IntPredicate settled(MembershipId id) {
        var settled = charges.of(id).stream()
                .filter(Charge::isSettled)
                .map(it -> it.terms().period().number())
                .collect(Collectors.toSet());
        return settled::contains;
    }

    @Override
    public Joined join(MembershipId id, MonthlyPlanId plan, MemberId member, PayBy by) {
        return tended(joining.join(new JoiningMemberships.Wish(id, plan, member, by, Optional.empty())));
    }

    @Override
    public Joined join(MembershipId id, MonthlyPlanId plan, MemberId member, PayBy by, String shown) {
        return tended(joining.join(new JoiningMemberships.Wish(id, plan, member, by, Optional.of(shown))));
    }

    private Joined tended(Joined joined) {
        return switch (joined) {
            case Joined.In(var membership) -> new Joined.In(tended(membership.id(), true));
            case Joined.Already _, Joined.Full _, Joined.Closed _, Joined.Changed _ -> joined;
        };
    }

    private Membership tended(MembershipId id, boolean present) {
        tending.tend(id, present);
        return get(id);
    }

    @Override
    public Membership get(MembershipId id) {
        return kept(id).membership();
    }

    @Override
    public List<Membership> all(Collection<MembershipId> ids) {
        return ids.isEmpty() ? List.of() : memberships.all(ids);
    }

    private KeptMembership kept(MembershipId id) {
        return memberships.find(id).orElseThrow(Problem::notFound);
    }

    @Override
    public PayBy payBy(MembershipId id) {
        return kept(id).by();
    }

    @Override
    public Optional<Membership> running(MonthlyPlanId plan, MemberId member) {
        return memberships.running(plan, member);
    }

    @Override
    public List<Membership> of(MemberId member) {
        return memberships.of(member);
    }

    @Override
    public List<Membership> in(MonthlyPlanId plan, int skipped, int max) {
        return memberships.in(plan, skipped, max);
    }

    /// Who may come in today follows from the state and the clock, so the rows are walked through.
    @Override
    public List<Membership> openToday(MonthlyPlanId plan, int skipped, int max) {
        var now = clock.instant();
        var open = new ArrayList<Membership>();
        List<Membership> page;
        int read = 0;
        do {
            page = memberships.in(plan, read, PAGE);
            read += page.size();
            page.stream().filter(it -> it.isOpenOn(it.agreement().day(now))).forEach(open::add);
        } while (page.size() == PAGE && open.size() < skipped + max);
        return open.stream().skip(skipped).limit(max).toList();
    }

    @Override
    public boolean isOpenTo(MonthlyPlanId plan, MemberId member) {
        return running(plan, member)
                .filter(it -> it.isOpenOn(it.agreement().day(clock.instant())))
                .isPresent();
    }

    @Override
    public List<Charge> charges(MembershipId membership) {
        return charges.of(membership);
    }

    @Override
    public List<Change> history(MembershipId membership) {
        return memberships.history(membership);
    }

    @Override
    public Membership payBy(MembershipId id, PayBy by, String who) {
        return changed(id, true, (membership, now) -> {
            memberships.payBy(id, by);
            charges.alive(id, membership.lastPeriod() + 1).forEach(charge -> {
                if (charge instanceof Charge.Declined it && isOwed(membership, it)) {
                    charges.move(it, it.again(), "by other means", now);
                }
            });
            memberships.rest(id, now);
            return membership;
        });
    }

    private static boolean isOwed(Membership membership, Charge.Declined charge) {
        int period = charge.terms().period().number();
        return switch (membership) {
            case Membership.Joining _ -> period == 0;
            case Membership.PastDue it -> period == it.unpaid();
            case Membership.Trial _, Membership.Active _, Membership.Paused _ -> true;
            case Membership.Leaving _, Membership.Suspended _, Membership.Ended _ -> false;
        };
    }

    @Override
    public Membership leave(MembershipId id, String who) {
        return changed(id, (membership, now) -> {
            var to = switch (membership) {
                case Membership.Trial it -> it.leaving();
                case Membership.Active it -> it.leaving();
                case Membership.Paused it ->
                    it.isOpenOn(it.agreement().day(now)) ? it.leaving() : tending.end(it, EndReason.LEFT, who, now);
                case Membership.Joining _, Membership.PastDue _ -> tending.end(membership, EndReason.LEFT, who, now);
                case Membership.Leaving it -> it;
                case Membership.Suspended _ -> endedNow(membership, EndReason.LEFT, who, now);
                case Membership.Ended it -> it;
            };
            if (!(to instanceof Membership.Leaving leaving) || membership instanceof Membership.Leaving) return to;
            memberships.move(membership, leaving, who, "leaves", now);
            telling.moved(leaving, What.LEAVING, leaving.endsOn());
            return leaving;
        });
    }

    private static Problem conflict() {
        return Problem.of(ProblemCode.CONFLICT);
    }

    @Override
    public Membership leaveAtOnce(MembershipId id, String who) {
        return endedAtOnce(id, EndReason.LEFT_AT_ONCE, who);
    }

    @Override
    public Membership expel(MembershipId id, String who) {
        return endedAtOnce(id, EndReason.EXPELLED, who);
    }

    @Override
    public Membership stop(MembershipId id, String who) {
        return changed(id, (membership, now) -> {
            if (membership instanceof Membership.Ended) return membership;
            var ended = tending.end(membership, EndReason.EXPELLED, who, now);
            if (ended.lastPeriod() >= 0) giveDaysBack(ended, now);
            return ended;
        });
    }

    private Membership endedAtOnce(MembershipId id, EndReason why, String who) {
        return changed(id, (membership, now) -> {
            return membership instanceof Membership.Ended ? membership : endedNow(membership, why, who, now);
        });
    }

    private Membership endedNow(Membership membership, EndReason why, String who, Instant now) {
        var ended = tending.end(membership, why, who, now);
        giveUnusedBack(ended, now);
        return ended;
    }

    private void giveUnusedBack(Membership.Ended ended, Instant now) {
        var agreement = ended.agreement();
        if (agreement.leaving() == LeavingRefund.NONE || ended.lastPeriod() < 0) return;
        giveDaysBack(ended, now);
    }

    private void giveDaysBack(Membership.Ended ended, Instant now) {
        var agreement = ended.agreement();
        if (charges.find(ChargeId.of(ended.id(), ended.lastPeriod())).orElse(null) instanceof Charge.Paid paid) {
            var unused = Fee.unused(paid.terms().amount(), paid.terms().period(), agreement.day(now));
            tending.giveBack(ended, paid, unused, now);
        }
    }

    @Override
    public Membership stay(MembershipId id, String who) {
        return changed(id, (membership, now) -> {
            if (!(membership instanceof Membership.Leaving leaving)) throw conflict();
            var resumes = leaving.resumes();
            Membership to = resumes == null ? leaving.stayed() : leaving.stayedAway(resumes);
            memberships.move(leaving, to, who, "stays", now);
            return to;
        });
    }

    @Override
    public Membership pause(MembershipId id, int months, String who) {
        if (months < 1 || months > PAUSE_MONTHS_MAX) throw Problem.of(ProblemCode.INVALID_INPUT);
        return changed(id, (membership, now) -> {
            var to = switch (membership) {
                case Membership.Trial it -> it.paused(lastPaid(it), months);
                case Membership.Active it -> it.paused(lastPaid(it), months);
                case Membership.Joining _,
                        Membership.PastDue _,
                        Membership.Paused _,
                        Membership.Leaving _,
                        Membership.Suspended _,
                        Membership.Ended _ -> throw conflict();
            };
            memberships.move(membership, to, who, "pauses for " + months, now);
            telling.moved(to, What.PAUSED, to.agreement().calendar().start(to.resumes()));
            return to;
        });
    }

    /// What is paid ahead is used before the pause begins.
    private int lastPaid(Membership membership) {
        int next = membership.lastPeriod() + 1;
        return charges.find(ChargeId.of(membership.id(), next))
                        .filter(Charge::isSettled)
                        .isPresent()
                ? next
                : next - 1;
    }

    @Override
    public Membership resume(MembershipId id, String who) {
        return changed(id, (membership, now) -> {
            if (!(membership instanceof Membership.Paused paused)) throw conflict();
            var agreement = paused.agreement();
            int present = agreement.calendar().numberOn(agreement.day(now));
            int next = Math.min(paused.resumes(), Math.max(present, paused.lastPeriod()) + 1);
            var to = paused.resuming(next);
            memberships.move(paused, to, who, "resumes", now);
            return to;
        });
    }

    @Override
    public Membership suspend(MembershipId id, String why, String who) {
        return changed(id, (membership, now) -> {
            var to = switch (membership) {
                case Membership.Trial it -> it.suspended(now, why);
                case Membership.Active it -> it.suspended(now, why);
                case Membership.PastDue it -> it.suspended(now, why);
                case Membership.Paused it -> it.suspended(now, why);
                case Membership.Leaving it -> it.suspended(now, why);
                case Membership.Joining _, Membership.Suspended _, Membership.Ended _ -> throw conflict();
            };
            memberships.move(membership, to, who, why, now);
            telling.moved(to, What.SUSPENDED, to.agreement().day(now));
            return to;
        });
    }

    @Override
    public Membership restore(MembershipId id, String who) {
        return changed(id, (membership, now) -> {
            if (!(membership instanceof Membership.Suspended suspended)) throw conflict();
            var today = suspended.agreement().day(now);
            var to = restored(suspended, today);
            if (to.isEmpty()) return tending.end(suspended, EndReason.LEFT, who, now);
            memberships.move(suspended, to.get(), who, "restored", now);
            telling.moved(to.get(), What.RESTORED, today);
            return to.get();
        });
    }

    /// Empty for who was to leave, and is past the last day of it.
    private Optional<Membership> restored(Membership.Suspended suspended, LocalDate today) {
        var calendar = suspended.agreement().calendar();
        int present = calendar.numberOn(today);
        switch (suspended.course()) {
            case Membership.Course.Renewing() -> {
                tending.skip(suspended, present);
                return Optional.of(suspended.restored(present));
            }
            case Membership.Course.Pausing(int resumes) -> {
                tending.skip(suspended, present);
                return Optional.of(
                        resumes > present ? suspended.restoredToPause(resumes) : suspended.restored(present));
            }
            case Membership.Course.Ending(var resumes) -> {
                boolean over = !today.isBefore(calendar.start(suspended.lastPeriod() + 1));
                return over ? Optional.empty() : Optional.of(suspended.restoredToLeaving(resumes));
            }
        }
    }

    private Membership changed(MembershipId id, BiFunction<Membership, Instant, Membership> change) {
        return changed(id, false, change);
    }

    private Membership changed(MembershipId id, boolean present, BiFunction<Membership, Instant, Membership> change) {
        var stored = Objects.requireNonNull(transactions.execute(_ -> {
            var kept = memberships.lock(id).orElseThrow(Problem::notFound);
            return change.apply(kept.membership(), clock.instant());
        }));
        return tended(stored.id(), present);
    }

    @Override
    public void heard(ChargeId charge) {
        tending.heard(charge);
    }

    @Override
    public int runDue() {
        return tending.runDue(PAGE);
    }
}
