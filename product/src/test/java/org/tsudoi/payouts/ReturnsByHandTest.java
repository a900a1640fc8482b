package org.tsudoi.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsudoi.payouts.Paying.YEN;
import static org.tsudoi.payouts.Paying.yenAccount;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
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
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.Deposits;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.payments.ReportInbox.Outcome;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Two people say that a payout came back; the bank shows it before or after.
@ProductTest
class ReturnsByHandTest {
    private static final BankAccount OURS = new BankAccount(
            new BankCode("9999"), new BranchCode("001"), AccountType.ORDINARY, new AccountNumber("1234567"));

    /// Nobody else is paid or owed just as much.
    private static final AtomicLong AMOUNTS = new AtomicLong(731_001);

    private final Payouts payouts;
    private final Paying paying;
    private final Deposits deposits;
    private final ReportInbox reports;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final TestClock clock;

    ReturnsByHandTest(
            Payouts payouts,
            Paying paying,
            Deposits deposits,
            ReportInbox reports,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Ledger ledger,
            TestClock clock) {
        this.payouts = payouts;
        this.paying = paying;
        this.deposits = deposits;
        this.reports = reports;
        this.publisher = publisher;
        this.transactions = transactions;
        this.ledger = ledger;
        this.clock = clock;
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    private record Sent(PayoutId payout, OrganiserId organiser, Money amount, long number, LocalDate on) {
        long yen() {
            return amount.minorUnits();
        }
    }

    private Sent sent() {
        var organiser = paying.owed(Money.jpy(AMOUNTS.addAndGet(13)), yenAccount("1234567"));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        var id = PayoutId.derive(paying.handedIn(YEN), organiser);
        var terms = payouts.payout(id).orElseThrow().terms();
        clock.forward(Duration.ofDays(4));
        return new Sent(id, organiser, terms.amount(), terms.number(), paying.day());
    }

    private record Balances(long bank, long suspense, long due) {}

    private Balances balances() {
        return new Balances(paying.on("bank:own:JPY"), paying.on("suspense:JPY"), paying.on("payouts:due:JPY"));
    }

    private Outcome deposit(long yen, String payer) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"));
        return reports.receive(
                "transfer", new ZenginFile(today).deposit(yen, payer).bytes(), "somebody");
    }

    private void left(Sent sent) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"));
        var notice = new BankNotice(
                NoticeIdentity.byBank(UUID.randomUUID().toString()),
                1,
                OURS,
                Movement.WITHDRAWAL,
                BankNotice.Standing.BOOKED,
                today,
                today,
                sent.amount,
                Money.jpy(0),
                new Counterparty("", "", "", "", Optional.empty()),
                List.of("%010d".formatted(sent.number)),
                "");
        var statement = new BankStatement(OURS, Optional.empty(), Optional.empty(), List.of(notice));
        transactions.executeWithoutResult(_ -> publisher.publishEvent(new BankNews.StatementsRead(List.of(statement))));
    }

    private boolean isForPeople(long yen) {
        return deposits.unmatched(10_000).stream().anyMatch(one -> one.deposit().yen() == yen);
    }

    private Payout payout(Sent sent) {
        return payouts.payout(sent.payout).orElseThrow();
    }

    /// All of it by hand: it left and came back before the bank has shown anything.
    @Test
    void whatPeopleNotedIsWhatTheBankShowsLater() {
        var sent = sent();
        var before = balances();
        payouts.notePaid(sent.payout, paying.somebody());
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        var noted = balances();
        assertThat(noted).isEqualTo(new Balances(before.bank, before.suspense, before.due + sent.yen()));
        clock.forward(Duration.ofDays(20));
        assertThat(deposit(sent.yen(), "ｸﾐﾓﾄﾞｼ")).isEqualTo(new Outcome.Taken(1, 0, 0, 0));
        assertThat(isForPeople(sent.yen())).isFalse();
        assertThat(balances()).isEqualTo(noted);
        assertThat(payouts.balance(sent.organiser, YEN).owed()).isEqualTo(sent.amount);
    }

    @Test
    void itIsMetOnce() {
        var sent = sent();
        payouts.notePaid(sent.payout, paying.somebody());
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        deposit(sent.yen(), "ｸﾐﾓﾄﾞｼ");
        var met = balances();
        assertThat(deposit(sent.yen(), "ｸﾐﾓﾄﾞｼ")).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(isForPeople(sent.yen())).isTrue();
        assertThat(balances()).isEqualTo(new Balances(met.bank + sent.yen(), met.suspense - sent.yen(), met.due));
    }

    /// What the bank showed went out, comes in by what it shows.
    @Test
    void whatTheBankShowedLeftIsMissedUntilItShowsItAgain() {
        var sent = sent();
        var before = balances();
        left(sent);
        assertThat(payout(sent)).isInstanceOf(Payout.Paid.class);
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        assertThat(payouts.balance(sent.organiser, YEN).owed()).isEqualTo(sent.amount);
        assertThat(balances())
                .isEqualTo(new Balances(before.bank - sent.yen(), before.suspense, before.due + 2 * sent.yen()));
        deposit(sent.yen(), "ﾐﾄﾞﾘ ｽﾀｼﾞｵ");
        assertThat(balances()).isEqualTo(new Balances(before.bank, before.suspense, before.due + sent.yen()));
    }

    @Test
    void whatWasNotedBeforeItWasShownToLeaveBalancesOnceBothAreShown() {
        var sent = sent();
        var before = balances();
        paying.cameBack(sent.payout, Payout.ReturnReason.NOT_TOLD);
        var noted = balances();
        assertThat(noted).isEqualTo(new Balances(before.bank, before.suspense, before.due + sent.yen()));
        deposit(sent.yen(), "ｸﾐﾓﾄﾞｼ ﾐﾄﾞﾘ ｽﾀｼﾞｵ");
        assertThat(balances()).isEqualTo(new Balances(noted.bank + sent.yen(), noted.suspense, noted.due - sent.yen()));
        left(sent);
        left(sent);
        assertThat(balances()).isEqualTo(noted);
        assertThat(payout(sent)).isInstanceOf(Payout.Returned.class);
    }

    /// Somebody reads the bank's words first and looks for the payout then.
    @Test
    void aDepositOfNobodyIsWhatPeopleSayCameBack() {
        var sent = sent();
        var before = balances();
        assertThat(deposit(sent.yen(), "ｸﾐﾓﾄﾞｼ")).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(isForPeople(sent.yen())).isTrue();
        payouts.notePaid(sent.payout, paying.somebody());
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        assertThat(isForPeople(sent.yen())).isFalse();
        assertThat(balances()).isEqualTo(new Balances(before.bank, before.suspense, before.due + sent.yen()));
    }

    @Test
    void oneThatIsOnlyAsMuchIsABuyers() {
        var sent = sent();
        payouts.notePaid(sent.payout, paying.somebody());
        paying.cameBack(sent.payout, Payout.ReturnReason.ACCOUNT_CLOSED);
        assertThat(deposit(sent.yen(), "ﾔﾏﾀﾞ ﾊﾅｺ")).isEqualTo(new Outcome.Taken(1, 0, 0, 1));
        assertThat(isForPeople(sent.yen())).isTrue();
    }
}
