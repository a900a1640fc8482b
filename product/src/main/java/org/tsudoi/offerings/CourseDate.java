package org.tsudoi.offerings;

import java.time.Instant;

/// One of the dates of a course.
///
/// @param title    what it is about; empty where nothing is said
/// @param sequence of its calendar entries: raised with each change of its time (RFC 5546)
public record CourseDate(DateId id, String title, Schedule.Fixed times, int sequence) {
    public static final int TITLE_MAX = 80;

    public CourseDate at(Schedule.Fixed other) {
        return new CourseDate(id, title, other, sequence);
    }

    public Instant begin() {
        return times.begin();
    }

    public Instant end() {
        return times.end();
    }

    public boolean hasBegun(Instant now) {
        return !now.isBefore(begin());
    }

    public boolean hasEnded(Instant now) {
        return !now.isBefore(end());
    }
}
