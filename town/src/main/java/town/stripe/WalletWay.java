package town.stripe;

/// What may become of a payment by wallet, to be chosen on its sheet.
///
/// @param key of the text
/// @param token what the wallet hands out for it, after the wallet's name
public record WalletWay(String key, String token) {}
