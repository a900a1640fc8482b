package org.tsudoi.dues;

import java.util.Set;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FeeTaking.Answer;

/// What it means for a charge that its card was refused (docs.stripe.com/declines/codes, 2026-11).
final class CardRefusals {
    /// The same card is refused again.
    private static final Set<String> FOR_GOOD = Set.of(
            "card_not_supported",
            "expired_card",
            "incorrect_number",
            "invalid_account",
            "invalid_number",
            "lost_card",
            "new_account_information_available",
            "pickup_card",
            "resource_missing",
            "restricted_card",
            "revocation_of_all_authorizations",
            "revocation_of_authorization",
            "stolen_card",
            "stop_payment_order");

    private CardRefusals() {}

    /// When the bank wants its customer, nothing was refused.
    static Answer answer(String code) {
        if (code.equals("authentication_required")) return new Answer.Waits(Charge.WaitsFor.HOLDER);
        return new Answer.Refused(code, FOR_GOOD.contains(code) ? Charge.Remedy.NEW_MEANS : Charge.Remedy.RETRY);
    }
}
