package town.stripe;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cards of docs.stripe.com/testing and what each does.
enum TestCard {
    VISA("4242424242424242", "pm_card_visa", null),
    VISA_DEBIT("4000056655665556", "pm_card_visa_debit", null),
    MASTERCARD("5555555555554444", "pm_card_mastercard", null),
    AMEX("378282246310005", "pm_card_amex", null),
    JCB("3566002020360505", "pm_card_jcb", null),
    JAPAN("4000003920000003", "pm_card_jp", null),
    THAILAND("4000007640000003", "pm_card_th", null),
    KNOWN_WITHOUT_ASKING("4000000000003055", "pm_card_threeDSecureOptional", null),
    BANK_TAKES_NO_PART("4000000000003097", "pm_card_town_attempted", null),
    EXEMPTED("4000000000003089", "pm_card_town_exempted", null),
    ALWAYS_ASKS("4000002760003184", "pm_card_authenticationRequired", null),
    ASKS_3DS2("4000000000003220", "pm_card_threeDSecure2Required", null),
    DECLINED(
            "4000000000000002",
            "pm_card_chargeDeclined",
            new Failure("card_declined", "generic_decline", "Your card was declined.")),
    NO_FUNDS(
            "4000000000009995",
            "pm_card_chargeDeclinedInsufficientFunds",
            new Failure("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
    EXPIRED(
            "4000000000000069",
            "pm_card_chargeDeclinedExpiredCard",
            new Failure("expired_card", null, "Your card has expired.")),
    WRONG_CODE(
            "4000000000000127",
            "pm_card_chargeDeclinedIncorrectCvc",
            new Failure("incorrect_cvc", null, "Your card's security code is incorrect.")),
    PROCESSING_ERROR(
            "4000000000000119",
            "pm_card_chargeDeclinedProcessingError",
            new Failure(
                    "processing_error",
                    null,
                    "An error occurred while processing your card. Try again in a little bit.")),
    /// Good when it is kept, refused each time that it is charged afterwards.
    FAILS_WHEN_KEPT("4000000000000341", "pm_card_chargeCustomerFail", null),
    REFUND_FAILS("4000000000005126", "pm_card_refundFail", null),
    REFUND_TAKES_TIME("4000000000007726", "pm_card_pendingRefund", null);

    private final String number;
    private final String method;
    private final @Nullable Failure failure;

    TestCard(String number, String method, @Nullable Failure failure) {
        this.number = number;
        this.method = method;
        this.failure = failure;
    }

    /// By number (spaces and dashes do not matter), or by the name of a ready-made payment method.
    static Optional<TestCard> of(String numberOrMethod) {
        var plain = numberOrMethod.replaceAll("[ -]", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(plain) || card.method.equals(plain))
                .findFirst();
    }

    String number() {
        return number;
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /// Why a charge of it fails that is made by its name.
    Optional<Failure> failureWhenKept(boolean offSession) {
        if (this == FAILS_WHEN_KEPT) {
            return Optional.of(new Failure("card_declined", "generic_decline", "Your card was declined."));
        }
        return offSession && asks() ? Optional.of(Failure.holderWanted()) : failure();
    }

    boolean asks() {
        return this == ALWAYS_ASKS || this == ASKS_3DS2;
    }

    /// Of 3-D Secure, when nobody was asked; null: none was tried.
    @Nullable
    SecureResult secure() {
        return switch (this) {
            case KNOWN_WITHOUT_ASKING -> SecureResult.FRICTIONLESS;
            case BANK_TAKES_NO_PART -> SecureResult.ATTEMPTED;
            case EXEMPTED -> SecureResult.EXEMPTED;
            case AMEX -> SecureResult.NOT_SUPPORTED;
            case VISA,
                    VISA_DEBIT,
                    MASTERCARD,
                    JCB,
                    JAPAN,
                    THAILAND,
                    ALWAYS_ASKS,
                    ASKS_3DS2,
                    DECLINED,
                    NO_FUNDS,
                    EXPIRED,
                    WRONG_CODE,
                    PROCESSING_ERROR,
                    FAILS_WHEN_KEPT,
                    REFUND_FAILS,
                    REFUND_TAKES_TIME -> null;
        };
    }

    String funding() {
        return this == VISA_DEBIT ? "debit" : "credit";
    }

    /// docs.stripe.com/payments/jp-installments: cards of Japan that are no debit cards.
    boolean takesInstalments() {
        return this == JAPAN || this == JCB;
    }

    boolean refundsTakeTime() {
        return this == REFUND_FAILS || this == REFUND_TAKES_TIME;
    }

    String brand() {
        return switch (number.charAt(0)) {
            case '5' -> "mastercard";
            case '3' -> this == AMEX ? "amex" : "jcb";
            default -> "visa";
        };
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    String country() {
        if (this == THAILAND) {
            return "TH";
        }
        return this == JAPAN || this == JCB ? "JP" : "US";
    }

    /// Why a number that is none of the test cards cannot be used.
    static Failure whyNot(String number) {
        var plain = number.replaceAll("[ -]", "");
        return plain.matches("\\d{12,19}") && luhn(plain)
                ? new Failure(
                        "card_declined",
                        "test_mode_live_card",
                        "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid "
                                + "test cards, visit: https://stripe.com/docs/testing.")
                : new Failure("incorrect_number", null, "Your card number is incorrect.");
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
