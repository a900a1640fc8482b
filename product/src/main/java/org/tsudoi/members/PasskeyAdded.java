package org.tsudoi.members;

import java.time.Instant;

/// A passkey was made for a member: whoever holds it can sign in as them from now on.
public record PasskeyAdded(MemberId member, Instant at) {}
