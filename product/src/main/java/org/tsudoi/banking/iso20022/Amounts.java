package org.tsudoi.banking.iso20022;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.money.Money;

/// Amounts with their currency, read strictly: digits with at most one point, no sign, no exponent, no more
/// decimals than ISO 4217 gives the currency (a rule of the standard itself), and no more than a bank could
/// mean.
final class Amounts {
    /// In minor units; three hundred times the money of the richest country would still fit.
    static final BigDecimal MINOR_UNITS_MAX = new BigDecimal("1000000000000000");

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,5})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private Amounts() {}

    /// Greater than zero. Empty with a fault.
    static Optional<Money> positive(Element amount, String field, Faults faults) {
        var money = any(amount, field, faults);
        if (money.isEmpty() || money.get().isPositive()) return money;
        return refused(amount, field, FaultReason.AMOUNT, faults);
    }

    /// Zero or more, as of a balance. Empty with a fault.
    static Optional<Money> any(Element amount, String field, Faults faults) {
        var currency = amount.attribute("Ccy").flatMap(Amounts::currency);
        if (currency.isEmpty()) return refused(amount, field, FaultReason.CURRENCY, faults);
        if (!PLAIN.matcher(amount.text()).matches()) return refused(amount, field, FaultReason.AMOUNT, faults);
        var value = new BigDecimal(amount.text());
        int digits = currency.get().getDefaultFractionDigits();
        if (value.scale() > digits) return refused(amount, field, FaultReason.AMOUNT_DECIMALS, faults);
        var minor = value.movePointRight(digits);
        if (minor.compareTo(MINOR_UNITS_MAX) > 0) {
            return refused(amount, field, FaultReason.AMOUNT_TOO_LARGE, faults);
        }
        return Optional.of(new Money(minor.longValueExact(), currency.get()));
    }

    /// A sum of the file's own, without a currency.
    static Optional<BigDecimal> number(Element number, String field, Faults faults) {
        if (isPlain(number.text())) return Optional.of(new BigDecimal(number.text()));
        faults.add(number.line(), number.column(), field, FaultReason.AMOUNT);
        return Optional.empty();
    }

    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    private static Optional<Currency> currency(String code) {
        if (!CURRENCY.matcher(code).matches()) return Optional.empty();
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .findFirst();
    }

    private static Optional<Money> refused(Element amount, String field, FaultReason reason, Faults faults) {
        faults.add(amount.line(), amount.column(), field, reason);
        return Optional.empty();
    }
}
