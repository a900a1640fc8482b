package org.tsudoi.meetings.provider;

import java.util.List;
import org.tsudoi.meetings.MeetingOversight.Stray;

/// An adapter's notices that fit nothing of ours.
public interface StrayNotices {
    List<Stray> newest(int max);
}
