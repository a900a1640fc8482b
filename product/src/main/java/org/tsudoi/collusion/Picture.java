package org.tsudoi.collusion;

import java.util.List;
import org.tsudoi.members.MemberId;

/// All dealings of the window at once: who deals with whom both ways, or in a ring. That is what friends
/// and colleagues do, too; what is in doubt about it stands in the cases.
///
/// @param members  how many dealt with anybody, in so many `dealings`
/// @param circles  the gravest first
/// @param leftOut  circles of which nothing was found, where all together are too many to be looked at
public record Picture(int members, int dealings, List<Circle> circles, int leftOut) {
    /// With more members in circles than that, only those of which something was found are shown.
    public static final int MEMBERS_MAX = 500;

    /// Of a larger circle only the members of its cases are shown.
    public static final int CIRCLE_MAX = 16;

    public Picture {
        circles = List.copyOf(circles);
    }

    /// @param members in the order of their ids
    /// @param hidden  how many more there are in it
    /// @param level   the highest of its open cases
    public record Circle(List<MemberId> members, int hidden, Level level, List<Flow> flows, List<Case> cases) {
        public Circle {
            members = List.copyOf(members);
            flows = List.copyOf(flows);
            cases = List.copyOf(cases);
        }
    }

    /// From a buyer to a seller.
    ///
    /// @param times how many sessions, of which at so many they `met`
    /// @param worth in points and yen
    /// @param level the highest of the open cases of which both are part
    public record Flow(MemberId from, MemberId to, int times, int met, long worth, Level level) {}
}
