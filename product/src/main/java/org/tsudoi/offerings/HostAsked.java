package org.tsudoi.offerings;

import org.tsudoi.members.MemberId;

/// Somebody is asked whether they want to lead a meeting that people can see. Published inside the transaction in which
/// they are named, or in which the meeting is published.
public record HostAsked(EventId event, MemberId member) {}
