package town.agent;

import java.util.Locale;

/// Why a till takes no money, in the order in which it looks.
enum Refusal {
    NOT_DIGITS,
    LENGTH,
    IDENTIFIER,
    CHECK_DIGIT,
    NO_DAY,
    STAMP,
    NO_AMOUNT,
    TOO_MUCH,
    OVERDUE;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
