package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.KanaText;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;

class PayoutStatesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
    private static final MemberId ONE = new MemberId(new UUID(0, 1));
    private static final MemberId OTHER = new MemberId(new UUID(0, 2));

    private static PayoutRun.Prepared prepared() {
        return new PayoutRun.Prepared(
                new PayoutRunId(new UUID(1, 1)), new PayoutRun.Terms(Currency.getInstance("JPY"), ONE, NOW));
    }

    @Test
    void whoPreparedDoesNotApprove() {
        assertThat(prepared().mayBeApprovedBy(new PayoutRun.Decider(ONE, false)))
                .isFalse();
        assertThat(prepared().mayBeApprovedBy(new PayoutRun.Decider(OTHER, false)))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared().approved(new PayoutRun.Decider(ONE, false), NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PayoutRun.Approved(prepared().id(), prepared().terms(), new PayoutRun.Approval(ONE, NOW)));
    }

    @Test
    void whoIsPaidDoesNotApprove() {
        var paid = new PayoutRun.Decider(OTHER, true);
        assertThat(prepared().mayBeApprovedBy(paid)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> prepared().approved(paid, NOW));
    }

    @Test
    void whatCameBackIsSaidByTwoWhomTheRunDoesNotPay() {
        var terms = new Payout.Terms(
                prepared().id(),
                new Payee.OfOrganiser(new OrganiserId(new UUID(2, 2)), new PayeeAccountId(new UUID(3, 3))),
                1,
                Money.jpy(100),
                Money.jpy(0));
        var sent = new Payout.Sent(new PayoutId(new UUID(4, 4)), terms, NOW);
        var said = new Payout.SaidToBeBack(sent.id(), Payout.ReturnReason.NOT_TOLD, ONE, NOW);
        assertThat(said.confirmed(sent, new PayoutRun.Decider(OTHER, false), NOW)
                        .reason())
                .isEqualTo(Payout.ReturnReason.NOT_TOLD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> said.confirmed(sent, new PayoutRun.Decider(ONE, false), NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> said.confirmed(sent, new PayoutRun.Decider(OTHER, true), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Somchai Jaidee,true",
                "บริษัท มิโดริ จำกัด,true",
                "O'Hara & Sons (2),true",
                "緑スタジオ,false",
                "Zoë,false",
                "Midori😀,false"
            })
    void banksWriteThaiAndLatinLetters(String holder, boolean written) {
        assertThat(PayeeAccount.InThailand.isName(holder)).isEqualTo(written);
    }

    @Test
    void aPayoutIsOfMoneyAndKnownByItsRunAndOrganiser() {
        var organiser = new OrganiserId(new UUID(2, 2));
        assertThat(PayoutId.derive(prepared().id(), organiser))
                .isEqualTo(PayoutId.derive(prepared().id(), organiser))
                .isNotEqualTo(PayoutId.derive(prepared().id(), new OrganiserId(new UUID(2, 3))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Payout.Terms(
                        prepared().id(),
                        new Payee.OfOrganiser(organiser, new PayeeAccountId(new UUID(3, 3))),
                        1,
                        Money.jpy(0),
                        Money.jpy(0)));
    }

    @Test
    void aBuyerBearsNoFee() {
        var buyer = new Payee.OfBuyer(new RefundId(new UUID(5, 5)), new BuyerAccountId(new UUID(6, 6)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Payout.Terms(prepared().id(), buyer, 1, Money.jpy(1000), Money.jpy(145)));
    }

    @Test
    void anAccountDoesNotPrintItself() {
        var japan = new PayeeAccount.InJapan(
                new BankAccount(
                        new BankCode("0001"),
                        new BranchCode("002"),
                        AccountType.ORDINARY,
                        new AccountNumber("7654321")),
                new KanaText("ﾔﾏﾀﾞ ﾊﾅｺ"));
        assertThat(japan.toString()).doesNotContain("7654321", "ﾔﾏﾀﾞ");
        var thailand = new PayeeAccount.InThailand(ThaiBank.KASIKORN, "0123456789", "Somchai Jaidee");
        assertThat(thailand.toString()).doesNotContain("0123456789", "Somchai");
    }

    @ParameterizedTest
    @CsvSource({"123456789,Somchai", "0123456789,''", "0123456789,' Somchai'", "01234-56789,Somchai"})
    void whatIsNoThaiAccountIsNone(String number, String holder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayeeAccount.InThailand(ThaiBank.KASIKORN, number, holder));
    }
}
