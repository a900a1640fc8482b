package org.tsudoi.pointsales;

import java.time.LocalDate;
import org.tsudoi.members.MemberId;

/// A member is to be told that so many points can be used for the last time on that day. Published once for each day,
/// in a transaction.
public record PointsExpireSoon(MemberId member, LocalDate lastDay, long points) {}
