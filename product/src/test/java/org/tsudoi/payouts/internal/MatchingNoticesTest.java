package org.tsudoi.payouts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.NoticeIdentity;
import org.tsudoi.banking.OtherAccount;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.PayeeAccountId;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.internal.MatchingNotices.Known;
import org.tsudoi.payouts.internal.MatchingNotices.Match;

class MatchingNoticesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final Instant SENT = Instant.parse("2026-11-29T00:00:00Z");
    private static final PayoutRunId RUN = new PayoutRunId(new UUID(1, 1));
    private static final Match NONE = new Match.None();

    private static Payout.Terms terms(PayoutRunId run, long number, long yen) {
        return new Payout.Terms(
                run,
                new Payee.OfOrganiser(new OrganiserId(new UUID(2, number)), new PayeeAccountId(new UUID(3, number))),
                number,
                Money.jpy(yen),
                Money.jpy(0));
    }

    private static PayoutId id(long number) {
        return new PayoutId(new UUID(4, number));
    }

    private static Known sent(long number, long yen, String holder) {
        return new Known(new Payout.Sent(id(number), terms(RUN, number, yen), SENT), DAY, holder, false, false);
    }

    private static Known paid(long number, long yen, String holder) {
        return new Known(new Payout.Paid(id(number), terms(RUN, number, yen), SENT, SENT), DAY, holder, true, false);
    }

    /// By hand.
    private static Known notedPaid(long number, long yen, String holder) {
        return new Known(paid(number, yen, holder).payout(), DAY, holder, false, false);
    }

    private static Known returned(long number, long yen, String holder) {
        return returned(number, yen, holder, Payout.ReturnReason.NOT_TOLD);
    }

    private static Known returned(long number, long yen, String holder, Payout.ReturnReason reason) {
        return new Known(
                new Payout.Returned(id(number), terms(RUN, number, yen), SENT, reason, SENT),
                DAY,
                holder,
                false,
                false);
    }

    private static Known ofOtherRun(long number, long yen) {
        return new Known(
                new Payout.Sent(id(number), terms(new PayoutRunId(new UUID(1, 2)), number, yen), SENT),
                DAY,
                "ｱｵ",
                false,
                false);
    }

    private record Told(
            Movement movement, LocalDate booked, long yen, String name, List<String> references, String remark) {
        static Told out(long yen, String name, String... references) {
            return new Told(Movement.WITHDRAWAL, DAY, yen, name, List.of(references), "");
        }

        static Told in(long yen, String name, String remark) {
            return new Told(Movement.DEPOSIT, DAY.plusDays(2), yen, name, List.of(), remark);
        }

        Told on(LocalDate day) {
            return new Told(movement, day, yen, name, references, remark);
        }

        Told as(Movement other) {
            return new Told(other, booked, yen, name, references, remark);
        }

        BankNotice notice(Standing standing) {
            return new BankNotice(
                    NoticeIdentity.byBank("test"),
                    1,
                    new OtherAccount("1234567"),
                    movement,
                    standing,
                    booked,
                    booked,
                    Money.jpy(yen),
                    Money.jpy(0),
                    new Counterparty(name, "", "", "", Optional.empty()),
                    references,
                    remark);
        }
    }

    private static Match match(Told told, Known... known) {
        return new MatchingNotices(List.of(known)).match(told.notice(Standing.BOOKED));
    }

    private static Match out(long... numbers) {
        return new Match.Out(java.util.Arrays.stream(numbers)
                .mapToObj(MatchingNoticesTest::id)
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000007", "TSUDOI-7", "ｺｷﾔｸ 0000000007"})
    void ourNumberAndTheAmountSayWhich(String reference) {
        assertThat(match(Told.out(5000, "", reference), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 5000, "ｱｵ")))
                .isEqualTo(out(7));
    }

    @Test
    void ourNumberWithAnotherAmountIsForAPerson() {
        assertThat(match(Told.out(4999, "ﾐﾄﾞﾘ", "TSUDOI-7"), sent(7, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(NONE);
        assertThat(match(Told.out(5000, "ｱｵ", "TSUDOI-7"), sent(7, 4000, "ﾐﾄﾞﾘ"), sent(8, 5000, "ｱｵ")))
                .isEqualTo(NONE);
    }

    @Test
    void twoOfOurNumbersAreNone() {
        assertThat(match(Told.out(5000, "", "TSUDOI-7", "TSUDOI-8"), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 5000, "ｱｵ")))
                .isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "007", "00000000070", "TSUDOI-70", "10000000007"})
    void whatOnlyLooksLikeOurNumberIsNone(String reference) {
        assertThat(match(Told.out(5000, "", reference), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 6000, "ｱｵ")))
                .isEqualTo(NONE);
    }

    @Test
    void nameAndAmountSayWhichWhenOnlyOneFits() {
        assertThat(match(Told.out(5000, "ミドリ"), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 5000, "ｱｵ")))
                .isEqualTo(out(7));
        assertThat(match(Told.out(5000, "ﾐﾄﾞﾘ"), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(NONE);
        assertThat(match(Told.out(5000, "ﾐﾄﾘ"), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 1, "ｱｵ")))
                .isEqualTo(NONE);
    }

    @Test
    void anotherOfTheSameThatWasPaidBeforeLeavesItToAPerson() {
        assertThat(match(Told.out(5000, "ﾐﾄﾞﾘ"), paid(6, 5000, "ﾐﾄﾞﾘ"), sent(7, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(NONE);
    }

    @Test
    void theSumOfTheWholeRunPaysAllOfIt() {
        assertThat(match(Told.out(9000, ""), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ")))
                .isEqualTo(out(7, 8));
        assertThat(match(Told.out(9001, ""), sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ")))
                .isEqualTo(NONE);
        assertThat(match(Told.out(9000, ""), paid(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ")))
                .isEqualTo(NONE);
    }

    @Test
    void twoRunsOfTheSameSumAreNone() {
        assertThat(match(Told.out(5000, ""), sent(7, 5000, "ﾐﾄﾞﾘ"), ofOtherRun(9, 5000)))
                .isEqualTo(NONE);
    }

    @Test
    void aNameThatSaysOneAndASumThatSaysAnotherAreNone() {
        var told = new Told(Movement.WITHDRAWAL, DAY, 5000, "ｿｳｺﾞｳﾌﾘｺﾐ", List.of(), "ﾐﾄﾞﾘ");
        assertThat(match(told, sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 1, "ﾓﾘ"), ofOtherRun(9, 2000), ofOtherRun(10, 3000)))
                .isEqualTo(NONE);
    }

    @Test
    void aSumGoesWithoutWordsOrUnderTheServicesName() {
        var rent = new Told(Movement.WITHDRAWAL, DAY, 9000, "", List.of(), "ﾔﾁﾝ");
        assertThat(match(rent, sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ"))).isEqualTo(NONE);
        var bulk = new Told(Movement.WITHDRAWAL, DAY, 9000, "", List.of(), "総合振込");
        assertThat(match(bulk, sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ"))).isEqualTo(out(7, 8));
    }

    @Test
    void aRunOfOneIsNoSumOfAnythingElseThatIsSaid() {
        var told = new Told(Movement.WITHDRAWAL, DAY, 5000, "ｿｳｺﾞｳﾌﾘｺﾐ", List.of(), "ﾔﾁﾝ");
        assertThat(match(told, sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
    }

    @Test
    void aSumStandsForWhatAPersonNotedBefore() {
        var told = Told.out(9000, "ｿｳｺﾞｳﾌﾘｺﾐ");
        assertThat(match(told, notedPaid(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ"))).isEqualTo(out(7, 8));
        var refused = returned(6, 1000, "ﾓﾘ", Payout.ReturnReason.REFUSED);
        assertThat(match(told, sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ"), refused))
                .isEqualTo(out(7, 8));
        assertThat(match(told, sent(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ"), returned(6, 1000, "ﾓﾘ")))
                .isEqualTo(NONE);
    }

    @Test
    void aSumUnderSomebodysNameIsNone() {
        assertThat(match(Told.out(5000, "ﾍﾞﾂｼﾞﾝ"), sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
        assertThat(match(Told.out(5000, "ｿｳｺﾞｳﾌﾘｺﾐ"), sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(out(7));
    }

    @Test
    void whatWasBookedBeforeItsDayOrLongAfterIsNoneOfIt() {
        var told = Told.out(5000, "ﾐﾄﾞﾘ", "TSUDOI-7");
        assertThat(match(told.on(DAY.minusDays(1)), sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
        assertThat(match(told.on(DAY.plusDays(11)), sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
        assertThat(match(told.on(DAY.plusDays(10)), sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(out(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ｸﾐﾓﾄﾞｼ", "フリコミクミモドシ", "組戻", "振込組戻し金", "ｸﾐﾓﾄﾞｼ ﾐﾄﾞﾘ"})
    void aDepositThatSaysSoCameBack(String remark) {
        assertThat(match(Told.in(5000, "ﾐﾄﾞﾘ", remark), paid(7, 5000, "ﾐﾄﾞﾘ"), paid(8, 5000, "ｱｵ")))
                .isEqualTo(new Match.Back(id(7)));
    }

    @Test
    void aDepositThatDoesNotSaySoIsABuyersEvenWithThatNameAndAmount() {
        assertThat(match(Told.in(5000, "ﾐﾄﾞﾘ", ""), paid(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
    }

    /// Else an organiser could pay for a place of their own by such a transfer, and be owed the same money twice.
    @Test
    void whatAPayerWritesBringsNothingBack() {
        var named = new Told(Movement.DEPOSIT, DAY, 5000, "10015 ｸﾐﾓﾄﾞｼ ﾐﾄﾞﾘ", List.of("0000000007"), "ﾌﾘｺﾐ");
        assertThat(match(named, paid(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
        var told = new Told(Movement.DEPOSIT, DAY, 5000, "ﾐﾄﾞﾘ", List.of("ｸﾐﾓﾄﾞｼ TSUDOI-7"), "");
        assertThat(match(told, paid(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
    }

    @Test
    void aWithdrawalTakenBackCameBack() {
        var told = Told.in(5000, "ﾐﾄﾞﾘ", "").as(Movement.WITHDRAWAL_TAKEN_BACK);
        assertThat(match(told, sent(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(new Match.Back(id(7)));
        assertThat(match(told.as(Movement.DEPOSIT_TAKEN_BACK), sent(7, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(NONE);
    }

    @Test
    void whatCameBackFromTwoAlikeIsForAPerson() {
        var told = Told.in(5000, "ﾐﾄﾞﾘ", "ｸﾐﾓﾄﾞｼ");
        assertThat(match(told, paid(7, 5000, "ﾐﾄﾞﾘ"), paid(8, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
        assertThat(match(told, returned(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(new Match.Back(id(7)));
        assertThat(match(told, returned(7, 5000, "ﾐﾄﾞﾘ"), paid(8, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(NONE);
        assertThat(match(Told.in(5000, "", "ｸﾐﾓﾄﾞｼ"), paid(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
    }

    /// Two people have said that it came back, so nothing more is owed by what the payer writes.
    @ParameterizedTest
    @ValueSource(strings = {"ｸﾐﾓﾄﾞｼ ﾐﾄﾞﾘ", "ｸﾐﾓﾄﾞｼ", "ﾐﾄﾞﾘ", "TSUDOI-7", "0000000007 ﾍﾞﾂｼﾞﾝ"})
    void whatPeopleSaidCameBackIsFoundByTheWordsOfItsDeposit(String payer) {
        assertThat(match(
                        Told.in(5000, payer, ""),
                        returned(7, 5000, "ﾐﾄﾞﾘ"),
                        paid(8, 5000, "ｱｵ"),
                        returned(9, 1, "ﾐﾄﾞﾘ")))
                .isEqualTo(new Match.Back(id(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ﾍﾞﾂｼﾞﾝ", "10015 ﾐﾄﾞﾘ", "", "TSUDOI-8"})
    void theAmountAloneOrANameBesideANumberBringsNothingBack(String payer) {
        assertThat(match(Told.in(5000, payer, ""), returned(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(NONE);
    }

    @Test
    void ofTwoThatPeopleSaidCameBackTheWordsSayWhich() {
        var two = new Known[] {returned(7, 5000, "ﾐﾄﾞﾘ"), returned(8, 5000, "ｱｵ")};
        assertThat(match(Told.in(5000, "ｸﾐﾓﾄﾞｼ ｱｵ", ""), two)).isEqualTo(new Match.Back(id(8)));
        assertThat(match(Told.in(5000, "ｸﾐﾓﾄﾞｼ", ""), two)).isEqualTo(NONE);
    }

    @Test
    void whatTheBankHasShownIsNotShownAgain() {
        var shown = new Known(returned(7, 5000, "ﾐﾄﾞﾘ").payout(), DAY, "ﾐﾄﾞﾘ", true, true);
        assertThat(match(Told.in(5000, "ﾐﾄﾞﾘ", "ｸﾐﾓﾄﾞｼ"), shown)).isEqualTo(NONE);
        assertThat(match(Told.in(5000, "ｸﾐﾓﾄﾞｼ ﾐﾄﾞﾘ", ""), shown)).isEqualTo(NONE);
        assertThat(match(Told.in(5000, "ﾐﾄﾞﾘ", "ｸﾐﾓﾄﾞｼ"), shown, paid(8, 5000, "ﾐﾄﾞﾘ")))
                .isEqualTo(new Match.Back(id(8)));
    }

    @Test
    void whatPeopleSaidCameBackHadLeft() {
        assertThat(match(Told.out(5000, "ﾐﾄﾞﾘ"), returned(7, 5000, "ﾐﾄﾞﾘ"))).isEqualTo(out(7));
        assertThat(match(Told.out(9000, ""), returned(7, 5000, "ﾐﾄﾞﾘ"), sent(8, 4000, "ｱｵ")))
                .isEqualTo(out(7, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "INFORMATION"})
    void whatIsNotBookedIsNothingYet(Standing standing) {
        var notice = Told.out(5000, "ﾐﾄﾞﾘ", "TSUDOI-7").notice(standing);
        assertThat(new MatchingNotices(List.of(sent(7, 5000, "ﾐﾄﾞﾘ"))).match(notice))
                .isEqualTo(NONE);
    }
}
