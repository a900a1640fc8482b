package town.paypal;

import java.time.Instant;

/// A payer's wallet that the shop may charge without them.
///
/// @param order with which the payer agreed to that, or the setup token
/// @param funding what it pays with, unless something else is said to be next
/// @param gone deleted by the shop, or by the payer among their automatic payments
record VaultToken(
        String id, String customer, String order, Instant created, Payer payer, Funding funding, boolean gone) {
    VaultToken payingWith(Funding other) {
        return new VaultToken(id, customer, order, created, payer, other, gone);
    }

    VaultToken deleted() {
        return new VaultToken(id, customer, order, created, payer, funding, true);
    }
}
