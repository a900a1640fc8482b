package org.tsudoi.meetings;

import java.time.Instant;

/// Published inside the transaction that stores the change.
public sealed interface MeetingNews {
    MeetingId meeting();

    record SomeoneJoined(MeetingId meeting, AdmissionId admission, Instant at) implements MeetingNews {}

    record SomeoneLeft(MeetingId meeting, AdmissionId admission, Instant at) implements MeetingNews {}

    /// The host took someone out; the door keeps them out.
    record HostRemoved(MeetingId meeting, AdmissionId admission, Instant at) implements MeetingNews {}
}
