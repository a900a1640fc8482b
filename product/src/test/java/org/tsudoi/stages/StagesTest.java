package org.tsudoi.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Who teaches and who only learns, held by the type and by the database.
@ProductTest
class StagesTest {
    private static final Guideline.Words WORDS = new Guideline.Words("約束\n時間を守る", "Promise\nBe on time", "สัญญา");

    private final Stages stages;
    private final Teaching teaching;
    private final Guidelines guidelines;
    private final StageSetting setting;
    private final Events events;
    private final Market market;
    private final JdbcClient sql;
    private final TestClock clock;

    StagesTest(
            Stages stages,
            Teaching teaching,
            Guidelines guidelines,
            StageSetting setting,
            Events events,
            Market market,
            JdbcClient sql,
            TestClock clock) {
        this.stages = stages;
        this.teaching = teaching;
        this.guidelines = guidelines;
        this.setting = setting;
        this.events = events;
        this.market = market;
        this.sql = sql;
        this.clock = clock;
    }

    @AfterEach
    void everybodyMayTeach() {
        setting.none();
    }

    private EventId draft(OrganiserId organiser) {
        var told = market.event(market.organiser(), 5, Duration.ofDays(3)).particulars();
        return events.draft(new Event.Particulars(
                organiser,
                events.freeSlug("Stages"),
                told.presentation(),
                told.schedule(),
                told.sale()
                        .withPlans(java.util.List.of(
                                market.plan(org.tsudoi.offerings.Plan.Kind.ONCE, Money.jpy(1000), 1))),
                told.venue(),
                0));
    }

    /// One who begins when the stage is needed already.
    private OrganiserId learner() {
        setting.set(true, false, false);
        return market.organiser();
    }

    @Test
    void withoutTheRuleEverybodyMayTeach() {
        var draft = draft(market.organiser());
        events.publish(draft);
        assertThat(events.get(draft)).isInstanceOf(Event.Published.class);
    }

    @Test
    void whoTaughtBeforeGoesOnTo() {
        var before = draft(market.organiser());
        var organiser = events.get(before).particulars().organiser();
        setting.set(true, false, false);
        assertThat(stages.of(setting.owner(organiser))).isEqualTo(Stage.TEACH);
        assertThat(stages.history(setting.owner(organiser)).getFirst().why()).isEqualTo(Stages.Why.BEFORE);
        events.publish(before);
    }

    @Test
    void whoLearnsMakesNothingPublicAndTheDatabaseSaysSoToo() {
        var event = draft(market.organiser());
        setting.set(true, false, false);
        var learner = market.organiser();
        sql.sql("update event set organiser = :organiser where id = :id")
                .param("organiser", learner.value())
                .param("id", event.value())
                .update();
        assertThat(teaching.hinders(learner)).contains(Hindrance.STAGE);
        assertThatThrownBy(() -> events.publish(event))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("stages.error.stage");
        assertThatThrownBy(() -> sql.sql("update event set state = 'published', published_at = :now where id = :id")
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .param("id", event.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("event_is_published_by_who_may");
        assertThat(stages.raise(
                        setting.owner(learner),
                        "came from elsewhere",
                        setting.somebody().id()))
                .isTrue();
        events.publish(event);
        assertThat(events.get(event)).isInstanceOf(Event.Published.class);
    }

    @Test
    void nobodyOpensASalonWhoOnlyLearns() {
        var learner = learner();
        assertThatThrownBy(() -> sql.sql("""
                        insert into monthly_plan (id, organiser, kind, name, about, currency, tax_category, tax_country,
                            tax_percent, first_month, zone, leaving, retries, access_days, end_days, opened_at, opened_by)
                        select gen_random_uuid(), :organiser, 'salon', 'S', '', 'JPY', 'none', 'JP', 0, 'full',
                            'Asia/Tokyo', 'none', '{}', 0, 1, :now, 'test'""".replace("tax_percent, ", "").replace("'JP', 0,", "'JP',"))
                        .param("organiser", learner.value())
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .update())
                .hasMessageContaining("monthly_plan_is_opened_by_who_may");
    }

    @Test
    void oneOfTwoOperatorsRaisesAndNobodyThemselves() throws Exception {
        var learner = setting.owner(learner());
        var one = setting.somebody().id();
        var other = setting.somebody().id();
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> first = () -> stages.raise(learner, "first", one);
            Callable<Boolean> second = () -> stages.raise(learner, "second", other);
            var raised = both.submit(first);
            var raisedToo = both.submit(second);
            assertThat(raised.get() ^ raisedToo.get()).isTrue();
        }
        assertThat(stages.history(learner)).hasSize(1);
        assertThatThrownBy(() -> stages.raise(one, "myself", one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stages.raise(one, " ", other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stages.lower(learner, "as agreed", other)).isTrue();
        assertThat(stages.lower(learner, "as agreed", other)).isFalse();
        assertThat(stages.of(learner)).isEqualTo(Stage.LEARN);
    }

    @Test
    void nothingOfItIsEverChanged() {
        var teacher = setting.owner(learner());
        stages.raise(teacher, "so", setting.somebody().id());
        for (var change : java.util.List.of(
                "update stage_change set stage = 'teach'",
                "delete from stage_change",
                "update stage_rule set fee = 0",
                "delete from guideline_acceptance")) {
            assertThatThrownBy(() -> sql.sql(change).update())
                    .as(change)
                    .isInstanceOf(org.springframework.dao.DataAccessException.class);
        }
        assertThatThrownBy(() -> add(teacher, "paid", "ord_nothing"))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> add(teacher, "raised", "")).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void add(MemberId member, String why, String reference) {
        sql.sql("""
                        insert into stage_change (step, member, stage, why, reference, done_by, at)
                        values (gen_random_uuid()::text, :member, 'teach', :why, :reference, 'test', :now)""")
                .param("member", member.value())
                .param("why", why)
                .param("reference", reference)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /// One test, as the versions of all tests are one list.
    @Test
    void guidelinesAreAcceptedByVersionAndANewOneGivesNotice() {
        var author = setting.somebody().id();
        var teacher = market.organiser();
        var owner = setting.owner(teacher);
        var notice = clock.instant().plus(Guidelines.NOTICE);
        boolean first = guidelines.all().isEmpty();
        var one = guidelines.write(WORDS, first ? clock.instant() : notice, author);
        clock.forward(Guidelines.NOTICE);
        setting.set(false, false, true);
        assertThat(teaching.hinders(teacher)).contains(Hindrance.GUIDELINES);
        assertThatThrownBy(() -> events.publish(draftAs(teacher))).hasMessageContaining("stages.error.guidelines");
        guidelines.accept(owner, one.version());
        guidelines.accept(owner, one.version());
        events.publish(draftAs(teacher));
        // The next one.
        assertThatThrownBy(() -> guidelines.write(WORDS, clock.instant().plus(Duration.ofDays(6)), author))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.sql("""
                        insert into guideline (version, valid_from, text_ja, text_en, text_th, written_by, written_at)
                        select version + 1, :now, 'x', 'x', 'x', written_by, :now from guideline
                        order by version desc limit 1""")
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .update())
                .hasMessageContaining("guideline_gives_notice");
        var next = guidelines.write(WORDS, clock.instant().plus(Guidelines.NOTICE), author);
        assertThat(guidelines.coming()).contains(next);
        assertThat(teaching.hinders(teacher)).isEmpty();
        clock.forward(Guidelines.NOTICE);
        assertThat(teaching.hinders(teacher)).contains(Hindrance.GUIDELINES);
        assertThatThrownBy(() -> guidelines.accept(owner, one.version())).isInstanceOf(Problem.class);
        guidelines.accept(owner, next.version());
        assertThat(teaching.hinders(teacher)).isEmpty();
        assertThat(guidelines.accepted(owner).orElseThrow().guideline().version()).isEqualTo(next.version());
    }

    /// Its plans are made before the rule holds; the event is another's then.
    private EventId draftAs(OrganiserId organiser) {
        setting.none();
        var draft = draft(organiser);
        setting.set(false, false, true);
        return draft;
    }
}
