package org.tsudoi.conduct;

import java.util.List;
import org.tsudoi.money.Money;

/// @param meetings     to come, of organisers that are theirs alone
/// @param sessions     sold by these, and not used yet
/// @param salonMembers of these
/// @param hostedBack   what buyers of the meetings and sessions get back
/// @param bookings     places they bought, and orders that they have not paid
/// @param bookedBack   what they get back for these
/// @param memberships  they are in
/// @param freePoints   they can spend
/// @param paidPoints   that they paid for: an operator settles these with them
/// @param owed         to organisers that are theirs alone: paid out after the hold for disputes
public record Consequences(
        int meetings,
        int sessions,
        int salonMembers,
        List<Money> hostedBack,
        int bookings,
        List<Money> bookedBack,
        int memberships,
        long freePoints,
        long paidPoints,
        List<Money> owed) {
    public static final Consequences NONE =
            new Consequences(0, 0, 0, List.of(), 0, List.of(), 0, 0, 0, List.of());

    public Consequences {
        hostedBack = List.copyOf(hostedBack);
        bookedBack = List.copyOf(bookedBack);
        owed = List.copyOf(owed);
    }

    /// Whether no step is left; what is for people to do is none.
    public boolean isDone() {
        return meetings + sessions + salonMembers + bookings + memberships == 0 && freePoints == 0;
    }
}
