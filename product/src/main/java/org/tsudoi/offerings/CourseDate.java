package org.tsudoi.offerings;

import java.time.Instant;

/// One of the dates of a course.
///
/// @param title    what it is about; empty where nothing is said
/// @param sequence  of its calendar entries: raised with each change of its time (RFC 5546)
/// @param calledOff whether it does not take place, though the others do
public record CourseDate(DateId id, String title, Schedule.Fixed times, int sequence, boolean calledOff) {
    public static final int TITLE_MAX = 80;

    public CourseDate(DateId id, String title, Schedule.Fixed times, int sequence) {
        this(id, title, times, sequence, false);
    }

    public CourseDate at(Schedule.Fixed other) {
        return new CourseDate(id, title, other, sequence, calledOff);
    }

    /// Whether nothing is to be changed about it any more.
    public boolean isFixed(Instant now) {
        return calledOff || hasBegun(now);
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
