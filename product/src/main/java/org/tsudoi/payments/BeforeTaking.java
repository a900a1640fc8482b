package org.tsudoi.payments;

/// Who knows whether what a buyer has approved at a provider may be taken by now. Without a bean of this type it may.
public interface BeforeTaking {
    /// No transaction is open. False: it is never taken, and whoever says so withdraws the payment.
    boolean mayTake(String orderReference);
}
