package town.stripe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the hosted payment page shows.
///
/// @param amount written for people; empty when nothing is paid and the card is only kept
/// @param fixedEmail the payer's address when the shop has told it; else the payer is asked
/// @param instalments whether a card of Japan may be paid in parts
/// @param typed what was typed before, by field
/// @param wrong keys of the texts about what is wrong, by field
/// @param declined key of the text why the bank refused
public record CheckoutView(
        String merchant,
        String amount,
        List<Item> items,
        @Nullable String cancelUrl,
        @Nullable String fixedEmail,
        boolean instalments,
        Map<String, String> typed,
        Map<String, String> wrong,
        @Nullable String declined) {

    public record Item(String name, @Nullable String description, long quantity, String amount) {}

    /// A card a newcomer can take with one tap: the text's key and the number.
    public record Sample(String key, String number) {}

    public boolean isSetup() {
        return amount.isEmpty();
    }

    public List<Sample> usualSamples() {
        return List.of(
                new Sample("stripe.sample.pays", TestCard.VISA.number()),
                new Sample("stripe.sample.asks", TestCard.ALWAYS_ASKS.number()),
                new Sample("stripe.sample.declines", TestCard.DECLINED.number()));
    }

    public List<Sample> rareSamples() {
        return List.of(
                new Sample("stripe.sample.japan", TestCard.JAPAN.number()),
                new Sample("stripe.sample.known", TestCard.KNOWN_WITHOUT_ASKING.number()),
                new Sample("stripe.sample.exempted", TestCard.EXEMPTED.number()),
                new Sample("stripe.sample.nofunds", TestCard.NO_FUNDS.number()),
                new Sample("stripe.sample.expired", TestCard.EXPIRED.number()),
                new Sample("stripe.sample.refundlate", TestCard.REFUND_TAKES_TIME.number()),
                new Sample("stripe.sample.refundfails", TestCard.REFUND_FAILS.number()));
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public @Nullable String wrong(String field) {
        return wrong.get(field);
    }
}
