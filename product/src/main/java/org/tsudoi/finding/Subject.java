package org.tsudoi.finding;

import java.util.UUID;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;

/// One thing, or one person, that can be found.
public sealed interface Subject {
    Kind kind();

    UUID value();

    record Person(MemberId id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.PERSON;
        }

        @Override
        public UUID value() {
            return id.value();
        }
    }

    record Session(EventId id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.SESSION;
        }

        @Override
        public UUID value() {
            return id.value();
        }
    }

    record Meeting(EventId id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.EVENT;
        }

        @Override
        public UUID value() {
            return id.value();
        }
    }

    record Course(EventId id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.COURSE;
        }

        @Override
        public UUID value() {
            return id.value();
        }
    }

    record Salon(MonthlyPlanId id) implements Subject {
        @Override
        public Kind kind() {
            return Kind.SALON;
        }

        @Override
        public UUID value() {
            return id.value();
        }
    }

    /// What it is found as.
    static Subject of(Event event) {
        var told = event.particulars();
        if (told.isSession()) return new Session(event.id());
        return told.isCourse() ? new Course(event.id()) : new Meeting(event.id());
    }

    static Subject of(Kind kind, UUID id) {
        return switch (kind) {
            case PERSON -> new Person(new MemberId(id));
            case SESSION -> new Session(new EventId(id));
            case EVENT -> new Meeting(new EventId(id));
            case COURSE -> new Course(new EventId(id));
            case SALON -> new Salon(new MonthlyPlanId(id));
        };
    }
}
