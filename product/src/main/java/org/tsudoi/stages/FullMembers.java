package org.tsudoi.stages;

import org.tsudoi.members.MemberId;

/// Who is a full member of the platform now: the port to whoever keeps memberships.
public interface FullMembers {
    boolean isOne(MemberId member);
}
