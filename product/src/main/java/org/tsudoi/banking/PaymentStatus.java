package org.tsudoi.banking;

import java.util.Arrays;
import java.util.Optional;

/// What a bank says of a transfer, by the codes of ISO 20022.
public enum PaymentStatus {
    /// Received.
    RCVD,
    /// Technically right.
    ACTC,
    /// The customer's profile is right.
    ACCP,
    /// Funds were checked.
    ACFC,
    /// Accepted with a change, such as the day.
    ACWC,
    /// Being settled.
    ACSP,
    /// Settled on the sender's account.
    ACSC,
    /// Settled on the receiver's account.
    ACCC,
    /// Accepted without being posted yet.
    ACWP,
    PDNG,
    /// Some of several were accepted.
    PART,
    /// Some of those who must sign have.
    PATC,
    RJCT,
    CANC;

    public static Optional<PaymentStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(code))
                .findFirst();
    }

    /// The money has left us. It may still come back, as a deposit of its own.
    public boolean isSettled() {
        return this == ACSC || this == ACCC;
    }

    /// It will not leave us.
    public boolean isRefused() {
        return this == RJCT || this == CANC;
    }
}
