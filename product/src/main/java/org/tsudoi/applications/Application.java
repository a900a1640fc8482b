package org.tsudoi.applications;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.OrderId;

/// Somebody asks for places, from the first word to what became of it. Nothing is held and nothing charged before there
/// is an offer.
public sealed interface Application {
    ApplicationId id();

    Wish wish();

    /// @param attendees one name a place
    /// @param message   to the organiser
    record Wish(
            EventId event,
            PlanId plan,
            Kind kind,
            Person person,
            List<PersonName> attendees,
            Optional<String> message,
            Instant askedAt) {
        public static final int MESSAGE_MAX = 1_000;

        public int places() {
            return attendees.size();
        }
    }

    enum Kind {
        /// For a place in a meeting that is sold out.
        WAITING,
        /// For the organiser's consent.
        APPROVAL
    }

    /// @param member null for a guest
    /// @param zone   in which times are told
    record Person(@Nullable MemberId member, PersonName name, EmailAddress email, Locale locale, ZoneId zone) {
        public boolean is(EmailAddress other) {
            return email.lookUpKey().equals(other.lookUpKey());
        }
    }

    /// Whoever typed the address has not shown yet that it is theirs: good for nothing until the link of the mail is
    /// followed.
    record Unproven(ApplicationId id, Wish wish, Instant until) implements Application {
        public Waiting waiting(Instant now) {
            return new Waiting(id, wish, now);
        }

        public Asked asked(Instant now, Instant answerBy) {
            return new Asked(id, wish, now, answerBy);
        }
    }

    /// In line for a place.
    ///
    /// @param since decides who comes first
    record Waiting(ApplicationId id, Wish wish, Instant since) implements Application {
        /// The organiser wants this one to be next.
        public Waiting before(Instant first) {
            return new Waiting(id, wish, first.minusMillis(1));
        }

        public Offered offered(OrderId order, Instant until) {
            return new Offered(id, wish, since, order, until);
        }

        public Left left(Instant at) {
            return new Left(id, wish, since, at);
        }

        public Refused refused(Instant at, Optional<String> words) {
            return new Refused(id, wish, at, words);
        }

        public Closed closed(Instant at, ClosedWhy why) {
            return new Closed(id, wish, at, why);
        }
    }

    /// The organiser is to decide.
    record Asked(ApplicationId id, Wish wish, Instant since, Instant answerBy) implements Application {
        public Offered offered(OrderId order, Instant until) {
            return new Offered(id, wish, since, order, until);
        }

        public Left left(Instant at) {
            return new Left(id, wish, since, at);
        }

        public Refused refused(Instant at, Optional<String> words) {
            return new Refused(id, wish, at, words);
        }

        public Closed closed(Instant at, ClosedWhy why) {
            return new Closed(id, wish, at, why);
        }
    }

    /// Places are held for them by this order.
    record Offered(ApplicationId id, Wish wish, Instant since, OrderId order, Instant until) implements Application {
        public Accepted accepted(Instant at) {
            return new Accepted(id, wish, order, at);
        }

        public Lapsed lapsed(Instant at, LapsedWhy why) {
            return new Lapsed(id, wish, order, at, why);
        }
    }

    /// The order was paid, or confirmed where nothing is to be paid. What becomes of it then is the order's to tell.
    record Accepted(ApplicationId id, Wish wish, OrderId order, Instant at) implements Application {}

    record Lapsed(ApplicationId id, Wish wish, OrderId order, Instant at, LapsedWhy why) implements Application {}

    /// By themselves.
    record Left(ApplicationId id, Wish wish, Instant since, Instant at) implements Application {
        /// They did not mean to: the place in line is theirs again.
        public Waiting back() {
            return new Waiting(id, wish, since);
        }
    }

    /// By the organiser.
    record Refused(ApplicationId id, Wish wish, Instant at, Optional<String> words) implements Application {}

    /// Nothing can come of it any more.
    record Closed(ApplicationId id, Wish wish, Instant at, ClosedWhy why) implements Application {}

    enum LapsedWhy {
        EXPIRED,
        LET_GO
    }

    enum ClosedWhy {
        /// The event begins, or is not sold any more.
        OVER,
        CANCELLED,
        UNANSWERED,
        /// What they wanted to pay is no price of the event any more.
        PLAN_GONE
    }
}
