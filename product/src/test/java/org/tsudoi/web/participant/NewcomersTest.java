package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Members;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// What somebody finds who is here for the first time, or knows nothing of how it works inside.
@ProductTest
class NewcomersTest {
    private final SessionMarket selling;
    private final Market market;
    private final Sold sold;
    private final Members members;
    private final Sanctions sanctions;
    private final Coming coming;
    private final TestClock clock;

    record Sold(Orders orders, Appointments appointments, Bookings bookings) {}

    record Coming(SignedIn signedIn, SignIn signIn, JdbcClient sql, Ids ids) {}

    NewcomersTest(
            SessionMarket selling,
            Market market,
            Orders orders,
            Appointments appointments,
            Bookings bookings,
            Members members,
            Sanctions sanctions,
            SignedIn signedIn,
            SignIn signIn,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.selling = selling;
        this.market = market;
        this.sold = new Sold(orders, appointments, bookings);
        this.members = members;
        this.sanctions = sanctions;
        this.coming = new Coming(signedIn, signIn, sql, ids);
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private static String shown(TestBrowser browser, String address) {
        var body = browser.get(address).body();
        assertThat(PageRules.broken(body)).isEmpty();
        // Nothing of a span is torn apart.
        return body.replace("\u2060", "");
    }

    private static String led(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String comesIn(TestBrowser browser, EmailAddress mail, String language) {
        browser.get("/sign-in" + language);
        browser.post("/sign-in", Map.of("mail", mail.value(), "next", ""));
        var newest = coming.sql
                .sql("select id from sign_in order by id desc limit 1")
                .query(UUID.class)
                .single();
        var link = "/sign-in/link/"
                + coming.signIn.letter(new SignInId(newest)).orElseThrow().linkToken();
        browser.get(link);
        return led(browser.post(link, Map.of()));
    }

    private OrderId bought(Event event, int plan, EmailAddress mail) {
        var placing = market.place(event.id(), plan, 1, mail, UUID.randomUUID().toString());
        return switch (placing) {
            case Orders.Placing.Placed(var order) -> {
                sold.orders.pay(order.id());
                market.payAtProvider(market.session(order.id()));
                yield sold.orders.askAgain(order.id()).id();
            }
            case Orders.Placing.ToConfirm(var order) ->
                sold.orders.confirm(order.id()).id();
            case Orders.Placing other -> throw new IllegalStateException("not placed: " + other);
        };
    }

    @Test
    void whoPaidAsAGuestFindsItAtOnceWhenTheyJoin() {
        var mail = market.mail("guest");
        var order = bought(market.event(3), 0, mail);
        try (var browser = coming.signedIn.nobody();
                var other = coming.signedIn.nobody()) {
            assertThat(members.findByMail(mail)).isEmpty();
            var home = comesIn(browser, mail, "");
            assertThat(home).endsWith("/tickets");
            assertThat(shown(browser, home)).contains("/orders/" + sold.orders.link(order), "/door/");
            assertThat(comesIn(other, market.mail("nothing"), ""))
                    .as("who has nothing yet is led to their account")
                    .endsWith("/account");
        }
    }

    @Test
    void whatIsFreeIsNotCalledPaid() {
        var mail = market.mail("free");
        bought(market.event(3), 1, mail);
        try (var browser = coming.signedIn.as(mail)) {
            assertThat(shown(browser, "/tickets?lang=en")).contains(">Booked<").doesNotContain(">Paid<");
        }
    }

    @Test
    void howItStandsWithTheTimeOfASessionIsSaidWithTheNextStep() {
        var two = selling.two();
        var order = selling.bought(two, 0, 1);
        var place = selling.tickets(order.id()).getFirst();
        var page = "/orders/" + sold.orders.link(order.id());
        var start = selling.free(two).getFirst().startsAt();
        var said = new Formats(Language.EN)
                .span(
                        start,
                        start.plus(Duration.ofHours(1)),
                        two.sessions().particulars().zone())
                .replace("\u2060", "");
        try (var browser = coming.signedIn.as(two.buyer().email())) {
            browser.get("/tickets?lang=en");
            for (var one : List.of(page, "/tickets"))
                assertThat(shown(browser, one)).contains("No time yet", "Choose a time");
            var wish = selling.wish(two, place);
            sold.appointments.propose(wish, List.of(start));
            for (var one : List.of(page, "/tickets"))
                assertThat(shown(browser, one)).contains("Time proposed: " + said, "See the proposal");
            assertThat(shown(browser, page)).contains("Your host is to answer by");
            var terms = sold.bookings.find(wish.id()).orElseThrow().terms();
            var next = new BookingId(coming.ids.next());
            sold.bookings.propose(new Bookings.Proposal(
                    next,
                    terms.host(),
                    terms.guest(),
                    terms.reference(),
                    Booking.Party.HOST,
                    terms.length(),
                    List.of(start)));
            for (var one : List.of(page, "/tickets"))
                assertThat(shown(browser, one)).contains("Time proposed: " + said, ">Answer<");
            assertThat(led(browser.get(page + "/appointments/" + place))).endsWith("/account/bookings/" + next);
            sold.bookings.accept(next, two.buyer().id(), start);
            for (var one : List.of(page, "/tickets"))
                assertThat(shown(browser, one)).contains("Agreed: " + said).doesNotContain("Choose a time");
        }
    }

    @Test
    void ofAPackEachSessionSaysHowItStands() {
        var two = selling.two();
        var order = selling.bought(two, 1, 5);
        var place = selling.tickets(order.id()).getFirst();
        var start = selling.free(two).getFirst().startsAt();
        sold.appointments.propose(selling.wish(two, place), List.of(start));
        try (var browser = coming.signedIn.as(two.buyer().email())) {
            assertThat(shown(browser, "/orders/" + sold.orders.link(order.id()) + "?lang=en"))
                    .contains("Time proposed: ", "See the proposal", "Choose a time");
        }
    }

    @Test
    void whoIsSuspendedReadsUntilWhenAndWhatTheyMayDo() {
        var member = selling.member("suspended");
        var now = clock.instant();
        var until = now.plus(Duration.ofDays(10));
        sanctions.decide(
                new SanctionId(coming.ids.next()),
                new Sanction.Decision(
                        member.id(),
                        Sanction.Kind.SUSPENSION,
                        "said so",
                        now,
                        Optional.of(until),
                        false,
                        false,
                        selling.member("operator").id(),
                        now));
        try (var browser = coming.signedIn.as(member.email())) {
            for (var language : List.of("ja", "th", "en")) {
                assertThat(shown(browser, "/tickets?lang=" + language))
                        .contains("id=\"standing\"", "href=\"/account/standing\"");
            }
            assertThat(shown(browser, "/tickets"))
                    .contains("It holds until " + new Formats(Language.EN).dateTime(until, member.zone()))
                    .contains("You cannot order", "you can take part", "appeal");
        }
        clock.forward(Duration.ofDays(11));
        try (var browser = coming.signedIn.as(member.email())) {
            assertThat(shown(browser, "/tickets")).doesNotContain("id=\"standing\"");
        }
    }

    @Test
    void aSecondTrialIsNotOfferedToWhoHadTheirs() {
        var organiser = market.organiser();
        var mail = market.mail("trial");
        bought(market.event(organiser, 3, Duration.ofDays(3)), 1, mail);
        var event = market.event(organiser, 3, Duration.ofDays(4));
        var page = "/events/" + event.particulars().slug();
        var full = event.particulars().plans().get(0).id();
        var trial = event.particulars().plans().get(1).id();
        try (var browser = coming.signedIn.as(mail);
                var guest = coming.signedIn.nobody()) {
            assertThat(shown(browser, page + "?lang=en"))
                    .contains("id=\"had-trial\"", "value=\"" + full + "\" checked", "value=\"" + trial + "\" disabled");
            assertThat(led(browser.get(page + "/apply?plan=" + trial))).endsWith(page + "#plans");
            assertThat(shown(browser, page + "/apply?plan=" + full)).contains("name=\"agreed\"");
            assertThat(shown(guest, page)).doesNotContain("had-trial", "disabled");
            assertThat(shown(guest, page + "/apply?lang=en&plan=" + trial))
                    .as("who they are is not known yet: the way to the full price stands there")
                    .contains("id=\"once\"", page + "/apply?plan=" + full);
        }
    }

    @Test
    void theLanguageThatIsChosenInTheMenuIsThatOfMailsToo() {
        var member = selling.member("speaks");
        try (var browser = coming.signedIn.as(member.email())) {
            assertThat(shown(browser, "/tickets?lang=th"))
                    .as("a link from elsewhere changes nothing")
                    .doesNotContain("อีเมลถึงคุณ");
            assertThat(language(member.email())).isEqualTo("ja");
            browser.with("Sec-Fetch-Site", "same-origin");
            assertThat(shown(browser, "/tickets?lang=en")).contains("Mails to you will be in English, too.");
            assertThat(language(member.email())).isEqualTo("en");
            assertThat(shown(browser, "/tickets?lang=en"))
                    .as("said once")
                    .doesNotContain("Mails to you will be in English");
        }
        try (var again = coming.signedIn.nobody()) {
            comesIn(again, member.email(), "?lang=th");
            assertThat(language(member.email())).as("chosen before signing in").isEqualTo("th");
        }
    }

    private String language(EmailAddress mail) {
        return members.findByMail(mail).orElseThrow().locale().getLanguage();
    }

    @Test
    void whatIsOrderedIsWrittenAboutInTheLanguageItWasOrderedIn() {
        var member = selling.member("orders");
        var event = market.event(3);
        var slug = event.particulars().slug();
        try (var browser = coming.signedIn.as(member.email())) {
            var form = browser.get("/events/" + slug + "/apply?lang=th").body();
            var key = form.replaceFirst("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
            var turn = form.replaceFirst("(?s).*name=\"turn\" value=\"([^\"]*)\".*", "$1");
            var order = led(browser.post(
                    "/events/" + slug + "/apply",
                    Map.of(
                            "key",
                            key,
                            "turn",
                            turn,
                            "plan",
                            event.particulars().plans().getFirst().id().toString(),
                            "places",
                            "1",
                            "name",
                            "Hanako",
                            "email",
                            member.email().value(),
                            "agreed",
                            "yes")));
            var placed = sold.orders
                    .byLink(order.substring(order.lastIndexOf('/') + 1))
                    .orElseThrow();
            assertThat(placed).isInstanceOf(Order.Held.class);
            assertThat(placed.terms().buyer().locale().getLanguage()).isEqualTo("th");
        }
    }
}
