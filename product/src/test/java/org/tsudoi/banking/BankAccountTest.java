package org.tsudoi.banking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountTest {
    private static final BankAccount OURS = new BankAccount(
            new BankCode("9900"), new BranchCode("018"), AccountType.ORDINARY, new AccountNumber("0234567"));

    @Test
    void anAccountDoesNotPrintItsNumber() {
        assertThat(OURS).hasToString("9900-018 ORDINARY ****567");
        assertThat(OURS.key()).isEqualTo("zengin:9900-018-1-0234567");
        assertThat(new Iban("DE89370400440532013000")).hasToString("DE****000");
        assertThat(new OtherAccount("12")).hasToString("****2");
        assertThat(new OtherAccount("1")).hasToString("****1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "12345678", "123456a", "１２３４５６７", "-123456"})
    void anAccountNumberHasSevenDigits(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountNumber(digits));
    }

    @Test
    void codesHaveTheirDigits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BankCode("001"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BranchCode("0001"));
        assertThat(AccountType.of('4')).contains(AccountType.SAVINGS);
        assertThat(AccountType.of('3')).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE88370400440532013000", "DE8937040044053201300", "de89370400440532013000", "X", ""})
    void anIbanHasItsCheckDigits(String value) {
        assertThat(Iban.of(value)).isEmpty();
    }

    @Test
    void aNumberInFrontOfANameIsFound() {
        assertThat(payer("1234 ﾔﾏﾀﾞ ﾀﾛｳ").numberInFront()).contains("1234");
        assertThat(payer("１２３４ヤマダ").numberInFront()).contains("1234");
        assertThat(payer("ﾔﾏﾀﾞ 1234").numberInFront()).isEmpty();
        assertThat(payer("1234").numberInFront()).isEmpty();
        assertThat(payer("ﾔﾏﾀﾞ ﾀﾛｳ")).hasToString("ﾔ***");
    }

    private static Counterparty payer(String name) {
        return new Counterparty(name, "", "", "", Optional.empty());
    }
}
