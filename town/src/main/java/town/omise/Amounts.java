package town.omise;

/// What may be asked for, in satang.
final class Amounts {
    private static final long LEAST = 2_000;
    private static final long MOST = 15_000_000;

    private Amounts() {}

    static long of(Given given) {
        long amount = given.integer("amount").orElseThrow(() -> OmiseError.invalidAmount("amount must be an integer"));
        if (amount < LEAST) {
            throw OmiseError.invalidAmount("amount must be greater than or equal to 20.00 THB (2000 satang)");
        }
        if (amount > MOST) {
            throw OmiseError.invalidAmount("amount must be less than or equal to 150000.00 THB (15000000 satang)");
        }
        if (!given.text("currency").orElse("").equalsIgnoreCase("thb")) {
            throw OmiseError.badRequest("currency is currently not supported");
        }
        return amount;
    }
}
