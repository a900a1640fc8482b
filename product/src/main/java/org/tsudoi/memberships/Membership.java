package org.tsudoi.memberships;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One member in one plan. Periods have numbers, as in [BillingCalendar]: number 0 begins with joining.
public sealed interface Membership {
    MembershipId id();

    Agreement agreement();

    /// The last period that is the member's: paid, or free. -1 for none.
    int lastPeriod();

    /// Whether the member comes in on this day.
    boolean isOpenOn(LocalDate day);

    /// Whether the member comes in on this day, which is today or later, as far as is known today.
    default boolean isToBeOpenOn(LocalDate later, LocalDate today) {
        return switch (this) {
            case Joining _, Suspended _, Ended _ -> false;
            case Trial _, Active _ -> true;
            // Most of these are paid within days.
            case PastDue it -> it.isOpenOn(today);
            case Paused it ->
                it.isOpenOn(later) || !later.isBefore(it.agreement.calendar().start(it.resumes));
            case Leaving it -> it.isOpenOn(later);
        };
    }

    /// The first fee is not paid yet; the place is kept until `payBefore`.
    record Joining(MembershipId id, Agreement agreement, Instant payBefore) implements Membership {
        @Override
        public int lastPeriod() {
            return -1;
        }

        @Override
        public boolean isOpenOn(LocalDate day) {
            return false;
        }

        /// Nothing is to be paid for the time until the first billing day.
        public Trial given() {
            return new Trial(id, agreement);
        }

        public Active paid() {
            return new Active(id, agreement, 0);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, -1, at, why);
        }
    }

    /// In the free time before the first fee.
    record Trial(MembershipId id, Agreement agreement) implements Membership {
        @Override
        public int lastPeriod() {
            return 0;
        }

        @Override
        public boolean isOpenOn(LocalDate day) {
            return true;
        }

        public Active renewed() {
            return new Active(id, agreement, 1);
        }

        public PastDue unpaid(LocalDate since) {
            return new PastDue(id, agreement, 1, 0, since, false);
        }

        /// @param last the last period that is the member's before the pause: one that was paid ahead, too
        public Paused paused(int last, int months) {
            return new Paused(id, agreement, last, last + 1 + months);
        }

        public Leaving leaving() {
            return new Leaving(id, agreement, 0, null);
        }

        public Suspended suspended(Instant at, String why) {
            return new Suspended(id, agreement, 0, new Course.Renewing(), at, why);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, 0, at, why);
        }
    }

    /// Paid up to the end of `lastPeriod`. Open also after it, until it is certain that the next fee was refused.
    record Active(MembershipId id, Agreement agreement, int lastPeriod) implements Membership {
        @Override
        public boolean isOpenOn(LocalDate day) {
            return true;
        }

        public Active renewed() {
            return new Active(id, agreement, lastPeriod + 1);
        }

        public PastDue unpaid(LocalDate since) {
            return new PastDue(id, agreement, lastPeriod + 1, 0, since, false);
        }

        public Paused paused(int last, int months) {
            return new Paused(id, agreement, last, last + 1 + months);
        }

        public Leaving leaving() {
            return new Leaving(id, agreement, lastPeriod, null);
        }

        public Suspended suspended(Instant at, String why) {
            return new Suspended(id, agreement, lastPeriod, new Course.Renewing(), at, why);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, lastPeriod, at, why);
        }
    }

    /// The fee of `unpaid` has begun to be owed on `since` and was not paid.
    ///
    /// @param step    how many rungs of the ladder are behind it
    /// @param stopped the time of grace is over
    record PastDue(MembershipId id, Agreement agreement, int unpaid, int step, LocalDate since, boolean stopped)
            implements Membership {
        @Override
        public int lastPeriod() {
            return unpaid - 1;
        }

        @Override
        public boolean isOpenOn(LocalDate day) {
            return !stopped && day.isBefore(accessUntil());
        }

        /// The ladder is over before the next fee is due, also when the refusal was known late.
        public LocalDate endsOn() {
            return earlier(
                    since.plusDays(agreement.ladder().end()),
                    agreement.calendar().start(unpaid + 1));
        }

        public LocalDate accessUntil() {
            return earlier(since.plusDays(agreement.ladder().access()), endsOn());
        }

        private static LocalDate earlier(LocalDate one, LocalDate other) {
            return one.isBefore(other) ? one : other;
        }

        public long daysOn(LocalDate day) {
            return ChronoUnit.DAYS.between(since, day);
        }

        public Active paid() {
            return new Active(id, agreement, unpaid);
        }

        public PastDue climbed(int to) {
            return new PastDue(id, agreement, unpaid, to, since, stopped);
        }

        public PastDue accessStopped() {
            return new PastDue(id, agreement, unpaid, step, since, true);
        }

        /// What is owed is let go.
        public Suspended suspended(Instant at, String why) {
            return new Suspended(id, agreement, unpaid - 1, new Course.Renewing(), at, why);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, unpaid - 1, at, why);
        }
    }

    /// Open to the end of what was paid; then neither fee nor access until period `resumes` begins.
    record Paused(MembershipId id, Agreement agreement, int lastPeriod, int resumes) implements Membership {
        @Override
        public boolean isOpenOn(LocalDate day) {
            return day.isBefore(agreement.calendar().start(lastPeriod + 1));
        }

        public Active resumed() {
            return new Active(id, agreement, resumes);
        }

        public PastDue unpaid(LocalDate since) {
            return new PastDue(id, agreement, resumes, 0, since, false);
        }

        /// The next fee was paid before the pause began: it begins a period later, as long as it was to be.
        public Paused paidAhead() {
            return new Paused(id, agreement, lastPeriod + 1, resumes + 1);
        }

        /// It goes on with another period than was wished before.
        public Paused resuming(int with) {
            return new Paused(id, agreement, lastPeriod, with);
        }

        public Leaving leaving() {
            return new Leaving(id, agreement, lastPeriod, resumes);
        }

        public Suspended suspended(Instant at, String why) {
            return new Suspended(id, agreement, lastPeriod, new Course.Pausing(resumes), at, why);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, lastPeriod, at, why);
        }
    }

    /// Open to the end of `lastPeriod`, and over then.
    ///
    /// @param resumes of one that was pausing: where it was to go on
    record Leaving(
            MembershipId id,
            Agreement agreement,
            int lastPeriod,
            @Nullable Integer resumes) implements Membership {
        public LocalDate endsOn() {
            return agreement.calendar().start(lastPeriod + 1);
        }

        @Override
        public boolean isOpenOn(LocalDate day) {
            return day.isBefore(endsOn());
        }

        /// The member thought better of it.
        public Active stayed() {
            return new Active(id, agreement, lastPeriod);
        }

        /// The same, of one that was pausing: it still is.
        public Paused stayedAway(int until) {
            return new Paused(id, agreement, lastPeriod, until);
        }

        public Suspended suspended(Instant at, String why) {
            return new Suspended(id, agreement, lastPeriod, new Course.Ending(resumes), at, why);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, lastPeriod, at, why);
        }
    }

    /// Kept out by the owner or the operator; nothing is charged meanwhile.
    ///
    /// @param course how it was to go on: being let in again changes nothing of that
    record Suspended(MembershipId id, Agreement agreement, int lastPeriod, Course course, Instant at, String why)
            implements Membership {
        @Override
        public boolean isOpenOn(LocalDate day) {
            return false;
        }

        /// Back in: what is left of the present period is free when it was not paid.
        public Active restored(int present) {
            return new Active(id, agreement, Math.max(present, lastPeriod));
        }

        public Paused restoredToPause(int resumes) {
            return new Paused(id, agreement, lastPeriod, resumes);
        }

        public Leaving restoredToLeaving(@Nullable Integer resumes) {
            return new Leaving(id, agreement, lastPeriod, resumes);
        }

        public Ended ended(Instant at, EndReason why) {
            return new Ended(id, agreement, lastPeriod, at, why);
        }
    }

    sealed interface Course {
        record Renewing() implements Course {}

        record Pausing(int resumes) implements Course {}

        record Ending(@Nullable Integer resumes) implements Course {}
    }

    record Ended(MembershipId id, Agreement agreement, int lastPeriod, Instant at, EndReason why)
            implements Membership {
        @Override
        public boolean isOpenOn(LocalDate day) {
            return false;
        }
    }

    enum EndReason {
        /// The first fee was not paid in time.
        NEVER_PAID,
        /// By oneself, at the end of a period.
        LEFT,
        /// By oneself, at once.
        LEFT_AT_ONCE,
        /// At the end of the ladder.
        UNPAID,
        /// By the owner or the operator.
        EXPELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
