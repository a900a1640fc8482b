package org.tsudoi.payouts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payouts.BuyerAccountId;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.PayeeAccountId;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutRunId;

/// Rows of `payout`, and of `payout_notice`, by which the bank's notices are heard once.
@Component
class PayoutTable {
    private static final String SELECT = """
            select id, run, organiser, refund, buyer_account, number, account, amount, fee, currency, state, sent_at, paid_at, returned_at, returned_reason,
                discarded_at
            from payout\s""";

    private static final int TIMESTAMPTZ = Types.TIMESTAMP_WITH_TIMEZONE;

    private final JdbcClient jdbc;

    PayoutTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('payout_number')").query(Long.class).single();
    }

    void insert(Payout.Prepared payout) {
        var terms = payout.terms();
        var organiser = terms.payee() instanceof Payee.OfOrganiser it ? it : null;
        var buyer = terms.payee() instanceof Payee.OfBuyer it ? it : null;
        jdbc.sql("""
                        insert into payout (id, run, organiser, account, refund, buyer_account, number, amount, fee, currency, state)
                        values (:id, :run, :organiser, :account, :refund, :buyerAccount, :number, :amount, :fee, :currency, 'prepared')""")
                .param("id", payout.id().value())
                .param("run", terms.run().value())
                .param(
                        "organiser",
                        organiser == null ? null : organiser.organiser().value(),
                        Types.OTHER)
                .param("account", organiser == null ? null : organiser.account().value(), Types.OTHER)
                .param("refund", buyer == null ? null : buyer.refund().value(), Types.OTHER)
                .param("buyerAccount", buyer == null ? null : buyer.account().value(), Types.OTHER)
                .param("number", terms.number())
                .param("amount", terms.amount().minorUnits())
                .param("fee", terms.fee().minorUnits())
                .param("currency", terms.amount().currency().getCurrencyCode())
                .update();
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    ///
    /// @param byHand who says so, where it is not the bank
    void move(Payout from, Payout to, @Nullable MemberId byHand) {
        var times = Times.of(to);
        int changed = jdbc.sql("""
                        update payout set state = :to, sent_at = :sentAt, paid_at = :paidAt, returned_at = :returnedAt,
                            returned_reason = :reason, discarded_at = :discardedAt, noted_by = :byHand
                        where id = :id and state = :from""")
                .param("id", from.id().value())
                .param("from", state(from))
                .param("to", state(to))
                .param("sentAt", Columns.of(times.sent), TIMESTAMPTZ)
                .param("paidAt", Columns.of(times.paid), TIMESTAMPTZ)
                .param("returnedAt", Columns.of(times.returned), TIMESTAMPTZ)
                .param("reason", times.reason, Types.VARCHAR)
                .param("discardedAt", Columns.of(times.discarded), TIMESTAMPTZ)
                .param("byHand", byHand == null ? null : byHand.value(), Types.OTHER)
                .update();
        if (changed != 1) throw new IllegalStateException(from.id() + " is not " + state(from) + " any more");
    }

    private record Times(
            @Nullable Instant sent,
            @Nullable Instant paid,
            @Nullable Instant returned,
            @Nullable String reason,
            @Nullable Instant discarded) {
        static Times of(Payout payout) {
            return switch (payout) {
                case Payout.Prepared _, Payout.Approved _ -> new Times(null, null, null, null, null);
                case Payout.Sent it -> new Times(it.at(), null, null, null, null);
                case Payout.Paid it -> new Times(it.sentAt(), it.at(), null, null, null);
                case Payout.Returned it ->
                    new Times(it.sentAt(), null, it.at(), it.reason().word(), null);
                case Payout.Discarded it -> new Times(null, null, null, null, it.at());
            };
        }
    }

    static String state(Payout payout) {
        return payout.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    Optional<Payout> find(PayoutId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> payout(row))
                .optional();
    }

    List<Payout> of(PayoutRunId run) {
        return jdbc.sql(SELECT + "where run = :run order by number")
                .param("run", run.value())
                .query((row, _) -> payout(row))
                .list();
    }

    /// In the order of their ids, locked. The run is locked before.
    List<Payout> lock(PayoutRunId run) {
        return jdbc.sql(SELECT + "where run = :run order by id for update")
                .param("run", run.value())
                .query((row, _) -> payout(row))
                .list();
    }

    List<Payout> of(OrganiserId organiser, int max) {
        return jdbc.sql(SELECT + "where organiser = :organiser order by number desc limit :max")
                .param("organiser", organiser.value())
                .param("max", max)
                .query((row, _) -> payout(row))
                .list();
    }

    Money onItsWay(OrganiserId organiser, Currency currency) {
        return new Money(
                jdbc.sql("""
                                select coalesce(sum(amount), 0)::bigint from payout
                                where organiser = :organiser and currency = :currency and state in ('prepared', 'approved', 'sent')""")
                        .param("organiser", organiser.value())
                        .param("currency", currency.getCurrencyCode())
                        .query(Long.class)
                        .single(),
                currency);
    }

    /// Whether one of the accounts that a run pays to was told by this person.
    boolean isAnyToldBy(PayoutRunId run, MemberId member) {
        return jdbc.sql("""
                        select exists (select from payout p join payee_account a on a.id = p.account
                            where p.run = :run and a.changed_by = :member)""")
                .param("run", run.value())
                .param("member", member.value())
                .query(Boolean.class)
                .single();
    }

    /// The accounts from which a payout came back; where the bank refused for another reason, the account may be right.
    Map<OrganiserId, List<PayeeAccountId>> cameBackFrom(Currency currency) {
        record Back(OrganiserId organiser, PayeeAccountId account) {}
        return jdbc
                .sql("""
                        select distinct organiser, account from payout
                        where state = 'returned' and returned_reason <> 'refused' and currency = :currency
                            and organiser is not null""")
                .param("currency", currency.getCurrencyCode())
                .query((row, _) -> new Back(
                        new OrganiserId(Columns.uuid(row, "organiser")),
                        new PayeeAccountId(Columns.uuid(row, "account"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Back::organiser, Collectors.mapping(Back::account, Collectors.toUnmodifiableList())));
    }

    /// With the day that the bank was told, and whether notices of the bank stand for it having left and come back.
    record SentOn(Payout payout, LocalDate on, boolean isHeard, boolean isHeardBack) {}

    /// Whatever became of them.
    List<SentOn> sentSince(Currency currency, LocalDate day) {
        return jdbc.sql("""
                        select p.id, p.run, p.organiser, p.refund, p.buyer_account, p.number, p.account, p.amount, p.fee, p.currency, p.state, p.sent_at, p.paid_at,
                            p.returned_at, p.returned_reason, p.discarded_at, r.transfer_on,
                            exists (select from payout_notice n where n.payout = p.id and n.what = 'paid') as heard,
                            exists (select from payout_notice n where n.payout = p.id and n.what = 'returned') as heard_back
                        from payout p join payout_run r on r.id = p.run
                        where p.currency = :currency and p.sent_at is not null and r.transfer_on >= :day order by p.number""")
                .param("currency", currency.getCurrencyCode())
                .param("day", day)
                .query((row, _) -> new SentOn(
                        payout(row),
                        row.getObject("transfer_on", LocalDate.class),
                        row.getBoolean("heard"),
                        row.getBoolean("heard_back")))
                .list();
    }

    /// The amounts that came back, as people say or the bank's report, and that no notice of the bank has shown yet.
    Set<Money> saidToBeBackSince(LocalDate day) {
        return Set.copyOf(jdbc.sql("""
                        select distinct p.amount, p.currency from payout p join payout_run r on r.id = p.run
                        where p.state = 'returned' and r.transfer_on >= :day
                            and not exists (select from payout_notice n where n.payout = p.id and n.what = 'returned')""")
                .param("day", day)
                .query((row, _) -> new Money(row.getLong("amount"), Columns.currency(row)))
                .list());
    }

    boolean isHeard(String identity) {
        return jdbc.sql("select exists (select from payout_notice where identity = :identity)")
                .param("identity", identity)
                .query(Boolean.class)
                .single();
    }

    /// Of the bank's notices with these identities those that stand for a payout.
    Set<String> heardAmong(Collection<String> identities) {
        return Set.copyOf(jdbc.sql("select identity from payout_notice where identity = any(:identities)")
                .param("identities", identities.toArray(String[]::new))
                .query(String.class)
                .set());
    }

    boolean isHeardOf(PayoutId payout, String what) {
        return jdbc.sql("select exists (select from payout_notice where payout = :payout and what = :what)")
                .param("payout", payout.value())
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    /// @param what `paid` or `returned`
    void heard(String identity, PayoutId payout, String what, Instant at) {
        jdbc.sql("insert into payout_notice (identity, payout, what, at) values (:identity, :payout, :what, :at)")
                .param("identity", identity)
                .param("payout", payout.value())
                .param("what", what)
                .param("at", Columns.of(at))
                .update();
    }

    private static Payee payee(ResultSet row) throws SQLException {
        var refund = row.getObject("refund", UUID.class);
        return refund == null
                ? new Payee.OfOrganiser(
                        new OrganiserId(Columns.uuid(row, "organiser")),
                        new PayeeAccountId(Columns.uuid(row, "account")))
                : new Payee.OfBuyer(new RefundId(refund), new BuyerAccountId(Columns.uuid(row, "buyer_account")));
    }

    private static Payout payout(ResultSet row) throws SQLException {
        var id = new PayoutId(Columns.uuid(row, "id"));
        var currency = Columns.currency(row);
        var terms = new Payout.Terms(
                new PayoutRunId(Columns.uuid(row, "run")),
                payee(row),
                row.getLong("number"),
                new Money(row.getLong("amount"), currency),
                new Money(row.getLong("fee"), currency));
        var state = Columns.text(row, "state");
        return switch (state) {
            case "prepared" -> new Payout.Prepared(id, terms);
            case "approved" -> new Payout.Approved(id, terms);
            case "sent" -> new Payout.Sent(id, terms, Columns.instant(row, "sent_at"));
            case "paid" -> new Payout.Paid(id, terms, Columns.instant(row, "sent_at"), Columns.instant(row, "paid_at"));
            case "returned" ->
                new Payout.Returned(
                        id,
                        terms,
                        Columns.instant(row, "sent_at"),
                        Payout.ReturnReason.valueOf(
                                Columns.text(row, "returned_reason").toUpperCase(Locale.ROOT)),
                        Columns.instant(row, "returned_at"));
            case "discarded" -> new Payout.Discarded(id, terms, Columns.instant(row, "discarded_at"));
            default -> throw new IllegalStateException("no payout is " + state);
        };
    }
}
