package org.tsudoi.stages.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;
import org.tsudoi.stages.Stages.Change;
import org.tsudoi.stages.Stages.Setting;
import org.tsudoi.stages.Stages.Why;

/// Rows of `stage_rule` and `stage_change`.
@Component
class StageTable {
    private static final int SHOWN_MAX = 200;
    private static final String RULE = """
            select needed, full_members_only, guidelines, fee, currency, tax_percent, set_by, set_at
            from stage_rule order by id desc limit\s""";

    private final JdbcClient jdbc;

    StageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StageRules> rules() {
        return jdbc.sql(RULE + 1).query((row, _) -> rules(row)).optional();
    }

    List<Setting> settings() {
        return jdbc.sql(RULE + SHOWN_MAX)
                .query((row, _) -> new Setting(
                        rules(row),
                        new MemberId(row.getObject("set_by", UUID.class)),
                        row.getTimestamp("set_at").toInstant()))
                .list();
    }

    private static StageRules rules(ResultSet row) throws SQLException {
        return new StageRules(
                row.getBoolean("needed"),
                row.getBoolean("full_members_only"),
                row.getBoolean("guidelines"),
                Money.of(row.getLong("fee"), row.getString("currency")),
                row.getInt("tax_percent"));
    }

    void set(StageRules rules, MemberId by, Instant now) {
        jdbc.sql("""
                        insert into stage_rule
                            (needed, full_members_only, guidelines, fee, currency, tax_percent, set_by, set_at)
                        values (:needed, :fullMembersOnly, :guidelines, :fee, :currency, :tax, :by, :now)""")
                .param("needed", rules.needed())
                .param("fullMembersOnly", rules.fullMembersOnly())
                .param("guidelines", rules.guidelines())
                .param("fee", rules.fee().minorUnits())
                .param("currency", rules.currency().getCurrencyCode())
                .param("tax", rules.taxPercent())
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// All who act for somebody, or lead something, and have no stage of their own yet.
    void keepThoseWhoTeach(Instant now) {
        jdbc.sql("""
                        insert into stage_change (step, member, stage, why, reference, done_by, at)
                        select 'before:' || taught.member, taught.member, 'teach', 'before', '', 'program', :now
                        from (select member_id as member from organiser_person union select member from event_host) taught
                        where exists (select from member m where m.id = taught.member)
                          and not exists (select from stage_change c where c.member = taught.member)
                        on conflict do nothing""").param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /// Nobody else decides about this member, or publishes as one, before the caller's transaction ends.
    void lock(MemberId member) {
        jdbc.sql("select id from member where id = :member for update")
                .param("member", member.value())
                .query(UUID.class)
                .optional();
    }

    /// In the order of their ids; none of them is decided about before the caller's transaction ends.
    void hold(List<MemberId> members) {
        if (members.isEmpty()) return;
        jdbc.sql("select id from member where id = any(:members) order by id for share")
                .param("members", members.stream().map(MemberId::value).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /// The newest first.
    List<Change> history(MemberId member, int max) {
        return jdbc.sql("""
                        select why, reference, done_by, at from stage_change
                        where member = :member order by id desc limit :max""")
                .param("member", member.value())
                .param("max", max)
                .query((row, _) -> {
                    var why = why(row.getString("why"));
                    return new Change(
                            why.to(),
                            why,
                            row.getString("done_by"),
                            row.getString("reference"),
                            row.getTimestamp("at").toInstant());
                })
                .list();
    }

    private static Why why(String word) {
        return Arrays.stream(Why.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    boolean isDone(String step) {
        return jdbc.sql("select exists (select from stage_change where step = :step)")
                .param("step", step)
                .query(Boolean.class)
                .single();
    }

    /// False when this step was made before.
    boolean add(String step, MemberId member, Stages.Why why, String reference, String by, Instant now) {
        return jdbc.sql("""
                        insert into stage_change (step, member, stage, why, reference, done_by, at)
                        values (:step, :member, :stage, :why, :reference, :by, :now) on conflict do nothing""")
                        .param("step", step)
                        .param("member", member.value())
                        .param("stage", why.to().word())
                        .param("why", why.word())
                        .param("reference", reference)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<MemberId> teaching() {
        return jdbc.sql("""
                        select p.member_id as member from organiser_person p where p.standing = 'OWNER'
                        union
                        select latest.member from (
                            select distinct on (member) member, stage from stage_change order by member, id desc) latest
                        where latest.stage = 'teach'""")
                .query((row, _) -> new MemberId(row.getObject("member", UUID.class)))
                .list();
    }
}
