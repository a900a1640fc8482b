package org.tsudoi.web.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ProviderFee;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What paying costs by each means, and who bears it: the organiser what a provider keeps of the price, the buyer what
/// others ask for besides.
@Component
public class PaymentCosts {
    private final Payments payments;
    private final AcceptedMeans accepted;

    PaymentCosts(Payments payments, AcceptedMeans accepted) {
        this.payments = payments;
        this.accepted = accepted;
    }

    /// @param prices what can be paid by it, in the order of the plans
    /// @param onTop  what the provider asks buyers for besides
    public record Cost(Means means, List<Money> prices, ProviderFee fee, Money onTop) {
        public String word() {
            return means.word();
        }

        /// What the buyer's bank asks for is between the two.
        public boolean isByBank() {
            return means == Means.BANK_TRANSFER;
        }

        public boolean isNothing() {
            return fee instanceof ProviderFee.Nothing;
        }

        /// About so much is left of a price; empty where that is not known before it is paid.
        public Optional<Money> left(Money price) {
            return kept(fee, price).map(price::minus);
        }

        public Optional<Money> kept(Money price) {
            return kept(fee, price);
        }

        private static Optional<Money> kept(ProviderFee fee, Money price) {
            return switch (fee) {
                case ProviderFee.Nothing _ -> Optional.of(Money.zero(price.currency()));
                case ProviderFee.Agreed agreed -> Optional.of(agreed.of(price));
                case ProviderFee.NotKnown _ -> Optional.empty();
            };
        }
    }

    /// Of all plans that cost something. Nothing else is added to a price: of what has a fee of the platform, ask
    /// elsewhere.
    public List<Cost> of(Event.Particulars event) {
        var refused = accepted.refused(event.organiser());
        var prices = event.plans().stream()
                .filter(plan -> !plan.isFree())
                .map(PaymentCosts::price)
                .distinct()
                .toList();
        var byMeans = new TreeMap<Means, List<Priced>>();
        for (var price : prices) {
            for (var offer : payments.offers(price)) {
                if (refused.contains(offer.choice().means())) continue;
                byMeans.computeIfAbsent(offer.choice().means(), _ -> new ArrayList<>())
                        .add(new Priced(price, offer));
            }
        }
        return byMeans.entrySet().stream()
                .map(one -> cost(one.getKey(), one.getValue()))
                .toList();
    }

    private record Priced(Money price, Payments.Offer offer) {}

    /// Those of a pack are paid together.
    private static Money price(Plan plan) {
        return plan.kind() == Plan.Kind.PACK ? plan.price().times(plan.placesMax()) : plan.price();
    }

    private static Cost cost(Means means, List<Priced> offered) {
        return new Cost(
                means,
                offered.stream().map(Priced::price).distinct().toList(),
                ProviderFee.common(offered.stream().map(one -> one.offer.fee()).toList()),
                offered.getFirst().offer.onTop());
    }

    /// `3.6 % + ¥40`; empty where there is no rate to tell.
    public static String rate(Texts texts, Language language, ProviderFee fee) {
        return switch (fee) {
            case ProviderFee.Nothing _, ProviderFee.NotKnown _ -> "";
            case ProviderFee.Agreed agreed -> rate(texts, language, agreed);
        };
    }

    private static String rate(Texts texts, Language language, ProviderFee.Agreed agreed) {
        var fixed = new Formats(language).money(agreed.fixed());
        if (agreed.basisPoints() == 0) return fixed;
        return agreed.fixed().isZero()
                ? texts.say(language, "costs.percent", agreed.percent())
                : texts.say(language, "fees.rate", agreed.percent(), fixed);
    }

    /// What a provider keeps of one price, in a sentence for whoever pays it.
    static String sentence(Texts texts, Language language, String means, ProviderFee fee, Money price) {
        var name = texts.say(language, "means." + means);
        return switch (fee) {
            case ProviderFee.Nothing _ -> texts.say(language, "costs.final.nothing", name);
            case ProviderFee.NotKnown _ -> texts.say(language, "costs.final.unknown", name);
            case ProviderFee.Agreed agreed ->
                texts.say(
                        language,
                        "costs.final.agreed",
                        name,
                        rate(texts, language, agreed),
                        new Formats(language).money(agreed.of(price)));
        };
    }
}
