package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.questions.Answer;
import org.tsudoi.questions.Question;
import org.tsudoi.questions.Questions;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.participant.QuestionFields;

/// Questions of an event, on the pages of whoever asks and whoever answers.
@ProductTest
class QuestionPagesTest extends AtTheDesk {
    private static final Pattern HIDDEN = Pattern.compile("name=\"(question|key)\" value=\"([^\"]+)\"");

    private final Orders orders;
    private final Questions questions;
    private final Transfers transfers;
    private final Event event;
    private final String page;
    private final String apply;

    QuestionPagesTest(
            Market market, Orders orders, Questions questions, Transfers transfers, Desk desk, TestClock clock) {
        super(market, desk, clock);
        this.orders = orders;
        this.questions = questions;
        this.transfers = transfers;
        this.event = market.event(organiser, 10, Duration.ofDays(3));
        this.page = home + "/events/" + event.id();
        this.apply = "/events/" + event.particulars().slug() + "/apply";
    }

    private static String hidden(HttpResponse<String> page) {
        var found = HIDDEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(2);
    }

    private Question add(String label, String kind, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("label", label, "kind", kind, "whom", "order", "help", ""));
        fields.putAll(more);
        fields.put("question", hidden(browser.get(page + "/questions?lang=en")));
        Desk.led(browser.post(page + "/questions", fields));
        return questions.asked(event.id()).getLast();
    }

    /// What a buyer of two places sends, who has answered nothing.
    private Map<String, String> filled(int places) {
        var plan = event.particulars().plans().getFirst().id().toString();
        var fields = new HashMap<>(Map.of(
                "plan",
                plan,
                "places",
                Integer.toString(places),
                "key",
                hidden(guest.get(apply + "?lang=en&plan=" + plan + "&places=" + places)),
                "name",
                "Hanako",
                "email",
                market.mail("hanako").value(),
                "agreed",
                "yes"));
        for (int place = 1; place < places; place++) fields.put("attendee" + place, "Taro " + place);
        return fields;
    }

    private Order placed(Map<String, String> fields) {
        var led = Desk.led(guest.post(apply, fields));
        return orders.byLink(led.substring("/orders/".length())).orElseThrow();
    }

    @Test
    void anOrganiserAsksAndSeesItAsBuyersDo() {
        assertThat(browser.get(page + "?lang=en").body()).contains(page + "/questions");
        var wrong = browser.post(
                page + "/questions",
                Map.of(
                        "question",
                        hidden(browser.get(page + "/questions?lang=en")),
                        "label",
                        "Which <size>?",
                        "kind",
                        "one_of",
                        "options",
                        "only one",
                        "whom",
                        "each"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("2 to 20 different choices", "Which &lt;size", "only one");
        add("Which size?", "one_of", Map.of("options", "S\nM\n\n M ", "whom", "each", "required", "yes"));
        add("Anything else?", "long_text", Map.of("help", "So that we can <prepare>"));
        assertThat(questions.asked(event.id()).getFirst().options()).containsExactly("S", "M");
        for (var path : List.of("/questions", "/questions/preview")) {
            var shown = browser.get(page + path).body();
            assertThat(PageRules.broken(shown)).as(path).isEmpty();
            assertThat(shown).as(path).contains("Which size?");
        }
        assertThat(browser.get(page + "/answers").body()).contains("No bookings yet");
        assertThat(browser.get(page + "/questions").body()).contains("Never ask for My Number");
        assertThat(browser.get(page + "/questions/preview").body())
                .contains("value=\"M\"", "So that we can &lt;prepare&gt;", "reads your answers");
    }

    @Test
    void aBuyerIsToldBesideTheFieldAndNothingTypedIsLost() {
        var size = add("Which size?", "one_of", Map.of("options", "S\nM", "whom", "each", "required", "yes"));
        var count = add("How many years?", "number", Map.of());
        var rules = add("I know the rules", "tick", Map.of("required", "yes"));
        var fields = filled(2);
        fields.put(QuestionFields.name(size, 0), "S");
        fields.put(QuestionFields.name(count, Answer.WHOLE_ORDER), "many");
        var again = guest.post(apply, fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body())
                .contains("id=\"" + QuestionFields.name(size, 1) + "-error\"")
                .contains("href=\"#" + QuestionFields.name(size, 1) + "\"")
                .contains("such as 20 or 1.5", "value=\"many\"", "Please tick this box")
                .doesNotContain("id=\"" + QuestionFields.name(size, 0) + "-error\"");
        assertThat(PageRules.broken(again.body())).isEmpty();
        fields.put(QuestionFields.name(size, 1), "M");
        fields.put(QuestionFields.name(count, Answer.WHOLE_ORDER), "１．５");
        fields.put(QuestionFields.name(rules, Answer.WHOLE_ORDER), "yes");
        var order = placed(fields);
        assertThat(questions.answers(order.id()))
                .containsExactlyInAnyOrder(
                        new Answer(size.id(), 0, List.of("S")),
                        new Answer(size.id(), 1, List.of("M")),
                        new Answer(count.id(), Answer.WHOLE_ORDER, List.of("1.5")),
                        new Answer(rules.id(), Answer.WHOLE_ORDER, List.of("yes")));
    }

    @Test
    void aChoiceThatWasNeverOfferedIsNoAnswer() {
        var size = add("Which size?", "one_of", Map.of("options", "S\nM"));
        var days = add("Which days?", "several_of", Map.of("options", "Mon\nTue"));
        var fields = filled(1);
        fields.put(QuestionFields.name(size, Answer.WHOLE_ORDER), "XXL");
        fields.put(QuestionFields.name(days, Answer.WHOLE_ORDER), "Sun");
        assertThat(guest.post(apply, fields).statusCode()).isEqualTo(422);
        fields.put(QuestionFields.name(size, Answer.WHOLE_ORDER), "");
        assertThat(questions.answers(placed(fields).id())).isEmpty();
    }

    @Test
    void answersCanBeChangedUntilItBeginsUnlessTheOrganiserKeepsThem() {
        var level = add("Your level", "short_text", Map.of("required", "yes"));
        var fields = filled(1);
        fields.put(QuestionFields.name(level, Answer.WHOLE_ORDER), "beginner");
        var order = placed(fields);
        var path = "/orders/" + orders.link(order.id());
        assertThat(guest.get(path).body()).contains(path + "/answers");
        assertThat(guest.get(path + "/answers").body()).contains("value=\"beginner\"");
        var empty = guest.post(path + "/answers", Map.of());
        assertThat(empty.statusCode()).isEqualTo(422);
        Desk.led(guest.post(path + "/answers", Map.of(QuestionFields.name(level, Answer.WHOLE_ORDER), "advanced")));
        assertThat(guest.get(path + "/answers").body()).contains("value=\"advanced\"");
        browser.get(page + "/questions");
        Desk.led(browser.post(page + "/questions/rules", Map.of()));
        assertThat(guest.get(path + "/answers").body())
                .contains("advanced", "cannot be changed")
                .doesNotContain("<input class");
        Desk.led(guest.post(path + "/answers", Map.of(QuestionFields.name(level, Answer.WHOLE_ORDER), "expert")));
        assertThat(questions.answers(order.id()).getFirst().values()).containsExactly("advanced");
        browser.get(page + "/questions");
        Desk.led(browser.post(page + "/questions/rules", Map.of("changeable", "yes")));
        clock.forward(Duration.ofDays(3));
        assertThat(guest.get(path + "/answers").body()).contains("cannot be changed");
        assertThat(guest.get("/orders/nobodys/answers").statusCode()).isEqualTo(404);
    }

    @Test
    void theOrganiserReadsThemInATableAndAFileThatRunsNothing() {
        var size = add("Which size?", "one_of", Map.of("options", "S\nM", "whom", "each"));
        var note = add("=Note", "short_text", Map.of());
        var fields = filled(2);
        fields.put(QuestionFields.name(size, 0), "S");
        fields.put(QuestionFields.name(size, 1), "M");
        fields.put(QuestionFields.name(note, Answer.WHOLE_ORDER), "=HYPERLINK(\"http://x\")");
        var order = placed(fields);
        var table = browser.get(page + "/answers?lang=en").body();
        assertThat(PageRules.broken(table)).isEmpty();
        assertThat(table).contains("Hanako", "Taro 1", "=HYPERLINK(\"http://x\")");
        assertThat(browser.get(page + "/answers?order=" + order.id()).body()).contains("Taro 1");
        var file = browser.get(page + "/answers.csv").body();
        assertThat(file)
                .contains("'=Note", "\"'=HYPERLINK(\"\"http://x\"\")\"")
                .contains(",S,")
                .contains(",M,");
        var other = market.event(10);
        assertThat(browser.get(home + "/events/" + other.id() + "/answers.csv").statusCode())
                .isEqualTo(404);
        assertThat(guest.get(page + "/answers").statusCode()).isNotEqualTo(200);
    }

    @Test
    void whereAPlaceWasGivenTheAnswersStayThoseOfItsGiver() {
        add("Which size?", "one_of", Map.of("options", "S\nM", "whom", "each"));
        var order = market.paid(event.id(), 1);
        assertThat(browser.get(page + "/answers?lang=en").body()).doesNotContain("Tsubasa");
        var friend = new Transfer.Friend(
                new PersonName("Tsubasa"),
                market.mail("friend"),
                Locale.ENGLISH,
                event.particulars().zone());
        var giving =
                transfers.give(order.id(), orders.tickets(order.id()).getFirst().id(), friend);
        transfers.accept(((Transfers.Giving.Offered) giving).transfer().id());
        var table = browser.get(page + "/answers?lang=en").body();
        assertThat(PageRules.broken(table)).isEmpty();
        assertThat(table).contains("山田 花子", "The place is Tsubasa’s now");
        assertThat(browser.get(page + "/answers.csv").body()).contains("山田 花子,Tsubasa,");
    }

    @Test
    void choicesOfThoseWhoPaidAreCounted() {
        var size = add("Which size?", "one_of", Map.of("options", "S\nM"));
        for (var chosen : List.of("S", "S", "M")) {
            var paid = market.paid(event.id(), 1).id();
            questions.answerFirst(
                    paid, event.id(), List.of(new Answer(size.id(), Answer.WHOLE_ORDER, List.of(chosen))));
        }
        var held = market.held(event.id(), 1).id();
        questions.answerFirst(held, event.id(), List.of(new Answer(size.id(), Answer.WHOLE_ORDER, List.of("M"))));
        var shown = browser.get(page + "/answers?lang=en").body();
        assertThat(shown).contains("<h3>Which size?</h3>");
        var chart = shown.substring(shown.indexOf("<h3>Which size?</h3>"), shown.indexOf("</figure>"));
        assertThat(chart).containsPattern("<th scope=\"row\">S</th><td class=\"r\">2</td>");
        assertThat(chart).containsPattern("<th scope=\"row\">M</th><td class=\"r\">1</td>");
    }

    @Test
    void anAnsweredQuestionIsRewordedMovedAndArchived() {
        var first = add("First", "short_text", Map.of());
        var second = add("Second", "one_of", Map.of("options", "a\nb"));
        questions.answerFirst(
                market.held(event.id(), 1).id(),
                event.id(),
                List.of(new Answer(second.id(), Answer.WHOLE_ORDER, List.of("a"))));
        var one = page + "/questions/" + second.id();
        assertThat(browser.get(one + "?lang=en").body())
                .contains("Somebody has answered")
                .doesNotContain("name=\"options\"");
        Desk.led(browser.post(one, Map.of("label", "Second!", "help", "", "kind", "date")));
        assertThat(questions.asked(event.id()).getLast().label()).isEqualTo("Second!");
        assertThat(questions.asked(event.id()).getLast().kind()).isEqualTo(Question.Kind.ONE_OF);
        Desk.led(browser.post(one + "/up", Map.of()));
        assertThat(questions.asked(event.id()).getFirst().id()).isEqualTo(second.id());
        Desk.led(browser.post(one + "/remove", Map.of()));
        Desk.led(browser.post(page + "/questions/" + first.id() + "/remove", Map.of()));
        assertThat(browser.get(page + "/questions").body()).contains("Not asked any more", "Second!");
        assertThat(questions.all(event.id())).hasSize(1);
        var stranger = market.event(5);
        assertThat(browser.post(home + "/events/" + stranger.id() + "/questions/rules", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }
}
