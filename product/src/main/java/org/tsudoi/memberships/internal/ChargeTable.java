package org.tsudoi.memberships.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Charge.WaitsFor;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.memberships.Period;
import org.tsudoi.money.Money;

/// Rows of `membership_charge`, `membership_charge_event` and `membership_try`.
@Component
class ChargeTable {
    private static final String COLUMNS = """
            select id, membership, period, period_from, period_until, whole_from, amount, currency, tax_category, tax_percent, opened_at,
                   unused, state, attempt, waits_for, until, looks, code, remedy, reference, at, back
            from membership_charge
            """;

    /// Made again so often it is no accident.
    static final int OFTEN = 3;

    private final JdbcClient jdbc;
    private final HistoryTable history;

    ChargeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.history = new HistoryTable(jdbc, "membership_charge_event", "charge_id");
    }

    /// The first period first.
    List<Charge> of(MembershipId membership) {
        return jdbc.sql(COLUMNS + "where membership = :id order by period")
                .param("id", membership.value())
                .query((row, _) -> charge(row))
                .list();
    }

    /// Those that may still ask for something: all from this period on, what is not over, and what is to go back.
    List<Charge> alive(MembershipId membership, int from) {
        return jdbc.sql(COLUMNS + """
                        where membership = :id and (period >= :from or state not in ('paid', 'free', 'dropped')
                            or (unused and state = 'paid' and back < amount))
                        order by period
                        """)
                .param("id", membership.value())
                .param("from", from)
                .query((row, _) -> charge(row))
                .list();
    }

    Optional<Charge> find(ChargeId id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id.value())
                .query((row, _) -> charge(row))
                .optional();
    }

    /// The last day of this plan for which a fee was opened.
    Optional<LocalDate> openedTo(MonthlyPlanId plan) {
        return jdbc.sql("""
                        select c.period_from from membership_charge c join membership m on m.id = c.membership
                        where m.plan = :plan order by c.period_from desc limit 1
                        """).param("plan", plan.value()).query(LocalDate.class).optional();
    }

    /// Made again and again, and nobody ever heard of them.
    long countLost() {
        return jdbc.sql("""
                        select count(*) from membership_try t join membership_charge c on c.id = t.charge and c.attempt = t.attempt
                        where t.resends >= :often and c.state <> 'paid'
                        """).param("often", OFTEN).query(Long.class).single();
    }

    long countUnknown() {
        return jdbc.sql("select count(*) from membership_charge where state = 'unknown'")
                .query(Long.class)
                .single();
    }

    /// In the state that it begins in.
    void add(Charge charge, String who) {
        var terms = charge.terms();
        jdbc.sql("""
                        insert into membership_charge (id, membership, period, period_from, period_until, whole_from, amount, currency,
                            tax_category, tax_percent, opened_at, state, attempt)
                        values (:id, :membership, :period, :from, :until, :whole, :amount, :currency, :tax, :percent, :opened, :state,
                            :attempt)
                        """)
                .param("id", charge.id().value())
                .param("membership", terms.membership().value())
                .param("period", terms.period().number())
                .param("from", terms.period().from())
                .param("until", terms.period().until())
                .param("whole", terms.period().wholeFrom())
                .param("amount", terms.amount().minorUnits())
                .param("currency", terms.amount().currency().getCurrencyCode())
                .param("tax", terms.tax().category().word())
                .param("percent", terms.tax().percent())
                .param("opened", Columns.of(terms.openedAt()))
                .param("state", Columns.state(charge))
                .param("attempt", Written.of(charge).attempt)
                .update();
        history.note(charge.id().value(), null, Columns.state(charge), who, "opened", terms.openedAt());
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    void move(Charge from, Charge to, String why, Instant now) {
        var written = Written.of(to);
        int changed = jdbc.sql("""
                        update membership_charge
                        set state = :to, attempt = :attempt, waits_for = :waits, until = :until, looks = :looks, code = :code,
                            remedy = :remedy, reference = :reference, at = :at, back = :back
                        where id = :id and state = :from
                        """)
                .param("to", Columns.state(to))
                .param("attempt", written.attempt)
                .param("waits", written.waitsFor, Types.VARCHAR)
                .param("until", Columns.of(written.until), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("looks", written.looks, Types.INTEGER)
                .param("code", written.code, Types.VARCHAR)
                .param("remedy", written.remedy, Types.VARCHAR)
                .param("reference", written.reference, Types.VARCHAR)
                .param("at", Columns.of(written.at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("back", written.back)
                .param("id", to.id().value())
                .param("from", Columns.state(from))
                .update();
        Columns.moved(changed, from.id(), Columns.state(from));
        history.note(from.id().value(), Columns.state(from), Columns.state(to), "tsudoi", why, now);
    }

    /// Of the periods after this one and before that one, which the member was kept out of.
    void unused(MembershipId membership, int after, int before) {
        jdbc.sql("""
                        update membership_charge set unused = true
                        where membership = :id and period > :after and period < :before and not unused
                        """)
                .param("id", membership.value())
                .param("after", after)
                .param("before", before)
                .update();
    }

    /// A try of a charge; the same one again is counted.
    void sent(ChargeId charge, int attempt, PayBy by, Instant now) {
        jdbc.sql("""
                        insert into membership_try (charge, attempt, pay_by, reference, sent_at, last_sent_at, outcome)
                        values (:charge, :attempt, :by, :reference, :now, :now, 'open')
                        on conflict (charge, attempt) do update
                        set resends = membership_try.resends + 1, last_sent_at = excluded.last_sent_at
                        """)
                .param("charge", charge.value())
                .param("attempt", attempt)
                .param("by", Columns.word(by))
                .param("reference", Columns.reference(by), Types.VARCHAR)
                .param("now", Columns.of(now))
                .update();
    }

    /// What that try was to be paid by.
    Optional<PayBy> sentBy(ChargeId charge, int attempt) {
        return jdbc.sql("select pay_by, reference from membership_try where charge = :charge and attempt = :attempt")
                .param("charge", charge.value())
                .param("attempt", attempt)
                .query((row, _) -> Columns.payBy(row, "reference"))
                .optional();
    }

    /// @param first when it was made for the first time
    /// @param last  when it was made for the last time
    /// @param again how often it was made again
    record Sending(Instant first, Instant last, int again) {}

    Sending sending(ChargeId charge, int attempt) {
        return jdbc.sql("""
                        select sent_at, last_sent_at, resends from membership_try where charge = :charge and attempt = :attempt
                        """)
                .param("charge", charge.value())
                .param("attempt", attempt)
                .query((row, _) -> new Sending(
                        Columns.instant(row, "sent_at"), Columns.instant(row, "last_sent_at"), row.getInt("resends")))
                .single();
    }

    /// Those of which money may be heard: not what went back already.
    List<Integer> tries(ChargeId charge) {
        return jdbc.sql(
                        "select attempt from membership_try where charge = :id and outcome <> 'returned' order by attempt")
                .param("id", charge.value())
                .query((row, _) -> row.getInt("attempt"))
                .list();
    }

    /// The one payment of a charge is that of this try: no other one is open any more.
    void taken(ChargeId charge, int attempt, Instant now) {
        jdbc.sql("""
                        update membership_try set outcome = 'refused', answered_at = :now
                        where charge = :charge and attempt <> :attempt and outcome = 'open'
                        """)
                .param("now", Columns.of(now))
                .param("charge", charge.value())
                .param("attempt", attempt)
                .update();
        answered(charge, attempt, "taken", now);
    }

    void refused(ChargeId charge, int attempt, Instant now) {
        answered(charge, attempt, "refused", now);
    }

    /// False when it was known to have gone back.
    boolean returned(ChargeId charge, int attempt, Instant now) {
        return answered(charge, attempt, "returned", now) == 1;
    }

    private int answered(ChargeId charge, int attempt, String outcome, Instant now) {
        return jdbc.sql("""
                        update membership_try set outcome = :outcome, answered_at = :now
                        where charge = :charge and attempt = :attempt and outcome not in ('taken', 'returned')
                        """)
                .param("outcome", outcome)
                .param("now", Columns.of(now))
                .param("charge", charge.value())
                .param("attempt", attempt)
                .update();
    }

    private record Written(
            int attempt,
            @Nullable String waitsFor,
            @Nullable Instant until,
            @Nullable Integer looks,
            @Nullable String code,
            @Nullable String remedy,
            @Nullable String reference,
            @Nullable Instant at,
            long back) {
        static Written of(Charge charge) {
            return switch (charge) {
                case Charge.Due it -> new Written(it.attempt(), null, null, null, null, null, null, null, 0);
                case Charge.Sent it -> new Written(it.attempt(), null, null, null, null, null, null, it.at(), 0);
                case Charge.Unknown it ->
                    new Written(it.attempt(), null, it.lookAt(), it.looks(), it.why(), null, null, null, 0);
                case Charge.Waiting it ->
                    new Written(it.attempt(), it.what().word(), it.until(), null, null, null, null, null, 0);
                case Charge.Declined it ->
                    new Written(
                            it.attempt(),
                            null,
                            null,
                            null,
                            it.code(),
                            it.remedy().word(),
                            null,
                            it.at(),
                            0);
                case Charge.Paid it ->
                    new Written(
                            it.attempt(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            it.reference(),
                            it.at(),
                            it.back().minorUnits());
                case Charge.Free _ -> new Written(0, null, null, null, null, null, null, null, 0);
                case Charge.Dropped it -> new Written(it.attempt(), null, null, null, null, null, null, it.at(), 0);
            };
        }
    }

    private static Charge charge(ResultSet row) throws SQLException {
        var id = new ChargeId(Columns.uuid(row, "id"));
        var terms = terms(row);
        int attempt = row.getInt("attempt");
        return switch (Columns.text(row, "state")) {
            case "due" -> new Charge.Due(id, terms, attempt);
            case "sent" -> new Charge.Sent(id, terms, attempt, Columns.instant(row, "at"));
            case "unknown" ->
                new Charge.Unknown(
                        id,
                        terms,
                        attempt,
                        Columns.text(row, "code"),
                        row.getInt("looks"),
                        Columns.instant(row, "until"));
            case "waiting" ->
                new Charge.Waiting(
                        id,
                        terms,
                        attempt,
                        Columns.word(WaitsFor.class, Columns.text(row, "waits_for")),
                        Columns.instant(row, "until"));
            case "declined" ->
                new Charge.Declined(
                        id,
                        terms,
                        attempt,
                        Columns.text(row, "code"),
                        Columns.word(Charge.Remedy.class, Columns.text(row, "remedy")),
                        Columns.instant(row, "at"));
            case "paid" ->
                new Charge.Paid(
                        id,
                        terms,
                        attempt,
                        Columns.text(row, "reference"),
                        Columns.instant(row, "at"),
                        new Money(row.getLong("back"), terms.amount().currency()));
            case "free" -> new Charge.Free(id, terms);
            case "dropped" -> new Charge.Dropped(id, terms, attempt, Columns.instant(row, "at"));
            default -> throw new IllegalStateException("no charge is " + Columns.text(row, "state"));
        };
    }

    private static Charge.Terms terms(ResultSet row) throws SQLException {
        return new Charge.Terms(
                new MembershipId(Columns.uuid(row, "membership")),
                new Period(
                        row.getInt("period"),
                        Columns.date(row, "period_from"),
                        Columns.date(row, "period_until"),
                        Columns.date(row, "whole_from")),
                new Money(row.getLong("amount"), Currency.getInstance(Columns.text(row, "currency"))),
                Columns.tax(row),
                Columns.instant(row, "opened_at"),
                row.getBoolean("unused"));
    }
}
