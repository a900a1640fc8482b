package org.tsudoi.money;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.regex.Pattern;

/// What a person typed into a field for an amount: understood, or refused with a reason that is shown beside
/// the field.
///
/// Taken as they are typed in Japan, Thailand and elsewhere: `1500`, `1,500`, `¥1,500`, `１５００円`, `๑,๕๐๐.๕๐
/// บาท`, `THB 350.00`. A comma groups three digits and a point begins the fraction; what could be read in two
/// ways (`1,50`, `1.234,50`) is refused, never guessed.
public sealed interface MoneyInput {
    record Understood(Money money) implements MoneyInput {}

    record Refused(Reason reason) implements MoneyInput {}

    /// Why it was not understood, in order of precedence.
    enum Reason {
        EMPTY("money.empty"),
        NEGATIVE("money.negative"),
        NOT_AN_AMOUNT("money.not-an-amount"),
        UNCLEAR("money.unclear"),
        TOO_PRECISE("money.too-precise"),
        TOO_LARGE("money.too-large");

        private final String messageKey;

        Reason(String messageKey) {
            this.messageKey = messageKey;
        }

        /// The text for the reader.
        public String messageKey() {
            return messageKey;
        }
    }

    /// Nobody pays more in one go; a longer number is a slip of the finger. In minor units.
    long MINOR_UNITS_MAX = 100_000_000_000L;

    static MoneyInput read(String typed, Currency currency) {
        var text = plain(typed, currency);
        if (text.isEmpty()) {
            return new Refused(Reason.EMPTY);
        }
        if (Shape.NEGATIVE.matcher(text).matches()) {
            return new Refused(Reason.NEGATIVE);
        }
        if (!Shape.DIGITS.matcher(text).matches()) {
            return new Refused(Reason.NOT_AN_AMOUNT);
        }
        if (!Shape.CLEAR.matcher(text).matches()) {
            return new Refused(Reason.UNCLEAR);
        }
        var minor = new BigDecimal(text.replace(",", ""))
                .movePointRight(currency.getDefaultFractionDigits())
                .stripTrailingZeros();
        if (minor.scale() > 0) {
            return new Refused(Reason.TOO_PRECISE);
        }
        if (minor.compareTo(BigDecimal.valueOf(MINOR_UNITS_MAX)) > 0) {
            return new Refused(Reason.TOO_LARGE);
        }
        return new Understood(new Money(minor.longValueExact(), currency));
    }

    /// Digits of every script as 0 to 9, without spaces and without this currency's own signs.
    private static String plain(String typed, Currency currency) {
        var text = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .codePoints()
                .filter(letter -> !Character.isWhitespace(letter) && !Character.isSpaceChar(letter))
                .forEach(letter -> {
                    int digit = Character.digit(letter, 10);
                    text.appendCodePoint(digit >= 0 ? '0' + digit : letter);
                });
        var sign = Shape.sign(currency);
        return sign.matcher(text).replaceAll("");
    }

    /// The forms that are looked for.
    final class Shape {
        private static final Pattern NEGATIVE = Pattern.compile("[-−‐–][0-9,.]+|\\([0-9,.]+\\)");
        private static final Pattern DIGITS = Pattern.compile("[0-9][0-9,.]{0,40}");
        private static final Pattern CLEAR = Pattern.compile("([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?");

        private Shape() {}

        private static Pattern sign(Currency currency) {
            var own = switch (currency.getCurrencyCode()) {
                case "JPY" -> "¥|円|yen|JPY";
                case "THB" -> "฿|บาท|baht|THB";
                case "USD" -> "\\$|USD";
                case "EUR" -> "€|EUR";
                case String code -> code;
            };
            return Pattern.compile("^(" + own + ")|(" + own + ")$", Pattern.CASE_INSENSITIVE);
        }
    }
}
