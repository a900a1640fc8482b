package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.conversations.Author;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.conversations.Writing;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import tools.jackson.databind.JsonNode;

/// Letters as they come out of Town's mailbox, sent there by SMTP.
@PostTest
class ConversationLettersTest {
    private static final String FROM_HANAKO = "山田 花子 さんからメッセージが届きました";

    private final Conversations conversations;
    private final Writing writing;
    private final Market market;
    private final Orders orders;
    private final Members members;
    private final Organisers organisers;
    private final OutboxRunner outbox;
    private final TestClock clock;

    ConversationLettersTest(
            Conversations conversations,
            Writing writing,
            Market market,
            Orders orders,
            Members members,
            Organisers organisers,
            OutboxRunner outbox,
            TestClock clock) {
        this.conversations = conversations;
        this.writing = writing;
        this.market = market;
        this.orders = orders;
        this.members = members;
        this.organisers = organisers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Those about messages: the tickets come by mail, too.
    private List<JsonNode> letters(EmailAddress to) {
        return TownPost.letters(to).stream()
                .filter(letter -> letter.path("text").asString().contains("/conversation"))
                .toList();
    }

    private void after(Duration time) {
        clock.forward(time);
        outbox.runDue();
    }

    private EmailAddress owner(Order order) {
        return members.find(writing.ownerOf(order.terms().organiser()))
                .orElseThrow()
                .email();
    }

    @Test
    void whatIsUnreadComesInOneMailAndTheNextNotBeforeTenMinutes() {
        var order = writing.booked();
        var to = owner(order);
        writing.said(order.id(), Writing.GUEST, "マットは <b>要りますか</b>？");
        after(Duration.ofSeconds(30));
        writing.said(order.id(), Writing.GUEST, "それと、駐車場は？");
        outbox.runDue();
        assertThat(letters(to)).isEmpty();
        after(Duration.ofSeconds(30));
        var first = letters(to);
        assertThat(first).hasSize(1);
        assertThat(first.getFirst().path("subject").asString()).isEqualTo(FROM_HANAKO);
        var page = "/conversations/" + order.id() + "#latest";
        assertThat(first.getFirst().path("text").asString())
                .contains("マットは <b>要りますか</b>？", "それと、駐車場は？", "朝のやさしいヨガ", page, "返信しても")
                .doesNotContain(order.terms().buyer().email().value());
        assertThat(first.getFirst().path("html").asString()).contains("&lt;b&gt;要りますか&lt;/b&gt;", page);
        writing.said(order.id(), Writing.GUEST, "追伸です");
        after(Duration.ofMinutes(9));
        assertThat(letters(to)).hasSize(1);
        after(Duration.ofMinutes(1));
        assertThat(letters(to)).hasSize(2);
        var texts = letters(to).stream()
                .map(letter -> letter.path("text").asString())
                .toList();
        assertThat(texts).anyMatch(text -> text.contains("追伸です") && !text.contains("駐車場"));
    }

    @Test
    void whatWasReadOrTakenBackByThenIsNotMailed() {
        var order = writing.booked();
        writing.said(order.id(), Writing.GUEST, "read at once");
        conversations.read(order.id(), Side.ORGANISER);
        after(Duration.ofMinutes(1));
        var wrong = writing.said(order.id(), Writing.GUEST, "wrong");
        conversations.withdraw(order.id(), wrong.id(), Writing.GUEST);
        after(Duration.ofMinutes(11));
        assertThat(letters(owner(order))).isEmpty();
    }

    @Test
    void allOwnersHearOfItInTheirOwnLanguageAndNoHost() {
        var order = writing.booked();
        var organiser = order.terms().organiser();
        var second = member("second", "en");
        var host = member("host", "en");
        var gone = member("gone", "en");
        organisers.letAct(organiser, second.id(), Standing.OWNER);
        organisers.letAct(organiser, host.id(), Standing.HOST);
        organisers.letAct(organiser, gone.id(), Standing.OWNER);
        writing.said(order.id(), Writing.GUEST, "hello");
        organisers.letAct(organiser, gone.id(), Standing.HOST);
        after(Duration.ofMinutes(1));
        assertThat(letters(owner(order))).hasSize(1);
        assertThat(letters(second.email()).getFirst().path("subject").asString())
                .isEqualTo("A message from 山田 花子");
        assertThat(letters(host.email())).isEmpty();
        assertThat(letters(gone.email())).isEmpty();
    }

    private org.tsudoi.members.Member member(String name, String language) {
        return members.findOrCreate(
                market.mail(name),
                Optional.empty(),
                Locale.forLanguageTag(language),
                java.time.ZoneId.of("Asia/Tokyo"));
    }

    @ParameterizedTest
    @CsvSource({
        "ja, みどりスタジオ からメッセージが届きました, メッセージを開いて返信する",
        "en, A message from みどりスタジオ, Open and answer",
        "th, ข้อความจาก みどりスタジオ, เปิดและตอบกลับ"
    })
    void theBuyerIsToldInTheLanguageOfTheOrderAndLedToTheThread(String language, String subject, String action) {
        var order = writing.booked(market.organiser(), 1, new PersonName("Hanako"), language);
        var owner = new Author(Side.ORGANISER, writing.ownerOf(order.terms().organiser()));
        for (int i = 1; i <= 12; i++) writing.said(order.id(), owner, "line number " + i + ".");
        after(Duration.ofMinutes(1));
        var letter = letters(order.terms().buyer().email()).getFirst();
        assertThat(letter.path("subject").asString()).isEqualTo(subject);
        assertThat(letter.path("text").asString())
                .contains(action, "/orders/" + orders.link(order.id()) + "/conversation#latest", "line number 10.")
                .doesNotContain("line number 11.");
        assertThat(letter.path("html").asString()).contains(action, "line number 1.");
    }
}
