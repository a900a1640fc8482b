package org.tsudoi.web.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.conversations.Side;
import org.tsudoi.conversations.Writing;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Both sides before their browsers, and those who belong to neither.
@ProductTest
class ThreadPagesTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final Conversations conversations;
    private final Writing writing;
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final Members members;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final TestBrowser guest;
    private final Order order;
    private final String buyersPage;
    private final String organisersPage;

    ThreadPagesTest(
            Conversations conversations,
            Writing writing,
            Market market,
            Orders orders,
            Organisers organisers,
            Members members,
            SignedIn signedIn,
            TestClock clock) {
        this.conversations = conversations;
        this.writing = writing;
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.members = members;
        this.signedIn = signedIn;
        this.clock = clock;
        this.guest = signedIn.nobody();
        this.order = writing.booked();
        this.buyersPage = buyersPage(order);
        this.organisersPage = inbox(order) + "/" + order.id();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private String buyersPage(Order order) {
        return "/orders/" + orders.link(order.id()) + "/conversation";
    }

    private String inbox(Order order) {
        return "/organise/"
                + organisers.find(order.terms().organiser()).orElseThrow().slug() + "/conversations";
    }

    private TestBrowser owner(Order order) {
        return as(writing.ownerOf(order.terms().organiser()));
    }

    private TestBrowser as(MemberId member) {
        return signedIn.as(members.find(member).orElseThrow().email());
    }

    private static HttpResponse<String> write(TestBrowser browser, String page, String text) {
        var key = KEY.matcher(browser.get(page).body());
        assertThat(key.find()).isTrue();
        return browser.post(page, Map.of("key", key.group(1), "text", text));
    }

    @Test
    void aGuestAsksAndTheOrganiserAnswers() {
        var ordersPage = "/orders/" + orders.link(order.id());
        assertThat(guest.get(ordersPage).body()).contains(buyersPage).doesNotContain("unread");
        assertThat(write(guest, buyersPage, "Is there a mat?").statusCode()).isEqualTo(303);
        assertThat(guest.get(buyersPage).body()).contains("Is there a mat?", "The booking was confirmed", "Take back");
        try (var owner = owner(order)) {
            var home = inbox(order).replace("/conversations", "");
            assertThat(owner.get(home).body()).contains(inbox(order), "1 unread");
            assertThat(owner.get(inbox(order)).body())
                    .contains("山田 花子", "朝のやさしいヨガ", "Is there a mat?", "1 unread", organisersPage);
            var managed = home + "/events/" + order.terms().event();
            assertThat(owner.get(managed).body()).contains(organisersPage);
            assertThat(owner.get(organisersPage).body())
                    .contains("山田 花子", "Is there a mat?")
                    .doesNotContain("Take back");
            assertThat(owner.get(home).body()).doesNotContain("unread");
            assertThat(write(owner, organisersPage, "Yes, bring nothing.").statusCode())
                    .isEqualTo(303);
            assertThat(owner.get(inbox(order)).body()).contains("Yes, bring nothing.", "Sent:");
        }
        assertThat(guest.get(ordersPage).body()).contains("1 unread");
        assertThat(guest.get(buyersPage).body()).contains("みどりスタジオ", "Yes, bring nothing.");
        assertThat(guest.get(ordersPage).body()).doesNotContain("unread");
    }

    @Test
    void aMembersOrdersSayWhatIsUnread() {
        writing.said(order.id(), writing.owner(order), "See you!");
        try (var buyer = signedIn.as(order.terms().buyer().email())) {
            assertThat(buyer.get("/tickets").body()).contains(buyersPage, "1 unread");
            write(buyer, buyersPage, "Signed in");
        }
        var last = (Message.Said) conversations.of(order.id()).messages().getLast();
        assertThat(last.author().member()).isNotNull();
        try (var stranger = signedIn.as(market.mail("stranger"))) {
            write(stranger, buyersPage, "By the link");
        }
        var next = (Message.Said) conversations.of(order.id()).messages().getLast();
        assertThat(next.author()).as("the link was passed on").isEqualTo(Writing.GUEST);
    }

    @Test
    void whatIsPlantedStaysText() {
        var planted = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'>"
                + " https://example.jp/?a=1&b=\"><marquee> javascript:alert(3) https://bank.example@elsewhere.example/";
        write(guest, buyersPage, planted);
        try (var owner = owner(order)) {
            for (var page : new HttpResponse<?>[] {
                guest.get(buyersPage),
                owner.get(organisersPage),
                owner.get(inbox(order)),
                owner.get(organisersPage + "/thread")
            }) {
                var html = page.body().toString();
                assertThat(html)
                        .contains("&lt;script&gt;alert(1)")
                        .doesNotContain(
                                "<script>alert", "<img src=x", "<marquee>", "href=\"javascript", "href=\"https://bank");
            }
            assertThat(owner.get(organisersPage).body())
                    .contains("<a href=\"https://example.jp/?a=1&amp;b=\" target=\"_blank\""
                            + " rel=\"noopener nofollow ugc\">");
            assertThat(PageRules.broken(owner.get(organisersPage).body())).isEmpty();
            assertThat(PageRules.broken(owner.get(inbox(order)).body())).isEmpty();
        }
        assertThat(PageRules.broken(guest.get(buyersPage).body())).isEmpty();
    }

    @Test
    void nobodyElseSeesIt() {
        var said = writing.said(order.id(), Writing.GUEST, "for you alone");
        var other = writing.booked();
        assertThat(guest.get("/orders/" + "a".repeat(27) + "/conversation").statusCode())
                .isEqualTo(404);
        assertThat(guest.get("/orders/" + order.id() + "/conversation").statusCode())
                .isEqualTo(404);
        assertThat(guest.get(organisersPage).statusCode()).isEqualTo(303);
        guest.get(buyersPage(other));
        assertThat(guest.post(buyersPage(other) + "/" + said.id() + "/withdraw", Map.of())
                        .statusCode())
                .isEqualTo(404);
        try (var owner = owner(other)) {
            for (var path : new String[] {"", "/thread", "/state"}) {
                assertThat(owner.get(organisersPage + path).statusCode()).isEqualTo(404);
                assertThat(owner.get(inbox(other) + "/" + order.id() + path).statusCode())
                        .isEqualTo(404);
            }
            assertThat(owner.get(inbox(order)).statusCode()).isEqualTo(404);
            assertThat(owner.get(inbox(other)).body()).doesNotContain("for you alone");
            var taken = inbox(other) + "/" + order.id();
            assertThat(owner.post(taken, Map.of("key", "x", "text", "mine")).statusCode())
                    .isEqualTo(404);
            assertThat(owner.post(taken + "/" + said.id() + "/withdraw", Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(conversations.of(order.id()).messages().getLast()).isEqualTo(said);
    }

    /// Decision 7: a host leads events and decides nothing.
    @Test
    void aHostIsNotTheOrganiser() {
        var host = members.findOrCreate(
                market.mail("host"), Optional.empty(), Locale.ENGLISH, java.time.ZoneId.of("Asia/Tokyo"));
        organisers.letAct(order.terms().organiser(), host.id(), Standing.HOST);
        try (var browser = as(host.id())) {
            assertThat(browser.get(organisersPage).statusCode()).isEqualTo(404);
            assertThat(browser.get(inbox(order)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatIsRefusedIsStillInItsField() {
        var tooLong = "あ".repeat(4001);
        var refused = write(guest, buyersPage, tooLong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(tooLong + "</textarea>", "aria-invalid=\"true\"");
        assertThat(PageRules.broken(refused.body())).isEmpty();
        assertThat(write(guest, buyersPage, "  ").statusCode()).isEqualTo(422);
        for (int i = 0; i < Conversations.HOURLY_MAX; i++) writing.said(order.id(), Writing.GUEST, "more " + i);
        var tooMany = write(guest, buyersPage, "one more & more");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body())
                .contains("one more &amp; more</textarea>", "You can send 30 messages an hour", "60 minutes");
    }

    @Test
    void nothingIsSentAboutWhatRanOut() {
        var held = market.held(market.event(5).id(), 1);
        var page = buyersPage(held);
        assertThat(guest.get(page).body()).contains("<textarea");
        var key = KEY.matcher(guest.get(page).body());
        assertThat(key.find()).isTrue();
        clock.forward(Duration.ofMinutes(40));
        orders.lapseDue();
        var closed = guest.post(page, Map.of("key", key.group(1), "text", "too late"));
        assertThat(closed.statusCode()).isEqualTo(409);
        assertThat(closed.body()).contains("too late</textarea>", "No more messages can be sent");
        assertThat(guest.get(page).body()).doesNotContain("<textarea").contains("No messages can be sent");
        assertThat(guest.get("/orders/" + orders.link(held.id())).body()).doesNotContain(page);
    }

    @Test
    void aMessageIsTakenBackByItsButtonWhileItMay() {
        var said = writing.said(order.id(), Writing.GUEST, "wrong window");
        var path = buyersPage + "/" + said.id() + "/withdraw";
        assertThat(guest.get(buyersPage).body()).contains(path);
        assertThat(guest.post(path, Map.of()).statusCode()).isEqualTo(303);
        assertThat(guest.get(buyersPage).body()).doesNotContain("wrong window").contains("This message was taken back");
        var late = writing.said(order.id(), Writing.GUEST, "older");
        clock.forward(Duration.ofMinutes(16));
        assertThat(guest.get(buyersPage).body()).contains("older").doesNotContain(late.id() + "/withdraw");
        guest.post(buyersPage + "/" + late.id() + "/withdraw", Map.of());
        assertThat(guest.get(buyersPage).body()).contains("older", "sent more than 15 minutes ago");
        assertThat(guest.post(buyersPage + "/msg_x/withdraw", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anOpenPageHearsOfNewsAndFetchesTheMessagesAlone() {
        var before = guest.get(buyersPage + "/state").body();
        assertThat(guest.get(buyersPage).body()).contains("data-state=\"" + before + "\"");
        writing.said(order.id(), writing.owner(order), "news");
        assertThat(guest.get(buyersPage + "/state").body()).isNotEqualTo(before);
        var part = guest.get(buyersPage + "/thread").body();
        assertThat(part).contains("news", "role=\"log\"").doesNotContain("<html", "<textarea");
        assertThat(conversations.unread(order.id(), Side.BUYER)).isZero();
    }

    @Test
    void earlierMessagesAreAPageOfTheirOwn() {
        for (int i = 0; i < 120; i++) {
            conversations.note(order.id(), NoteKind.CANCELLED, Map.of("by", "event", "places", "1"), "note " + i);
        }
        var newest = guest.get(buyersPage).body();
        assertThat(newest).contains("before=22", "id=\"message-121\"").doesNotContain("id=\"message-21\"");
        assertThat(guest.get(buyersPage + "?before=22").body())
                .contains("id=\"message-1\"", "id=\"message-21\"", "To the newest messages")
                .doesNotContain("<textarea", "data-thread");
    }

    @Test
    void theInboxIsReadInParts() {
        var organiser = order.terms().organiser();
        for (int i = 0; i < 31; i++) {
            writing.said(writing.booked(organiser, 1).id(), Writing.GUEST, "question number " + i + ".");
            clock.forward(Duration.ofSeconds(1));
        }
        try (var owner = owner(order)) {
            var first = owner.get(inbox(order)).body();
            assertThat(first)
                    .contains("question number 30.", "question number 1.")
                    .doesNotContain("question number 0.");
            var next = Pattern.compile("after=([^\"]+)\"").matcher(first);
            assertThat(next.find()).isTrue();
            assertThat(owner.get(inbox(order) + "?after=" + next.group(1)).body())
                    .contains("question number 0.")
                    .doesNotContain("question number 1.");
            assertThat(owner.get(inbox(order) + "?after=nonsense").body()).contains("question number 30.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyKindOfMessageIsSaidInEachLanguage(String language) {
        var owner = writing.owner(order);
        for (var by : new String[] {"participant", "organiser", "event"}) {
            conversations.note(order.id(), NoteKind.CANCELLED, Map.of("by", by, "places", "2"));
        }
        var said = writing.said(order.id(), owner, "gone");
        conversations.withdraw(order.id(), said.id(), owner);
        writing.said(order.id(), new Author(Side.BUYER, null), "here");
        assertThat(guest.get(buyersPage + "?lang=" + language).statusCode()).isEqualTo(200);
        assertThat(guest.get(buyersPage(writing.booked()) + "?lang=" + language).statusCode())
                .isEqualTo(200);
        try (var browser = owner(order)) {
            assertThat(browser.get(organisersPage + "?lang=" + language).statusCode())
                    .isEqualTo(200);
            assertThat(browser.get(inbox(order) + "?lang=" + language).statusCode())
                    .isEqualTo(200);
            assertThat(browser.get(inbox(order).replace("/conversations", "") + "?lang=" + language)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anEmptyInboxSaysWhatItIsFor() {
        try (var owner = owner(order)) {
            assertThat(owner.get(inbox(order)).body()).contains("No messages yet");
        }
    }
}
