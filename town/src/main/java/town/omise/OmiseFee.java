package town.omise;

/// 1.65 percent, and 7 percent VAT on that, each rounded half up: seen on real PromptPay charges of 2023 and 2026.
final class OmiseFee {
    private OmiseFee() {}

    static long fee(long amount) {
        return (amount * 165 + 5_000) / 10_000;
    }

    static long vat(long amount) {
        return (fee(amount) * 7 + 50) / 100;
    }

    static long net(long amount) {
        return amount - fee(amount) - vat(amount);
    }
}
