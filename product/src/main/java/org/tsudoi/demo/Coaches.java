package org.tsudoi.demo;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.finding.FoundBy;
import org.tsudoi.finding.Theme;
import org.tsudoi.finding.Themes;

/// What people who run studios say of themselves, and the themes by which they are found.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Coaches {
    private final Story story;
    private final Organising people;
    private final Themes themes;
    private final CoachPages pages;

    Coaches(Story story, Organising people, Themes themes, CoachPages pages) {
        this.story = story;
        this.people = people;
        this.themes = themes;
        this.pages = pages;
    }

    void keepTopics() {
        int position = 10;
        for (var topic : story.topics()) {
            themes.keep(new Theme(topic.word(), topic.ja(), topic.en(), topic.th(), position, false));
            position += 10;
        }
    }

    void show() {
        for (var coach : story.coaches()) {
            var member = people.arrive(story.person(coach.mail())).id();
            var by = new FoundBy(coach.topics(), coach.words(), coach.languages());
            var told = new CoachPage.Told(
                    coach.name(), coach.headline(), coach.about().strip(), by, List.of(), true);
            pages.keep(member, coach.slug(), told, null);
            pages.show(member);
        }
    }
}
