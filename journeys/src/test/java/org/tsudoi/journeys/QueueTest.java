package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// A rush where two may come at once and one each second after that.
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueTest {
    private static final int AHEAD = 12;

    private final Chromium chromium;
    private World world;

    QueueTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeAll
    void start() {
        world = World.start(
                "queue",
                Map.of(
                        "TSUDOI_QUEUE_PER_SECOND", "1",
                        "TSUDOI_QUEUE_AT_ONCE", "2",
                        "TSUDOI_QUEUE_OF_ADDRESS_MAX", "10000"));
    }

    @AfterAll
    void end() {
        world.close();
    }

    @Test
    void whoWaitsSeesTheQueueMoveAndComesToTheFormByItself() throws Exception {
        var offer = Organiser.signUp(world).offer("行列 Queue", 1200, 50, Duration.ofDays(3));
        crowd(offer.slug());
        try (var phone = Phone.of(world, chromium.browser(), "ja")) {
            phone.open("/events/" + offer.slug() + "/apply");
            assertThat(phone.path()).isEqualTo("/events/" + offer.slug() + "/queue");
            phone.isAccessible();
            int ahead = ahead(phone.page());
            assertThat(ahead).isPositive();
            phone.page()
                    .waitForFunction(
                            "ahead => Number(document.querySelector('[data-ahead]').textContent) < ahead", ahead);
            // Another tab is the same person.
            var tab = phone.context().newPage();
            tab.navigate(world.address("/events/" + offer.slug() + "/apply"));
            assertThat(tab.url()).contains("/queue");
            assertThat(ahead(tab)).isLessThanOrEqualTo(ahead);
            tab.close();
            phone.waitForPath("/events/" + offer.slug() + "/apply");
            phone.page().locator("#name").fill("山田 花子");
            phone.page().locator("#email").fill("queue@example.jp");
            phone.page().locator("input[name=agreed]").check();
            phone.page().locator("form.form button.primary").click();
            phone.waitForPath("/orders/.*");
        }
    }

    @Test
    void whoWaitsIsToldWhenTheLastSeatHasGone() throws Exception {
        var offer = Organiser.signUp(world).offer("一席 One", 1200, 1, Duration.ofDays(3));
        var path = "/events/" + offer.slug() + "/apply";
        var quick = new Visitor(world, "en");
        var form = quick.get(path);
        crowd(offer.slug());
        try (var phone = Phone.of(world, chromium.browser(), "th")) {
            phone.open("/events/" + offer.slug() + "/queue");
            assertThat(phone.page().locator("[data-queue]").count()).isOne();
            var fields = new HashMap<>(Map.of("name", "Quick", "email", "quick@example.jp", "agreed", "yes"));
            for (var hidden : List.of("key", "plan", "places", "turn")) fields.put(hidden, form.field(hidden));
            assertThat(quick.send(form, path, fields).location()).contains("/orders/");
            phone.page()
                    .locator("[data-queue]")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(phone.page().locator("h1").textContent()).isEqualTo("ที่นั่งเต็มแล้ว");
            phone.isAccessible();
        }
    }

    private static int ahead(Page page) {
        return Integer.parseInt(page.locator("[data-ahead]").textContent());
    }

    private void crowd(String slug) throws Exception {
        var people = new ArrayList<Visitor>();
        for (int i = 0; i < AHEAD + 2; i++) {
            people.add(new Visitor(world, "en"));
            var answer = people.getLast().get("/events/" + slug + "/apply");
            if (answer.redirects()) people.getLast().get(answer.location());
        }
    }
}
