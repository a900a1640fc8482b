package town.paypal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Everything this PayPal remembers. Whoever reads in order to write does so inside `locked`.
@Component
class PayPalBooks {
    private static final int MANY = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    final Shelf<Order> orders;
    final Shelf<Capture> captures;
    final Shelf<Refund> refunds;
    final Shelf<Dispute> disputes;
    /// Invoice numbers that were paid, each with its capture: no second capture may bear one.
    final Shelf<String> invoices;
    /// Wallets that were kept, those that are gone since among them.
    final Shelf<VaultToken> tokens;
    /// What payers are asked to agree to without a payment.
    final Shelf<SetupToken> setups;
    /// By the order, or the setup token, that they were kept with.
    final Shelf<String> tokenOf;
    /// There is one when the next wallet is kept later than it pays; whether its order says so.
    final Shelf<Boolean> keptLater;
    /// Orders that say nothing of their wallets until those are kept.
    final Shelf<Boolean> silent;
    /// What repeated calls that say something else than the first one are refused with; empty: they are answered as it.
    final Shelf<String> strict;
    /// What the next payer pays with, whatever they choose.
    final Shelf<Funding> next;

    PayPalBooks(Keeper keeper) {
        orders = keeper.shelf("paypal-orders", Order.class, MANY);
        captures = keeper.shelf("paypal-captures", Capture.class, MANY);
        refunds = keeper.shelf("paypal-refunds", Refund.class, MANY);
        disputes = keeper.shelf("paypal-disputes", Dispute.class, MANY);
        invoices = keeper.shelf("paypal-invoices", String.class, MANY);
        tokens = keeper.shelf("paypal-vault-tokens", VaultToken.class, MANY);
        setups = keeper.shelf("paypal-vault-setups", SetupToken.class, MANY);
        tokenOf = keeper.shelf("paypal-vault-orders", String.class, MANY);
        keptLater = keeper.shelf("paypal-vault-later", Boolean.class, 1);
        strict = keeper.shelf("paypal-strict", String.class, 1);
        silent = keeper.shelf("paypal-vault-silent", Boolean.class, MANY);
        next = keeper.shelf("paypal-next", Funding.class, 1);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Order order(String id) {
        return orders.find(id).orElseThrow(PayPalError::notFound);
    }

    Capture capture(String id) {
        return captures.find(id).orElseThrow(PayPalError::notFound);
    }

    Refund refund(String id) {
        return refunds.find(id).orElseThrow(PayPalError::notFound);
    }

    Dispute dispute(String id) {
        return disputes.find(id).orElseThrow(PayPalError::notFound);
    }

    /// What was sent back of it, without what failed.
    Money refunded(Capture capture) {
        return capture.refunds().stream()
                .map(this::refund)
                .filter(refund -> refund.state() != Refund.State.FAILED)
                .map(Refund::amount)
                .reduce(new Money(capture.amount().currency(), 0), Money::plus);
    }
}
