package org.tsudoi.dues;

import java.util.Set;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FeeTaking.Answer;

/// What it means for a charge that its card (docs.stripe.com/declines/codes, 2026-11) or wallet
/// (developer.paypal.com/api/rest/reference/orders/v2/errors, 2026-11) was refused.
final class Refusals {
    /// The same card or wallet is refused again.
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
            "stop_payment_order",
            "AGREEMENT_ALREADY_CANCELLED",
            "MISMATCHED_VAULT_ID_TO_PAYMENT_SOURCE",
            "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
            "PAYER_ACCOUNT_RESTRICTED",
            "TOKEN_EXPIRED",
            "TOKEN_ID_NOT_FOUND");

    /// Their bank or PayPal wants to hear from them first.
    private static final Set<String> OF_HOLDER =
            Set.of("authentication_required", "PAYER_ACTION_REQUIRED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING");

    private Refusals() {}

    /// When its holder is wanted, nothing was refused.
    static Answer answer(String code) {
        if (OF_HOLDER.contains(code)) return new Answer.Waits(Charge.WaitsFor.HOLDER);
        return new Answer.Refused(code, FOR_GOOD.contains(code) ? Charge.Remedy.NEW_MEANS : Charge.Remedy.RETRY);
    }
}
