package town.paypal;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what `POST /v2/checkout/orders` asks for, and refuses what PayPal refuses.
final class OrderWish {
    private static final int UNITS_MAX = 10;
    private static final List<String> ADDED = List.of("item_total", "tax_total", "shipping", "handling", "insurance");
    private static final List<String> TAKEN_OFF = List.of("shipping_discount", "discount");
    private static final Set<String> USER_ACTIONS = Set.of("CONTINUE", "PAY_NOW");

    private OrderWish() {}

    static Order.Wanted read(JsonNode body, @Nullable String requestId) {
        var whole = new Wish("", body);
        var intent = whole.needed("intent");
        if (!Set.of("CAPTURE", "AUTHORIZE").contains(intent.words())) {
            throw intent.notOneOfThese();
        }
        if (intent.words().equals("AUTHORIZE")) {
            throw PayPalError.refused(
                    "UNSUPPORTED_INTENT", "Town's PayPal captures and does not authorize.", "/intent", "AUTHORIZE");
        }
        var unit = onlyUnit(whole.needed("purchase_units"));
        var amount = amount(unit);
        unit.text("reference_id", 256);
        unit.text("soft_descriptor", 22);
        var wallet = whole.at("payment_source");
        if (wallet.isThere() && requestId == null) {
            throw PayPalError.invalid(
                    "PAYPAL_REQUEST_ID_REQUIRED",
                    "A PayPal-Request-Id is required if you are trying to process payment for an Order.",
                    null,
                    null);
        }
        var context = wallet.isThere() ? context(wallet) : whole.at("application_context");
        var action = context.at("user_action");
        if (action.isThere() && !USER_ACTIONS.contains(action.words())) {
            throw action.notOneOfThese();
        }
        return new Order.Wanted(
                amount,
                unit.node().toString(),
                unit.text("invoice_id", 127),
                unit.text("custom_id", 127),
                unit.text("description", 127),
                context.text("brand_name", 127),
                context.text("locale", 10),
                Objects.equals(context.text("user_action", 20), "PAY_NOW"),
                url(context, "return_url"),
                url(context, "cancel_url"),
                wallet.isThere(),
                wallet.isThere() ? vaulting(wallet.at("paypal")) : null,
                wallet.isThere() ? vaultId(wallet.at("paypal")) : null);
    }

    private static Wish context(Wish source) {
        return source.needed("paypal").at("experience_context");
    }

    private static Order.@Nullable Vaulting vaulting(Wish paypal) {
        var attributes = paypal.at("attributes");
        var vault = attributes.at("vault");
        if (!vault.isThere()) {
            return null;
        }
        oneOf(vault.needed("store_in_vault"), Set.of("ON_SUCCESS"));
        oneOf(vault.needed("usage_type"), Set.of("MERCHANT", "PLATFORM"));
        if (vault.at("customer_type").isThere()) {
            oneOf(vault.at("customer_type"), Set.of("CONSUMER", "BUSINESS"));
        }
        vault.text("description", 128);
        return new Order.Vaulting(attributes.at("customer").text("id", 22));
    }

    private static @Nullable String vaultId(Wish paypal) {
        var id = paypal.text("vault_id", 255);
        var credential = paypal.at("stored_credential");
        if (id == null) {
            return null;
        }
        if (credential.isThere()) {
            oneOf(credential.needed("payment_initiator"), Set.of("CUSTOMER", "MERCHANT"));
            if (credential.at("usage").isThere()) {
                oneOf(credential.at("usage"), Set.of("FIRST", "SUBSEQUENT", "DERIVED"));
            }
        }
        if (!Objects.equals(credential.text("payment_initiator", 255), "MERCHANT")) {
            throw PayPalError.refused(
                    "PAYER_ACTION_REQUIRED",
                    "Payer needs to perform the following action before proceeding with payment.",
                    credential.path(),
                    null);
        }
        return id;
    }

    static void oneOf(Wish word, Set<String> words) {
        if (!words.contains(word.words())) {
            throw word.notOneOfThese();
        }
    }

    private static Wish onlyUnit(Wish units) {
        var all = units.list();
        if (all.isEmpty()) {
            throw PayPalError.invalid(
                    "INVALID_ARRAY_MIN_ITEMS",
                    "The number of items in an array parameter is too small.",
                    units.path(),
                    null);
        }
        if (all.size() > UNITS_MAX) {
            throw PayPalError.invalid(
                    "INVALID_ARRAY_MAX_ITEMS",
                    "The number of items in an array parameter is too large.",
                    units.path(),
                    null);
        }
        if (all.size() > 1) {
            throw PayPalError.invalid("NOT_SUPPORTED", "Town's PayPal takes one purchase unit.", units.path(), null);
        }
        return all.getFirst();
    }

    private static Money amount(Wish unit) {
        var wish = unit.needed("amount");
        var amount = wish.money();
        var breakdown = wish.at("breakdown");
        if (breakdown.isThere()) {
            long sum = sum(breakdown, ADDED, amount) - sum(breakdown, TAKEN_OFF, amount);
            if (sum != amount.minor()) {
                throw PayPalError.refused(
                        "AMOUNT_MISMATCH",
                        "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount -"
                                + " discount.",
                        wish.path() + "/value",
                        amount.value());
            }
        }
        var items = unit.at("items");
        if (items.isThere()) {
            checkItems(items, breakdown.at("item_total"), amount);
        }
        return amount;
    }

    private static long sum(Wish breakdown, List<String> names, Money amount) {
        return names.stream()
                .map(breakdown::at)
                .filter(Wish::isThere)
                .map(Wish::amount)
                .peek(part -> mustBeOfOneCurrency(part, amount))
                .mapToLong(Money::minor)
                .sum();
    }

    private static void checkItems(Wish items, Wish itemTotal, Money amount) {
        if (!itemTotal.isThere()) {
            throw PayPalError.refused(
                    "ITEM_TOTAL_REQUIRED",
                    "If item details are specified (items.unit_amount and items.quantity) corresponding"
                            + " amount.breakdown.item_total is required.",
                    itemTotal.path(),
                    null);
        }
        long total = 0;
        for (var item : items.list()) {
            item.needed("name");
            item.text("name", 127);
            var quantity = item.needed("quantity");
            if (!quantity.words().matches("[1-9][0-9]{0,9}")) {
                throw quantity.malformed();
            }
            var each = item.needed("unit_amount").amount();
            mustBeOfOneCurrency(each, amount);
            total += Math.multiplyExact(each.minor(), Long.parseLong(quantity.words()));
        }
        if (total != itemTotal.amount().minor()) {
            throw PayPalError.refused(
                    "ITEM_TOTAL_MISMATCH",
                    "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.",
                    itemTotal.path() + "/value",
                    itemTotal.amount().value());
        }
    }

    private static void mustBeOfOneCurrency(Money part, Money amount) {
        if (!part.currency().equals(amount.currency())) {
            throw PayPalError.refused(
                    "MULTI_CURRENCY_ORDER",
                    "Multiple differing values of currency_code are not supported. Entire Order request must have the"
                            + " same currency_code.");
        }
    }

    private static @Nullable String url(Wish context, String field) {
        var url = context.text(field, 4000);
        if (url != null && !url.matches("https?://[^\\s/]+\\S*")) {
            throw context.at(field).malformed();
        }
        return url;
    }
}
