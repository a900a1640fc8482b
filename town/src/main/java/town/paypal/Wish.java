package town.paypal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A part of a request's JSON, and where in it that part is.
record Wish(String path, JsonNode node) {
    private static final Pattern AMOUNT = Pattern.compile("((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))");
    private static final int AMOUNT_LENGTH_MAX = 32;
    private static final BigDecimal LARGEST = new BigDecimal("999999999999999.99");

    Wish at(String field) {
        return new Wish(path + "/" + field, node.path(field));
    }

    boolean isThere() {
        return !node.isMissingNode() && !node.isNull();
    }

    Wish needed(String field) {
        var at = at(field);
        if (!at.isThere()) {
            throw PayPalError.missing(at.path());
        }
        return at;
    }

    List<Wish> list() {
        if (!node.isArray()) {
            throw malformed();
        }
        var all = new ArrayList<Wish>();
        for (var one : node) {
            all.add(new Wish(path + "/" + all.size(), one));
        }
        return all;
    }

    String words() {
        if (!node.isString()) {
            throw malformed();
        }
        return node.asString();
    }

    /// Null when it is not there.
    @Nullable
    String text(String field, int lengthMax) {
        var at = at(field);
        if (!at.isThere()) {
            return null;
        }
        var text = at.words();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > lengthMax) {
            throw PayPalError.invalid(
                    "INVALID_STRING_LENGTH", "The value of a field is either too short or too long", at.path(), text);
        }
        return text;
    }

    /// This part as an amount of money, more than nothing.
    Money money() {
        var money = amount();
        if (money.minor() <= 0) {
            throw PayPalError.refused(
                    "CANNOT_BE_ZERO_OR_NEGATIVE",
                    "Must be greater than zero. If the currency supports decimals, only two decimal place precision is"
                            + " supported.",
                    path + "/value",
                    money.value());
        }
        return money;
    }

    /// This part as an amount of money, nothing or more.
    Money amount() {
        var code = needed("currency_code").words();
        if (code.length() != 3) {
            throw PayPalError.invalid(
                    "INVALID_STRING_LENGTH",
                    "The value of a field is either too short or too long",
                    path + "/currency_code",
                    code);
        }
        var value = needed("value").words();
        if (value.length() > AMOUNT_LENGTH_MAX || !AMOUNT.matcher(value).matches()) {
            throw at("value").malformed();
        }
        if (!Money.known(code)) {
            throw PayPalError.refused(
                    "INVALID_CURRENCY_CODE",
                    "Currency code is invalid or is not currently supported.",
                    path + "/currency_code",
                    code);
        }
        var number = new BigDecimal(value);
        if (number.compareTo(LARGEST) > 0) {
            throw PayPalError.refused(
                    "MAX_VALUE_EXCEEDED",
                    "Should be less than or equal to 999999999999999.99.",
                    path + "/value",
                    value);
        }
        int decimals = Money.decimals(code);
        if (number.stripTrailingZeros().scale() > decimals) {
            throw decimals == 0
                    ? PayPalError.refused(
                            "DECIMALS_NOT_SUPPORTED", "Currency does not support decimals.", path + "/value", value)
                    : PayPalError.refused(
                            "DECIMAL_PRECISION",
                            "If the currency supports decimals, only two decimal place precision is supported.",
                            path + "/value",
                            value);
        }
        var money = new Money(code, number.movePointRight(decimals).longValueExact());
        if (money.minor() < 0) {
            throw PayPalError.refused(
                    "CANNOT_BE_NEGATIVE", "Must be greater than or equal to 0.", path + "/value", value);
        }
        return money;
    }

    PayPalError malformed() {
        return PayPalError.invalid(
                "INVALID_PARAMETER_SYNTAX",
                "The value of a field does not conform to the expected format.",
                path,
                node.isValueNode() ? node.asString("") : null);
    }

    PayPalError notOneOfThese() {
        return PayPalError.invalid(
                "INVALID_PARAMETER_VALUE", "A parameter value is not valid.", path, node.asString(""));
    }
}
