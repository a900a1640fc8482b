package org.tsudoi.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.bench.crash.Answer.Kind;
import org.tsudoi.bench.crash.Story.Known;
import org.tsudoi.bench.crash.Wish.Part;

class StoryTest {
    private static final Answer DONE = new Answer(Kind.DONE, "7@1");
    private static final Answer AGAIN = new Answer(Kind.AGAIN, "7@1");
    private static final Answer REFUSED = new Answer(Kind.REFUSED, "below-floor");

    private final Story story = new Story(new Wish.Release(UUID.randomUUID()));

    @Test
    void itIsOpenUntilItIsAnswered() {
        assertThat(story.known()).isEqualTo(Known.OPEN);
        story.heard(List.of(Answer.NONE));
        assertThat(story.known()).isEqualTo(Known.OPEN);
        story.heard(List.of(REFUSED, Answer.NONE));
        assertThat(story.known()).isEqualTo(Known.OPEN);
        story.heard(List.of(REFUSED));
        assertThat(story.known()).isEqualTo(Known.REFUSED);
        story.heard(List.of(Answer.NONE, AGAIN));
        assertThat(story.known()).isEqualTo(Known.ON_THE_BOOKS);
        assertThat(story.first()).contains("7@1");
        assertThat(story.contradiction()).isEmpty();
    }

    @Test
    void identicalCallsAreDoneOnceAndToldTheSame() {
        story.heard(List.of(AGAIN, DONE, AGAIN));
        assertThat(story.contradiction()).isEmpty();
        story.heard(List.of(DONE));
        assertThat(story.contradiction())
                .hasValueSatisfying(words -> assertThat(words).contains("done twice"));
    }

    @Test
    void anotherPlaceOrARefusalAfterwardsIsAContradiction() {
        story.heard(List.of(DONE, new Answer(Kind.AGAIN, "8@1")));
        assertThat(story.contradiction()).isPresent();
        var other = new Story(story.wish());
        other.heard(List.of(DONE));
        other.heard(List.of(REFUSED));
        assertThat(other.contradiction()).isPresent();
    }

    @Test
    void wishesAndAnswersAreTheSameAfterTheirWayAsText() {
        var legs = List.of(new Part("crash:open:1", -5), new Part("crash:till:0", 5));
        var post = new Wish.Post(UUID.randomUUID(), legs);
        for (var wish : List.of(
                post,
                new Wish.Linked(post, new Wish.Post(UUID.randomUUID(), legs)),
                new Wish.Place(UUID.randomUUID(), legs),
                new Wish.Settle(UUID.randomUUID(), UUID.randomUUID(), List.of()),
                new Wish.Settle(UUID.randomUUID(), UUID.randomUUID(), legs),
                story.wish(),
                new Wish.Verify())) {
            assertThat(Wish.parse(wish.words())).isEqualTo(wish);
        }
        for (var answer : List.of(DONE, AGAIN, REFUSED, Answer.NONE)) {
            assertThat(Answer.parse(answer.line())).isEqualTo(answer);
        }
    }
}
