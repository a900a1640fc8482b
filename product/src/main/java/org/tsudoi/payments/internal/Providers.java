package org.tsudoi.payments.internal;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Payments.Offer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.WalletRooms;
import org.tsudoi.payments.provider.Webhooks;

/// The providers that are set up on this instance, by name.
@Component
@EnableConfigurationProperties(AgreedFees.class)
class Providers {
    private final Map<String, PaymentProvider> payments;
    private final Map<String, Webhooks> webhooks;
    private final Map<String, WalletRooms> walletRooms;
    private final AgreedFees agreed;

    Providers(
            ObjectProvider<PaymentProvider> payments,
            ObjectProvider<Webhooks> webhooks,
            ObjectProvider<WalletRooms> walletRooms,
            AgreedFees agreed) {
        this.agreed = agreed;
        this.payments = payments.stream()
                .collect(Collectors.toMap(PaymentProvider::name, Function.identity(), (one, _) -> one, TreeMap::new));
        this.webhooks = webhooks.stream().collect(Collectors.toMap(Webhooks::name, Function.identity()));
        this.walletRooms = walletRooms.stream().collect(Collectors.toMap(WalletRooms::name, Function.identity()));
        if (!this.payments.keySet().containsAll(this.webhooks.keySet())) {
            throw new IllegalStateException("webhooks of nobody: " + this.webhooks.keySet());
        }
    }

    /// What this amount can be paid with, in the order of [org.tsudoi.payments.Means]; where several providers can, the
    /// first by name.
    List<Offer> offers(Money amount) {
        return offers(offer -> offer.currency().equals(amount.currency())
                && amount.minorUnits() >= offer.amountMin()
                && amount.minorUnits() <= offer.amountMax());
    }

    List<Offer> offersIn(Currency currency) {
        return offers(offer -> offer.currency().equals(currency));
    }

    private List<Offer> offers(Predicate<PaymentProvider.Offer> fits) {
        var offers =
                new TreeMap<Choice, Offer>(Comparator.comparing(Choice::means).thenComparing(Choice::brand));
        for (var provider : payments.values()) {
            for (var offer : provider.offers()) {
                if (fits.test(offer)) offers.putIfAbsent(offer.choice(), offer(provider, offer));
            }
        }
        return List.copyOf(offers.values());
    }

    private Offer offer(PaymentProvider provider, PaymentProvider.Offer offer) {
        return new Offer(
                provider.name(),
                offer.choice(),
                offer.time(),
                offer.timeMin(),
                offer.certainWithin(),
                new Money(offer.onTop(), offer.currency()),
                offer.heardWithin(),
                provider.fee(offer)
                        .orElseGet(
                                () -> agreed.of(provider.name(), offer.choice().means(), offer.currency())));
    }

    /// @throws IllegalStateException when it is not set up here
    PaymentProvider named(String name) {
        var provider = payments.get(name);
        if (provider == null) throw new IllegalStateException("the payment provider " + name + " is not set up");
        return provider;
    }

    Set<String> keptByPayee() {
        return payments.values().stream()
                .filter(PaymentProvider::isKeptByPayee)
                .map(PaymentProvider::name)
                .collect(Collectors.toSet());
    }

    Optional<WalletRooms> walletRooms(String name) {
        return Optional.ofNullable(walletRooms.get(name));
    }

    Optional<Webhooks> webhooksOf(String name) {
        return Optional.ofNullable(webhooks.get(name));
    }

    /// @throws IllegalStateException when there is none: what is stored here has to commit with what the caller
    ///     stores
    static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("this is stored in the caller's transaction, and there is none");
        }
    }

    /// @throws IllegalStateException when a transaction is open: a provider may take its time, and locks must
    ///     not wait for it
    static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open while a provider is to be called");
        }
    }
}
