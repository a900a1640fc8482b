package org.tsudoi.payments.slip;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the contract with a collecting agent (収納代行) gives.
///
/// @param issuer     6 digits: the GS1 company prefix on the slips, mostly the agent's
/// @param clientCode 5 digits: who we are at the agent
/// @param agent      the agent's name as the slip has to print it
/// @param fee        yen that the agent keeps of each slip
/// @param confirmationDays after how many days, holidays among them, the agent has confirmed (確定) what a store took
/// @param remitter   how the bank writes the agent when it transfers what it took
/// @param proven     whether the agent has approved printed samples; until then slips say that no store takes them
@ConfigurationProperties("tsudoi.slip")
record SlipSettings(
        String issuer,
        String clientCode,
        String agent,
        @DefaultValue("0") int fee,
        @DefaultValue("5") int confirmationDays,
        @DefaultValue("") String remitter,
        @DefaultValue("false") boolean proven) {
    /// Places are not kept for longer.
    private static final int CONFIRMATION_DAYS_MAX = 10;

    SlipSettings {
        if (!issuer.isEmpty() && !issuer.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("tsudoi.slip.issuer has 6 digits");
        }
        if (!issuer.isEmpty() && !clientCode.matches("[0-9]{5}")) {
            throw new IllegalArgumentException("tsudoi.slip.client-code has 5 digits");
        }
        if (fee < 0) throw new IllegalArgumentException("tsudoi.slip.fee is not negative");
        if (confirmationDays < 0 || confirmationDays > CONFIRMATION_DAYS_MAX) {
            throw new IllegalArgumentException("tsudoi.slip.confirmation-days is from 0 to " + CONFIRMATION_DAYS_MAX);
        }
    }

    boolean isSet() {
        return !issuer.isEmpty();
    }
}
