package org.tsudoi.stages.internal;

import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Stage;
import org.tsudoi.stages.StageNews;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;

/// Who changes the stage of a member locks the member first: of two, the second sees what the first did.
@Component
@Transactional
class KeepingStages implements Stages {
    private static final int HISTORY_MAX = 100;
    private static final String PROGRAM = "program";

    private final StageTable table;
    private final ApplicationEventPublisher news;
    private final Ids ids;
    private final Clock clock;

    KeepingStages(StageTable table, ApplicationEventPublisher news, Ids ids, Clock clock) {
        this.table = table;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public StageRules rules() {
        return table.rules().orElse(StageRules.USUAL);
    }

    @Override
    public void set(StageRules rules, MemberId by) {
        var now = clock.instant();
        if (rules.needed() && !rules().needed()) table.keepThoseWhoTeach(now);
        table.set(rules, by, now);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Setting> settings() {
        return table.settings();
    }

    @Override
    @Transactional(readOnly = true)
    public Stage of(MemberId member) {
        return table.history(member, 1).stream().map(Change::stage).findFirst().orElse(Stage.LEARN);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Change> history(MemberId member) {
        return table.history(member, HISTORY_MAX);
    }

    @Override
    public boolean raise(MemberId member, String reason, MemberId by) {
        return decided(member, Why.RAISED, reason, by);
    }

    @Override
    public boolean lower(MemberId member, String reason, MemberId by) {
        return decided(member, Why.LOWERED, reason, by);
    }

    private boolean decided(MemberId member, Why why, String reason, MemberId by) {
        if (by.equals(member)) throw new IllegalArgumentException("nobody decides about themselves");
        if (reason.isBlank()) throw new IllegalArgumentException("a decision has a reason");
        table.lock(member);
        if (of(member) == why.to()) return false;
        return changed(why.word() + ":" + ids.next(), member, why, reason.strip(), by.toString());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean paid(MemberId member, String order) {
        table.lock(member);
        var step = step(Why.PAID, order);
        if (table.isDone(step)) return true;
        if (of(member) == Stage.TEACH) return false;
        return changed(step, member, Why.PAID, order, PROGRAM);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void feeBack(MemberId member, String order) {
        table.lock(member);
        boolean byThis = table.history(member, 1).stream()
                .anyMatch(latest ->
                        latest.why() == Why.PAID && latest.reference().equals(order));
        if (byThis) changed(step(Why.FEE_BACK, order), member, Why.FEE_BACK, order, PROGRAM);
    }

    private static String step(Why why, String order) {
        return why.word() + ":" + order;
    }

    private boolean changed(String step, MemberId member, Why why, String reference, String by) {
        boolean isNew = table.add(step, member, why, reference, by, clock.instant());
        if (isNew) news.publishEvent(new StageNews.StageChanged(member, why, reference));
        return isNew;
    }
}
