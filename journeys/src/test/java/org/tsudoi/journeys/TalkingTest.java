package org.tsudoi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody who booked and their organiser write to each other, each before a phone of their own.
@ExtendWith(SharedWorld.class)
class TalkingTest {
    private static final String SEND = ".compose button.primary";

    private final World world;
    private final Chromium chromium;

    TalkingTest(World world, Chromium chromium) {
        this.world = world;
        this.chromium = chromium;
    }

    @ParameterizedTest
    @CsvSource({"ja, th", "th, en", "en, ja"})
    void whatIsWrittenComesToAnOpenPageAndNothingThatIsBeingTypedIsLost(String one, String other) throws Exception {
        var organiser = Organiser.signUp(world);
        var offer = organiser.offer("話す Talk " + one, 1500, 4, Duration.ofDays(2));
        var purchase = new Purchase(world, offer.slug(), UUID.randomUUID() + "@example.jp");
        assertThat(purchase.hold(1)).isTrue();
        try (var buyer = Phone.of(world, chromium.browser(), one);
                var host = Phone.of(world, chromium.browser(), other)) {
            buyer.open(purchase.order());
            buyer.page().locator("a[href$='/conversation']").click();
            buyer.waitForPath(".*/conversation");
            buyer.isAccessible();
            buyer.page().locator("#text").fill("1: https://example.jp/map?a=1");
            buyer.page().locator(SEND).click();
            buyer.page().locator(".said.own a[rel~=ugc]").waitFor();

            host.signIn(organiser.mail());
            host.open(offer.manage().replaceFirst("/events/.*", "/conversations"));
            host.isAccessible();
            host.page().locator(".inbox a").click();
            host.page().locator(".said:not(.own)").waitFor();
            host.isAccessible();
            host.page().locator("#text").fill("2: being typed");
            buyer.page().locator("#text").fill("3");
            buyer.page().locator(SEND).click();
            host.page().locator("#message-2").waitFor();
            assertThat(host.page().locator("#text").inputValue()).isEqualTo("2: being typed");
            assertThat(host.page().locator(".said"))
                    .satisfies(all -> assertThat(all.count()).isEqualTo(2));

            host.page().locator(SEND).click();
            buyer.page().locator("#message-3").waitFor();
            assertThat(buyer.page().locator("#message-3").textContent()).contains("2: being typed");
            host.page().locator("#message-3 summary").click();
            host.isAccessible();
            host.page().locator("#message-3 form button").click();
            buyer.page().locator("#message-3[data-kind=withdrawn]").waitFor();
            buyer.isAccessible();
        }
    }
}
