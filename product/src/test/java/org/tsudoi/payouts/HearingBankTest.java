package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.BAHT;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.bahtAccount;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.NoticeIdentity;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.KnownNotices;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class HearingBankTest {
    private static final BankAccount OURS = account("1234567");

    private final Payouts payouts;
    private final Paying paying;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final KnownNotices elsewhere;
    private final PaymentDesk desk;
    private final JdbcClient sql;
    private final TestClock clock;

    HearingBankTest(
            Payouts payouts,
            Paying paying,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Ledger ledger,
            KnownNotices elsewhere,
            PaymentDesk desk,
            JdbcClient sql,
            TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.publisher = publisher;
        this.transactions = transactions;
        this.ledger = ledger;
        this.elsewhere = elsewhere;
        this.desk = desk;
        this.sql = sql;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private static BankAccount account(String number) {
        return new BankAccount(
                new BankCode("9999"), new BranchCode("001"), AccountType.ORDINARY, new AccountNumber(number));
    }

    private record Sent(PayoutRunId run, PayoutId payout, OrganiserId organiser, LocalDate on) {}

    private Sent sent(Money owed, PayeeAccount account) {
        var organiser = paying.owed(owed, account);
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        var run = paying.handedIn(owed.currency());
        return new Sent(run, PayoutId.derive(run, organiser), organiser, paying.day());
    }

    private Payout payout(Sent sent) {
        return payouts.payout(sent.payout).orElseThrow();
    }

    private BankNotice notice(Sent sent, Movement movement, BankAccount account, String remark) {
        var terms = payout(sent).terms();
        return new BankNotice(
                NoticeIdentity.byBank(UUID.randomUUID().toString()),
                1,
                account,
                movement,
                BankNotice.Standing.BOOKED,
                sent.on,
                sent.on,
                terms.amount(),
                Money.jpy(0),
                new Counterparty("", "", "", "", Optional.empty()),
                List.of("%010d".formatted(terms.number())),
                remark);
    }

    private void say(BankNotice... notices) {
        var statement = new BankStatement(OURS, Optional.empty(), Optional.empty(), List.of(notices));
        transactions.executeWithoutResult(_ -> publisher.publishEvent(new BankNews.StatementsRead(List.of(statement))));
    }

    @Test
    void aWithdrawalPaysAndWhatComesBackIsOwedAgain() {
        var sent = sent(Money.jpy(10_000), yenAccount("1234567"));
        var out = notice(sent, Movement.WITHDRAWAL, OURS, "");
        say(out);
        say(out);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(payouts.balance(sent.organiser, YEN).owed()).isEqualTo(Money.jpy(0));
        var back = notice(sent, Movement.DEPOSIT, OURS, "ｸﾐﾓﾄﾞｼ");
        say(back, out);
        say(back);
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
        assertThat(payouts.balance(sent.organiser, YEN).owed())
                .isEqualTo(payout(sent).terms().amount());
    }

    /// As the bank's file brings it: told to whoever hears, and looked at as a deposit.
    @Test
    void whatComesBackIsNoDepositOfABuyer() {
        var sent = sent(Money.jpy(10_007), yenAccount("1234567"));
        var back = notice(sent, Movement.DEPOSIT, OURS, "ｸﾐﾓﾄﾞｼ");
        say(back);
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
        assertThat(known(back)).containsExactly(back.identity().value());
    }

    /// The statement has both: what left and what came back.
    @Test
    void whatComesBackBeforeAnybodyHeardThatItLeftHadLeft() {
        var sent = sent(Money.jpy(10_009), yenAccount("1234567"));
        long own = paying.on("bank:own:JPY");
        say(notice(sent, Movement.WITHDRAWAL_TAKEN_BACK, OURS, ""));
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
        assertThat(paying.on("bank:own:JPY")).isEqualTo(own);
        assertThat(sql.sql("select kind from ledger_journal where metadata ->> 'payout' = :payout")
                        .param("payout", sent.payout.toString())
                        .query(String.class)
                        .list())
                .contains("payout-paid", "payout-returned");
    }

    @Test
    void aRefusalForOurAccountBlocksNobodysAccount() {
        var sent = sent(Money.of(61_000, "THB"), bahtAccount("9876543212"));
        var number = payout(sent).terms().number();
        payouts.readReport(sent.run, report(message(sent), number, "RJCT", "AM04"));
        assertThat(payout(sent))
                .isInstanceOfSatisfying(
                        Payout.Returned.class, it -> assertThat(it.reason()).isEqualTo(Payout.ReturnReason.REFUSED));
        assertThat(payouts.propose(BAHT, paying.somebody()).shares())
                .anyMatch(share -> share.organiser().equals(sent.organiser));
    }

    private static String message(Sent sent) {
        return "TSUDOI" + sent.run.toString().substring("run_".length()).toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void whatAPersonNotedBeforeIsTheMoneyThatTheBankTellsOf() {
        var sent = sent(Money.jpy(10_008), yenAccount("1234567"));
        payouts.notePaid(sent.payout, paying.somebody());
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        var back = notice(sent, Movement.DEPOSIT, OURS, "ｸﾐﾓﾄﾞｼ");
        var another = notice(sent, Movement.DEPOSIT, OURS, "ｸﾐﾓﾄﾞｼ");
        say(back, another);
        assertThat(known(back)).hasSize(1);
        assertThat(known(another)).isEmpty();
    }

    private Set<String> known(BankNotice notice) {
        return elsewhere.known(List.of(notice.identity().value()));
    }

    @Test
    void whatIsSaidOfAnotherAccountIsNotHeard() {
        var sent = sent(Money.jpy(10_000), yenAccount("1234567"));
        say(notice(sent, Movement.WITHDRAWAL, account("7654321"), ""));
        assertThat(payout(sent)).isInstanceOf(Payout.Sent.class);
    }

    @Test
    void aReportOfTheBankPaysAndRefuses() {
        var one = paying.owed(Money.of(50_000, "THB"), bahtAccount("9876543210"));
        var sent = sent(Money.of(60_000, "THB"), bahtAccount("9876543211"));
        var other = PayoutId.derive(sent.run, one);
        var number = payout(sent).terms().number();
        var otherNumber = payouts.payout(other).orElseThrow().terms().number();
        var message = message(sent);
        assertThat(payouts.readReport(sent.run, report("TSUDOIOTHER", number, "ACSC", "")))
                .isInstanceOf(Payouts.ReadingReport.OfAnotherRun.class);
        assertThat(payouts.readReport(sent.run, "<no".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Payouts.ReadingReport.Unreadable.class);
        assertThat(payout(sent)).isInstanceOf(Payout.Sent.class);
        payouts.readReport(sent.run, report(message, number, "ACSC", ""));
        assertThat(payouts.readReport(sent.run, report(message, number, "RJCT", "AC04")))
                .isInstanceOfSatisfying(
                        Payouts.ReadingReport.Read.class,
                        read -> assertThat(read.contradicted()).isEqualTo(1));
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        assertThat(desk.oddities(100))
                .anyMatch(odd -> odd.subject().equals(sent.payout.toString())
                        && odd.kind().equals("refused although it was paid"));
        payouts.readReport(sent.run, report(message, otherNumber, "RJCT", "AC04"));
        assertThat(payouts.payout(other).orElseThrow())
                .isInstanceOfSatisfying(
                        Payout.Returned.class,
                        it -> assertThat(it.reason()).isEqualTo(Payout.ReturnReason.ACCOUNT_CLOSED));
        assertThat(payouts.balance(one, BAHT).owed()).isEqualTo(Money.of(50_000, "THB"));
    }

    private static byte[] report(String message, long number, String status, String reason) {
        var because = reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>REPORT-1</MsgId><CreDtTm>2026-11-30T10:00:00+07:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%1$s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%1$s</OrgnlPmtInfId>
                <TxInfAndSts><OrgnlEndToEndId>TSUDOI-%2$d</OrgnlEndToEndId><TxSts>%3$s</TxSts>%4$s</TxInfAndSts>
                </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(message, number, status, because).getBytes(StandardCharsets.UTF_8);
    }
}
