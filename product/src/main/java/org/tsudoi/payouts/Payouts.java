package org.tsudoi.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tsudoi.banking.Fault;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;

/// Pays organisers what the books owe them. Each verb runs in a transaction of its own or joins the caller's. Who may
/// prepare and approve is for the caller to know; that they are two people is seen to here.
public interface Payouts {
    List<Currency> CURRENCIES = List.of(Currency.getInstance("JPY"), Currency.getInstance("THB"));

    /// Events are sold in these, too, and no file of ours can pay them out: what is owed is shown, and paid by the
    /// operator's own means.
    List<Currency> NOT_PAID_OUT = List.of(Currency.getInstance("USD"), Currency.getInstance("EUR"));

    /// What is owed to organisers in the currencies that no file pays out, by the most; without those of which
    /// that is nothing.
    List<Held> held();

    record Held(OrganiserId organiser, Money owed) {}

    Balance balance(OrganiserId organiser, Currency currency);

    /// @param owed      what the books owe the organiser; below zero when the organiser owes us
    /// @param notYetDue of it, what was paid for events that are not over long enough
    /// @param held      of it, what waits until something is cleared up
    /// @param available what the next run can pay, never below zero
    /// @param onItsWay  in runs, neither paid nor back yet
    record Balance(Money owed, Money notYetDue, Money held, Money available, Money onItsWay) {}

    /// The one that is paid to now.
    Optional<ToldAccount> account(OrganiserId organiser, Currency currency);

    /// All that there were, the newest first.
    List<ToldAccount> accounts(OrganiserId organiser, Currency currency);

    record ToldAccount(PayeeAccountId id, OrganiserId organiser, PayeeAccount account, MemberId by, Instant at) {}

    /// Until when a changed account keeps payouts waiting.
    Optional<Instant> heldUntil(OrganiserId organiser, Currency currency);

    /// By an owner only: others find nothing. The same account again changes nothing.
    ToldAccount tell(OrganiserId organiser, MemberId by, PayeeAccount account);

    /// Who would get what by a run that this person prepared now.
    Proposal propose(Currency currency, MemberId by);

    record Proposal(Currency currency, List<Share> shares, List<LeftOut> leftOut, List<GivenBack> refunds) {
        public Proposal {
            shares = List.copyOf(shares);
            leftOut = List.copyOf(leftOut);
            refunds = List.copyOf(refunds);
        }

        public boolean paysNobody() {
            return shares.isEmpty() && refunds.isEmpty();
        }

        public Money total() {
            var back = refunds.stream().map(GivenBack::amount).reduce(Money.zero(currency), Money::plus);
            return shares.stream().map(Share::amount).reduce(back, Money::plus);
        }
    }

    /// @param amount what arrives, the fee off
    record Share(OrganiserId organiser, PayeeAccountId account, Money amount, Money fee) {}

    /// A refund that its provider cannot give back.
    record GivenBack(RefundId refund, String orderReference, BuyerAccountId account, Money amount) {}

    /// @param available without looking at why not; below zero when the organiser owes us
    record LeftOut(OrganiserId organiser, LeftOutReason why, Money available) {}

    enum LeftOutReason {
        OWES_US,
        NOT_YET_DUE,
        BELOW_MINIMUM,
        NO_ACCOUNT,
        HELD_AFTER_CHANGE,
        /// It is theirs who prepares, or they told the account.
        OF_WHO_PREPARES,
        /// A payout came back from the account that is still the one to pay to.
        CAME_BACK,
        /// No file can name the holder of the account.
        UNWRITABLE,
        /// An owner is suspended or expelled: buyers may still dispute what they paid.
        HELD_FOR_DISPUTES
    }

    Preparing prepare(PayoutRunId id, Currency currency, MemberId by);

    sealed interface Preparing {
        record Done(PayoutRun run) implements Preparing {}

        record NothingToPay() implements Preparing {}

        /// One of this currency is to be approved or discarded first.
        record AnotherIsPrepared(PayoutRunId run) implements Preparing {}
    }

    /// Whether this run pays an organiser of theirs, an account that they told, or them as a buyer: then they neither
    /// approve it nor note what became of it.
    boolean isPaidBy(PayoutRunId run, MemberId member);

    Deciding approve(PayoutRunId id, MemberId by);

    /// Before its file was taken.
    Deciding discard(PayoutRunId id, MemberId by);

    sealed interface Deciding {
        record Done(PayoutRun run) implements Deciding {}

        /// Who prepared it does not approve it.
        record SamePerson() implements Deciding {}

        /// Who is paid by it does not approve it.
        record PaidByIt() implements Deciding {}

        /// An organiser has told another account since it was prepared: it is to be discarded.
        record AccountChanged() implements Deciding {}

        /// Somebody was faster, or it is too late.
        record DecidedBefore(PayoutRun run) implements Deciding {}
    }

    /// Whether there is an account of ours to pay from, so that a file can be made.
    boolean canMakeFiles(Currency currency);

    /// The file for the bank. It is made when it is taken first, which hands the run in, and stays the same.
    ///
    /// @param on when the bank is to transfer; what was said first holds
    TakingFile takeFile(PayoutRunId id, MemberId by, LocalDate on);

    /// That somebody has its file now and takes it to the bank.
    void noteTaken(PayoutRunId id, MemberId by);

    /// Whether anybody has: until then the file is only made.
    boolean isTaken(PayoutRunId id);

    sealed interface TakingFile {
        /// A class and no record, as bytes are not compared by their contents in one.
        final class Taken implements TakingFile {
            private final String name;
            private final byte[] bytes;

            public Taken(String name, byte[] bytes) {
                this.name = name;
                this.bytes = bytes.clone();
            }

            public String name() {
                return name;
            }

            public byte[] bytes() {
                return bytes.clone();
            }
        }

        record NotApproved(PayoutRun run) implements TakingFile {}

        /// No law asks for it any more; its hash is still known.
        record Forgotten() implements TakingFile {}

        record NoOwnAccount() implements TakingFile {}

        /// As for [Deciding].
        record AccountChanged() implements TakingFile {}

        /// No weekday, before today or more than a month ahead.
        record NotThatDay() implements TakingFile {}

        record Unwritable(List<Fault> faults) implements TakingFile {}
    }

    /// By hand, for what the bank's files do not tell.
    Noting notePaid(PayoutId id, MemberId by);

    /// Says that it came back, which another person confirms. Said again, the newest is to be confirmed.
    Noting noteReturned(PayoutId id, Payout.ReturnReason reason, MemberId by);

    /// @param reason as it was said; another one confirms nothing
    Noting confirmReturned(PayoutId id, Payout.ReturnReason reason, MemberId by);

    /// What was said to be back and waits for another person.
    Map<PayoutId, Payout.SaidToBeBack> toConfirm(PayoutRunId run);

    /// Those whose organisers have told another account since.
    Set<PayoutId> toFormerAccounts(PayoutRunId run);

    sealed interface Noting {
        record Done(Payout payout) implements Noting {}

        /// Somebody else has to confirm it.
        record ToConfirm(Payout payout) implements Noting {}

        /// Who said so does not confirm it.
        record SamePerson() implements Noting {}

        /// Whom the run pays notes nothing of it.
        record PaidByIt() implements Noting {}

        record NotNow(Payout payout) implements Noting {}
    }

    /// What moved on what is owed, by month of that zone, the newest first, for the last twelve of them.
    List<Month> months(OrganiserId organiser, Currency currency, ZoneId zone);

    /// @param sums of all sorts; below zero is what the organiser has less
    record Month(YearMonth month, Map<Sort, Money> sums) {
        public Month {
            sums = Map.copyOf(sums);
        }

        public Money of(Sort sort) {
            return Objects.requireNonNull(sums.get(sort));
        }
    }

    /// What moves what an organiser is owed, by kind of journal, in the order in which it is read.
    enum Sort {
        SALES("payment-captured", "points-spent", "points-sold", "points-bonus-reversed", "points-bonus-restored"),
        REFUNDS(
                "refund-requested",
                "refund-taken-by-bank",
                "points-returned",
                "points-taken",
                "points-paid-back",
                "points-lost-covered",
                "dispute-taken",
                "dispute-returned"),
        PROVIDER_FEES("payment-fee", "dispute-fee"),
        PLATFORM_FEES("platform-fee", "platform-fee-returned"),
        TRANSFER_FEES("payout-fee", "payout-fee-returned"),
        PAYOUTS("payout-prepared", "payout-discarded", "payout-returned"),
        /// What the organiser has already.
        CASH("cash-kept", "cash-given-back"),
        /// What stood on other books before these.
        OTHER("opening-balance");

        private final List<String> kinds;

        Sort(String... kinds) {
            this.kinds = List.of(kinds);
        }

        public static Sort of(String kind) {
            return Stream.of(values())
                    .filter(sort -> sort.kinds.contains(kind))
                    .findFirst()
                    .orElse(OTHER);
        }

        /// Every kind of journal that moves it.
        public static List<String> kinds() {
            return Stream.of(values()).flatMap(sort -> sort.kinds.stream()).toList();
        }
    }

    /// What the bank says of a baht run by pain.002. Of what it is silent about nothing is known.
    ReadingReport readReport(PayoutRunId id, byte[] report);

    sealed interface ReadingReport {
        /// @param paid     that are paid by this
        /// @param returned that the bank refused
        /// @param open     that it has said nothing final of
        /// @param contradicted that it refuses although they are paid; a person has to ask the bank
        record Read(int paid, int returned, int open, int contradicted) implements ReadingReport {}

        record Unreadable(List<Fault> faults) implements ReadingReport {}

        /// It is about another message.
        record OfAnotherRun() implements ReadingReport {}
    }

    Optional<PayoutRun> run(PayoutRunId id);

    /// The newest first.
    List<PayoutRun> runs(int max);

    Optional<Payout> payout(PayoutId id);

    /// By number.
    List<Payout> of(PayoutRunId run);

    /// Where the payouts of a run go; without accounts that were erased.
    Map<PayoutId, PaidTo> accountsOf(PayoutRunId run);

    record PaidTo(PayeeAccount account, Instant toldAt) {}

    /// The newest first.
    List<Payout> of(OrganiserId organiser, int max);

    /// What happened to a run and its payouts, the oldest first.
    List<Happened> history(PayoutRunId run);

    /// @param who a member's id, or `bank`
    record Happened(Instant at, Optional<PayoutId> payout, String who, String what) {}
}
