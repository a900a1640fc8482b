package town.paypay;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.Shelf;

/// Everything this PayPay remembers. Whoever reads in order to write does so inside `locked`.
@Component
class PayPayBooks {
    private static final int MANY = 50_000;
    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final ReentrantLock lock = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    final Shelf<Code> codes;
    /// The shop's name of a payment to the code.
    final Shelf<String> byMerchantId;
    /// PayPay's name of a payment to the code.
    final Shelf<String> byPaymentId;

    final Shelf<CodeRefund> refunds;
    /// Set while the next payment is going to fail.
    final Shelf<Boolean> nextFails;
    /// Set while payments are unknown until somebody opens their code, as some shops have it.
    final Shelf<Boolean> hidesUnopened;

    PayPayBooks(Keeper keeper) {
        codes = keeper.shelf("paypay-codes", Code.class, MANY);
        byMerchantId = keeper.shelf("paypay-merchant-ids", String.class, MANY);
        byPaymentId = keeper.shelf("paypay-payment-ids", String.class, MANY);
        refunds = keeper.shelf("paypay-refunds", CodeRefund.class, MANY);
        nextFails = keeper.shelf("paypay-next", Boolean.class, 1);
        hidesUnopened = keeper.shelf("paypay-hides-unopened", Boolean.class, 1);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void put(Code code) {
        codes.put(code.id(), code);
        if (code.paymentId() != null) {
            byPaymentId.put(code.paymentId(), code.id());
        }
    }

    Optional<Code> ofMerchant(String merchantPaymentId) {
        return byMerchantId.find(merchantPaymentId).flatMap(codes::find);
    }

    Optional<Code> ofPayment(String paymentId) {
        return byPaymentId.find(paymentId).flatMap(codes::find);
    }

    long refunded(Code code) {
        return code.refunds().stream()
                .flatMap(id -> refunds.find(id).stream())
                .mapToLong(CodeRefund::amount)
                .sum();
    }

    String newCodeId() {
        var word = new StringBuilder("04-");
        random.ints(32, 0, SIGNS.length()).forEach(sign -> word.append(SIGNS.charAt(sign)));
        return word.toString();
    }

    /// Twenty digits.
    String newPaymentId() {
        return "0" + random.nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    }
}
