package org.tsudoi.meetings.provider;

import java.util.List;
import java.util.Optional;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;

/// A place where nothing is made beforehand: a meeting is there as soon as somebody may come, and our id is its
/// reference.
public interface AlwaysReady extends MeetingProvider {
    @Override
    default boolean isAlwaysReady() {
        return true;
    }

    @Override
    default int makingsPerHostAndDay() {
        return Integer.MAX_VALUE;
    }

    @Override
    default List<String> hosts() {
        return List.of();
    }

    @Override
    default Answer<Optional<String>> find(MeetingId id, Plan plan) {
        return new Answer.Given<>(Optional.of(id.toString()));
    }

    @Override
    default Answer<String> make(MeetingId id, Plan plan) {
        return new Answer.Given<>(id.toString());
    }

    @Override
    default Answer<String> change(MeetingId id, String reference, Plan plan) {
        return new Answer.Given<>(reference);
    }

    @Override
    default Answer<String> delete(String reference) {
        return new Answer.Given<>(reference);
    }
}
