package org.tsudoi.dues;

import java.util.Optional;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.payments.SavedCardId;

/// What a membership calls a stored means by: a card or a wallet, and whether points pay first and it what they leave.
public record StoredMeans(SavedCardId card, boolean pointsFirst) {
    private static final String POINTS_FIRST = "points+";

    public static Optional<StoredMeans> of(PayBy.Stored by) {
        boolean first = by.reference().startsWith(POINTS_FIRST);
        var card = first ? by.reference().substring(POINTS_FIRST.length()) : by.reference();
        return SavedCardId.parse(card).map(id -> new StoredMeans(id, first));
    }

    public PayBy.Stored payBy() {
        return new PayBy.Stored((pointsFirst ? POINTS_FIRST : "") + card);
    }
}
