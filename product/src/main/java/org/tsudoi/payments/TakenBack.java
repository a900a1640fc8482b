package org.tsudoi.payments;

/// What a bank or an agent takes back after it had paid us is borne by the payee, as a dispute is.
public interface TakenBack {
    /// Reads at the provider how much of it is taken back now, and books what is new. No transaction may be open.
    ///
    /// @param reference the provider's name of it
    void look(PaymentId payment, String reference);
}
