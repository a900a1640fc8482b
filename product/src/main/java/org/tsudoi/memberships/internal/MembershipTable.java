package org.tsudoi.memberships.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Agreement;
import org.tsudoi.memberships.BillingCalendar;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Ladder;
import org.tsudoi.memberships.LeavingRefund;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Membership.EndReason;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships.Change;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.PayBy;

/// Rows of `membership` and `membership_event`.
@Component
class MembershipTable {
    private static final String COLUMNS = """
            select id, plan, member, joined_at, zone, joined_on, billing_day, first_month, leaving, retries, access_days, end_days,
                   pay_by, pay_reference, state, last_period, pay_before, step, since, stopped, resumes, course, at, why, warned
            from membership
            """;

    private final JdbcClient jdbc;
    private final HistoryTable history;

    MembershipTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.history = new HistoryTable(jdbc, "membership_event", "membership_id");
    }

    /// False when this member is in it, or has this id already.
    boolean insert(Membership.Joining joining, PayBy by, String agreed, Instant now) {
        var agreement = joining.agreement();
        int added = jdbc.sql("""
                        insert into membership (id, plan, member, joined_at, zone, joined_on, billing_day, first_month, leaving, retries,
                            access_days, end_days, pay_by, pay_reference, state, last_period, pay_before, next_at, agreed)
                        values (:id, :plan, :member, :joined_at, :zone, :joined_on, :day, :first, :leaving, :retries, :access, :end, :by,
                            :reference, 'joining', -1, :before, :joined_at, :agreed)
                        on conflict do nothing
                        """)
                .param("id", joining.id().value())
                .param("plan", agreement.plan().value())
                .param("member", agreement.member().value())
                .param("joined_at", Columns.of(agreement.joinedAt()))
                .param("zone", agreement.zone().getId())
                .param("joined_on", agreement.calendar().joinedOn())
                .param("day", agreement.calendar().day())
                .param("first", agreement.firstMonth().word())
                .param("leaving", agreement.leaving().word())
                .param("retries", Columns.numbers(agreement.ladder().retries()))
                .param("access", agreement.ladder().access())
                .param("end", agreement.ladder().end())
                .param("by", Columns.word(by))
                .param("reference", Columns.reference(by), Types.VARCHAR)
                .param("before", Columns.of(joining.payBefore()))
                .param("agreed", agreed)
                .update();
        if (added == 0) return false;
        history.note(joining.id().value(), null, "joining", agreement.member().toString(), "joined", now);
        return true;
    }

    Optional<KeptMembership> find(MembershipId id) {
        return one("where id = :id", id);
    }

    /// Locked until the transaction ends.
    Optional<KeptMembership> lock(MembershipId id) {
        return one("where id = :id for no key update", id);
    }

    private Optional<KeptMembership> one(String which, MembershipId id) {
        return jdbc.sql(COLUMNS + which)
                .param("id", id.value())
                .query((row, _) -> kept(row))
                .optional();
    }

    Optional<Membership> running(MonthlyPlanId plan, MemberId member) {
        return jdbc.sql(COLUMNS + "where plan = :plan and member = :member and state <> 'ended'")
                .param("plan", plan.value())
                .param("member", member.value())
                .query((row, _) -> kept(row).membership())
                .optional();
    }

    List<Membership> all(Collection<MembershipId> ids) {
        return jdbc.sql(COLUMNS + "where id = any(:ids)")
                .param("ids", ids.stream().map(MembershipId::value).toArray(UUID[]::new))
                .query((row, _) -> kept(row).membership())
                .list();
    }

    boolean hadFreeMonth(MonthlyPlanId plan, MemberId member) {
        return jdbc.sql("""
                        select exists (
                            select from membership where plan = :plan and member = :member and first_month = 'free'
                        )
                        """)
                .param("plan", plan.value())
                .param("member", member.value())
                .query(Boolean.class)
                .single();
    }

    List<Membership> of(MemberId member) {
        return jdbc.sql(COLUMNS + "where member = :member order by joined_at desc, id limit 500")
                .param("member", member.value())
                .query((row, _) -> kept(row).membership())
                .list();
    }

    List<Membership> in(MonthlyPlanId plan, int skipped, int max) {
        return jdbc.sql(COLUMNS + """
                        where plan = :plan and state <> 'ended' order by joined_at, id offset :skipped limit :max
                        """)
                .param("plan", plan.value())
                .param("skipped", skipped)
                .param("max", max)
                .query((row, _) -> kept(row).membership())
                .list();
    }

    /// @param at since when something is to be done
    record Due(MembershipId id, Instant at) {}

    /// Those with something to be done, the longest due first.
    List<Due> due(Instant now, @Nullable Due after, int max) {
        return jdbc.sql("""
                        select id, next_at from membership
                        where next_at <= :now and (:id::uuid is null or (next_at, id) > (:at::timestamptz, :id::uuid))
                        order by next_at, id limit :max
                        """)
                .param("now", Columns.of(now))
                .param("id", after == null ? null : after.id().value(), Types.OTHER)
                .param("at", after == null ? null : Columns.of(after.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("max", max)
                .query((row, _) -> new Due(new MembershipId(Columns.uuid(row, "id")), Columns.instant(row, "next_at")))
                .list();
    }

    long countRunning() {
        return jdbc.sql("select count(*) from membership where state <> 'ended'")
                .query(Long.class)
                .single();
    }

    long countDueBefore(Instant moment) {
        return jdbc.sql("select count(*) from membership where next_at < :moment")
                .param("moment", Columns.of(moment))
                .query(Long.class)
                .single();
    }

    void rest(MembershipId id, @Nullable Instant until) {
        jdbc.sql("update membership set next_at = :until where id = :id and next_at is distinct from :until")
                .param("id", id.value())
                .param("until", Columns.of(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    void warned(MembershipId id, int period) {
        jdbc.sql("update membership set warned = :period where id = :id")
                .param("id", id.value())
                .param("period", period)
                .update();
    }

    void payBy(MembershipId id, PayBy by) {
        jdbc.sql("update membership set pay_by = :by, pay_reference = :reference where id = :id")
                .param("id", id.value())
                .param("by", Columns.word(by))
                .param("reference", Columns.reference(by), Types.VARCHAR)
                .update();
    }

    /// @throws IllegalStateException when it is not in the state it comes from any more
    void move(Membership from, Membership to, String who, String why, Instant now) {
        var written = Written.of(to);
        int changed = jdbc.sql("""
                        update membership
                        set state = :to, last_period = :last, pay_before = :before, step = :step, since = :since, stopped = :stopped,
                            resumes = :resumes, course = :course, at = :at, why = :why, next_at = :now
                        where id = :id and state = :from
                        """)
                .param("to", Columns.state(to))
                .param("last", to.lastPeriod())
                .param("before", Columns.of(written.payBefore), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("step", written.step, Types.INTEGER)
                .param("since", written.since, Types.DATE)
                .param("stopped", written.stopped, Types.BOOLEAN)
                .param("resumes", written.resumes, Types.INTEGER)
                .param("course", written.course, Types.VARCHAR)
                .param("at", Columns.of(written.at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", written.why, Types.VARCHAR)
                .param("now", Columns.of(now))
                .param("id", to.id().value())
                .param("from", Columns.state(from))
                .update();
        Columns.moved(changed, from.id(), Columns.state(from));
        history.note(from.id().value(), Columns.state(from), Columns.state(to), who, why, now);
    }

    List<Change> history(MembershipId id) {
        return history.of(id.value());
    }

    private record Written(
            @Nullable Instant payBefore,
            @Nullable Integer step,
            @Nullable LocalDate since,
            @Nullable Boolean stopped,
            @Nullable Integer resumes,
            @Nullable String course,
            @Nullable Instant at,
            @Nullable String why) {
        private static final Written NOTHING = new Written(null, null, null, null, null, null, null, null);

        static Written of(Membership membership) {
            return switch (membership) {
                case Membership.Joining it -> new Written(it.payBefore(), null, null, null, null, null, null, null);
                case Membership.Trial _, Membership.Active _ -> NOTHING;
                case Membership.Leaving it -> new Written(null, null, null, null, it.resumes(), null, null, null);
                case Membership.PastDue it ->
                    new Written(null, it.step(), it.since(), it.stopped(), null, null, null, null);
                case Membership.Paused it -> new Written(null, null, null, null, it.resumes(), null, null, null);
                case Membership.Suspended it ->
                    new Written(
                            null,
                            null,
                            null,
                            null,
                            resumes(it.course()),
                            Columns.state(it.course()),
                            it.at(),
                            it.why());
                case Membership.Ended it ->
                    new Written(
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            it.at(),
                            it.why().word());
            };
        }

        private static @Nullable Integer resumes(Membership.Course course) {
            return switch (course) {
                case Membership.Course.Renewing() -> null;
                case Membership.Course.Pausing(int resumes) -> resumes;
                case Membership.Course.Ending(var resumes) -> resumes;
            };
        }
    }

    private static KeptMembership kept(ResultSet row) throws SQLException {
        @Nullable Integer warned = Columns.nullableNumber(row, "warned");
        return new KeptMembership(membership(row), Columns.payBy(row, "pay_reference"), warned == null ? -1 : warned);
    }

    private static Membership membership(ResultSet row) throws SQLException {
        var id = new MembershipId(Columns.uuid(row, "id"));
        var agreement = agreement(row);
        int last = row.getInt("last_period");
        return switch (Columns.text(row, "state")) {
            case "joining" -> new Membership.Joining(id, agreement, Columns.instant(row, "pay_before"));
            case "trial" -> new Membership.Trial(id, agreement);
            case "active" -> new Membership.Active(id, agreement, last);
            case "past_due" ->
                new Membership.PastDue(
                        id,
                        agreement,
                        last + 1,
                        row.getInt("step"),
                        Columns.date(row, "since"),
                        row.getBoolean("stopped"));
            case "paused" -> new Membership.Paused(id, agreement, last, row.getInt("resumes"));
            case "leaving" -> new Membership.Leaving(id, agreement, last, Columns.nullableNumber(row, "resumes"));
            case "suspended" ->
                new Membership.Suspended(
                        id, agreement, last, course(row), Columns.instant(row, "at"), Columns.text(row, "why"));
            case "ended" ->
                new Membership.Ended(
                        id,
                        agreement,
                        last,
                        Columns.instant(row, "at"),
                        Columns.word(EndReason.class, Columns.text(row, "why")));
            default -> throw new IllegalStateException("no membership is " + Columns.text(row, "state"));
        };
    }

    private static Membership.Course course(ResultSet row) throws SQLException {
        return switch (Columns.text(row, "course")) {
            case "renewing" -> new Membership.Course.Renewing();
            case "pausing" -> new Membership.Course.Pausing(row.getInt("resumes"));
            case "ending" -> new Membership.Course.Ending(Columns.nullableNumber(row, "resumes"));
            default -> throw new IllegalStateException("nobody goes on " + Columns.text(row, "course"));
        };
    }

    private static Agreement agreement(ResultSet row) throws SQLException {
        return new Agreement(
                new MonthlyPlanId(Columns.uuid(row, "plan")),
                new MemberId(row.getObject("member", UUID.class)),
                Columns.instant(row, "joined_at"),
                ZoneId.of(Columns.text(row, "zone")),
                new BillingCalendar(Columns.date(row, "joined_on"), row.getInt("billing_day")),
                Columns.word(FirstMonth.class, Columns.text(row, "first_month")),
                Columns.word(LeavingRefund.class, Columns.text(row, "leaving")),
                new Ladder(Columns.numbers(row, "retries"), row.getInt("access_days"), row.getInt("end_days")));
    }
}
