package town.paypal;

/// The one who approved.
record Payer(String id, String givenName, String surname, String email) {}
