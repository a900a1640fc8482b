package org.tsudoi.stages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;

/// The guidelines for those who teach, version by version, and who accepted which.
public interface Guidelines {
    /// Whoever accepted the version before has that long to read the next one.
    Duration NOTICE = Duration.ofDays(7);

    /// The newest first.
    List<Guideline> all();

    Optional<Guideline> inForce();

    /// The one that comes next, once it is written.
    Optional<Guideline> coming();

    /// Another version; all who teach are told. The first one may hold at once.
    ///
    /// @throws IllegalArgumentException when it begins in the past, or earlier than [#NOTICE]
    Guideline write(Guideline.Words words, Instant validFrom, MemberId by);

    /// Of the one in force or of one to come; again changes nothing.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for another one
    void accept(MemberId member, int version);

    /// The newest that this member accepted.
    Optional<Accepted> accepted(MemberId member);

    record Accepted(Guideline guideline, Instant at) {}
}
