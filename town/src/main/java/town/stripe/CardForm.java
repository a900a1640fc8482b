package town.stripe;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was typed into the payment page.
record CardForm(Map<String, String> typed) {
    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*/?\\s*(\\d{2})");
    private static final Set<String> WALLETS = Set.of("apple_pay", "google_pay");
    private static final Set<String> PLANS = Set.of("3", "6", "12");
    private static final Pattern CODE = Pattern.compile("\\d{3,4}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    static CardForm empty() {
        return new CardForm(Map.of());
    }

    /// The same, with a test card filled in and whatever it needs besides.
    CardForm with(String number) {
        var filled = new LinkedHashMap<>(typed);
        filled.put("card", number.replaceAll("(\\d{4})(?=\\d)", "$1 "));
        filled.put("expiry", "12 / 34");
        filled.put("cvc", "123");
        filled.compute("name", (_, name) -> name == null || name.isBlank() ? "TOWN HANAKO" : name);
        filled.compute("email", (_, email) -> email == null || email.isBlank() ? "hanako@example.jp" : email);
        return new CardForm(filled);
    }

    /// Keys of the texts that say what is wrong, by field; empty when all is well.
    Map<String, String> wrong(boolean asksEmail, Instant now) {
        var wrong = new LinkedHashMap<String, String>();
        if (text("card").replaceAll("[ -]", "").isEmpty()) {
            wrong.put("card", "stripe.wrong.card");
        }
        if (!isInTheFuture(text("expiry"), now)) {
            wrong.put("expiry", "stripe.wrong.expiry");
        }
        if (!CODE.matcher(text("cvc")).matches()) {
            wrong.put("cvc", "stripe.wrong.cvc");
        }
        if (asksEmail && !EMAIL.matcher(text("email")).matches()) {
            wrong.put("email", "stripe.wrong.email");
        }
        return wrong;
    }

    String text(String field) {
        return typed.getOrDefault(field, "").strip();
    }

    /// Whose button was pressed instead of typing a card; empty: none.
    String wallet() {
        var pressed = text("wallet");
        return WALLETS.contains(pressed) ? pressed : "";
    }

    Payer payer(@Nullable String fixedEmail, TestCard card) {
        var parts = text("instalments");
        return new Payer(
                text("name").isEmpty() ? null : text("name"),
                fixedEmail == null ? text("email") : fixedEmail,
                wallet().isEmpty() ? null : wallet(),
                card.takesInstalments() && PLANS.contains(parts) ? Integer.valueOf(parts) : null);
    }

    private static boolean isInTheFuture(String expiry, Instant now) {
        var parts = EXPIRY.matcher(expiry);
        if (!parts.matches()) {
            return false;
        }
        int month = Integer.parseInt(parts.group(1));
        int year = 2000 + Integer.parseInt(parts.group(2));
        return month >= 1
                && month <= 12
                && !YearMonth.of(year, month).isBefore(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    }
}
