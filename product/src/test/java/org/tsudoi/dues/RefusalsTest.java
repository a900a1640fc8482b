package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FeeTaking.Answer;

class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "insufficient_funds,RETRY",
        "expired_card,NEW_MEANS",
        "PAYER_CANNOT_PAY,RETRY",
        "INSTRUMENT_DECLINED,RETRY",
        "TRANSACTION_REFUSED,RETRY",
        "PAYER_ACCOUNT_LOCKED_OR_CLOSED,NEW_MEANS",
        "TOKEN_ID_NOT_FOUND,NEW_MEANS"
    })
    void aRefusalIsTriedAgainUnlessItWouldBeRefusedAgain(String code, Charge.Remedy remedy) {
        assertThat(Refusals.answer(code)).isEqualTo(new Answer.Refused(code, remedy));
    }

    @ParameterizedTest
    @CsvSource({"authentication_required", "PAYER_ACTION_REQUIRED"})
    void whoIsWantedByTheirBankHasNotBeenRefused(String code) {
        assertThat(Refusals.answer(code)).isEqualTo(new Answer.Waits(Charge.WaitsFor.HOLDER));
    }
}
