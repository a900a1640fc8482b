package org.tsudoi.payouts;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.KanaText;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;

/// Organisers to whom something is owed, and the people who pay them.
@Component
public class Paying {
    static final Currency YEN = Currency.getInstance("JPY");
    static final Currency BAHT = Currency.getInstance("THB");

    private final Payouts payouts;
    private final Market market;
    private final Organisers organisers;
    private final Members members;
    private final Books books;
    private final Ids ids;

    @Component
    record Books(Ledger ledger, TransactionTemplate transactions, Clock clock) {}

    Paying(Payouts payouts, Market market, Organisers organisers, Members members, Books books, Ids ids) {
        this.payouts = payouts;
        this.market = market;
        this.organisers = organisers;
        this.members = members;
        this.books = books;
        this.ids = ids;
    }

    public MemberId somebody() {
        var mail = new EmailAddress("payouts." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        return person(mail);
    }

    /// Whoever has this address.
    MemberId person(EmailAddress mail) {
        return members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"))
                .id();
    }

    MemberId owner(OrganiserId organiser) {
        return organisers.people(organiser).getFirst().member();
    }

    /// To another owner, so that this one can become a host.
    void handOver(OrganiserId organiser, MemberId owner) {
        organisers.letAct(organiser, somebody(), Standing.OWNER);
        organisers.letAct(organiser, owner, Standing.HOST);
    }

    public PayoutRunId runId() {
        return new PayoutRunId(ids.next());
    }

    static PayeeAccount yenAccount(String number) {
        return new PayeeAccount.InJapan(
                new BankAccount(
                        new BankCode("0001"), new BranchCode("002"), AccountType.ORDINARY, new AccountNumber(number)),
                new KanaText("ﾐﾄﾞﾘ ｽﾀｼﾞｵ"));
    }

    static PayeeAccount bahtAccount(String number) {
        return new PayeeAccount.InThailand(ThaiBank.KASIKORN, number, "Midori Studio");
    }

    /// To whom so much is owed, without any event; with an account, told now.
    OrganiserId owed(Money money, PayeeAccount account) {
        var organiser = market.organiser(money.currency().getCurrencyCode());
        owe(organiser, money);
        payouts.tell(organiser, owner(organiser), account);
        return organiser;
    }

    public void owe(OrganiserId organiser, Money money) {
        var world = new AccountCode("test:world:" + money.currency());
        var payable = Orders.payable(organiser, money.currency());
        books.transactions.executeWithoutResult(_ -> {
            books.ledger.open(
                    List.of(Account.unguarded(world, Asset.of(money)), Account.unguarded(payable, Asset.of(money))));
            books.ledger
                    .post(new Journal(
                            new JournalId(UUID.randomUUID()),
                            "test-owed",
                            books.clock.instant(),
                            List.of(Leg.into(world, money), Leg.outOf(payable, money)),
                            Map.of()))
                    .orThrow();
        });
    }

    long on(String account) {
        var code = new AccountCode(account);
        return books.ledger.account(code).isEmpty()
                ? 0
                : books.ledger.balance(code).posted();
    }

    /// A weekday.
    LocalDate day() {
        var day = LocalDate.ofInstant(books.clock.instant(), ZoneId.of("Asia/Tokyo"))
                .plusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }

    public String weekday() {
        return day().toString();
    }

    /// Said by one and confirmed by another.
    Payouts.Noting cameBack(PayoutId payout, Payout.ReturnReason reason) {
        payouts.noteReturned(payout, reason, somebody());
        return payouts.confirmReturned(payout, reason, somebody());
    }

    /// Prepared by one, approved by another, its file taken.
    PayoutRunId handedIn(Currency currency) {
        var id = runId();
        var prepared = payouts.prepare(id, currency, somebody());
        if (!(prepared instanceof Payouts.Preparing.Done)) throw new IllegalStateException(prepared.toString());
        payouts.approve(id, somebody());
        payouts.takeFile(id, somebody(), day());
        return id;
    }
}
