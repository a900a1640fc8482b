package org.tsudoi.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Currency;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.House;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.NewOrganiser;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.stages.Guideline;
import org.tsudoi.stages.Guidelines;
import org.tsudoi.stages.StageRules;
import org.tsudoi.stages.Stages;

/// What whoever runs the instance settles before anybody sells: who sells for the house, the guidelines, the stage.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Ruling {
    private static final StageRules RULES = new StageRules(true, false, true, Money.jpy(27_500), 10);

    private final Organisers organisers;
    private final House house;
    private final Guidelines guidelines;
    private final Stages stages;
    private final Organising people;
    private final Clock clock;

    Ruling(
            Organisers organisers,
            House house,
            Guidelines guidelines,
            Stages stages,
            Organising people,
            Clock clock) {
        this.organisers = organisers;
        this.house = house;
        this.guidelines = guidelines;
        this.stages = stages;
        this.people = people;
        this.clock = clock;
    }

    /// Once the studios are there: who runs them teaches from before.
    void settle(Story story) {
        var runs = story.people().stream()
                .filter(person -> "operator".equals(person.role()))
                .findFirst()
                .orElseThrow();
        var operator = people.arrive(runs).id();
        found(runs, operator);
        var words = new Guideline.Words(text("ja"), text("en"), text("th"));
        var written = guidelines.write(words, clock.instant(), operator);
        for (var studio : story.studios()) {
            guidelines.accept(people.arrive(story.person(studio.owner())).id(), written.version());
        }
        guidelines.accept(operator, written.version());
        stages.set(RULES, operator);
    }

    private void found(Story.Person runs, MemberId operator) {
        var wish = new NewOrganiser("tsudoi", "集い事務局", Currency.getInstance("JPY"), "JP", "");
        switch (organisers.start(operator, wish)) {
            case Organisers.Start.Started(var started) -> {
                organisers.showLegally(
                        started.id(),
                        new LegalDisplay(
                                new PersonName("集い事務局"), Optional.of("東京都千代田区丸の内 1-1-1"), false, runs.address()));
                house.choose(started.id(), operator);
            }
            case Organisers.Start.SlugTaken _ -> throw new IllegalStateException(wish.slug() + " is taken");
        }
    }

    private static String text(String language) {
        try (var file = new ClassPathResource("demo/guidelines_" + language + ".txt").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
