package org.tsudoi.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.OrganiserId;

/// @param slug    in the address of its page
/// @param endedAt when its organiser ended it; what was sold still takes place
public record Series(
        SeriesId id,
        OrganiserId organiser,
        String slug,
        Rhythm rhythm,
        @Nullable Instant endedAt) {}
