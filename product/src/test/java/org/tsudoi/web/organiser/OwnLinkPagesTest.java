package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.contact.PersonName;
import org.tsudoi.door.Door;
import org.tsudoi.meetings.OwnLink;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.meetings.Venues;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.HandedTickets;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Links of one's own from the form to the way in, over real HTTP.
@ProductTest
class OwnLinkPagesTest extends AtTheDesk {
    private static final String SECRET = "abc-defg-hij";
    private static final String URL = "https://meet.google.com/" + SECRET;

    private final Venues venues;
    private final Events events;
    private final Orders orders;
    private final HandedTickets handed;
    private final OwnLinks links;
    private final Members members;
    private final SessionMarket selling;
    private final SignedIn signedIn;

    OwnLinkPagesTest(
            Venues venues,
            Events events,
            Orders orders,
            HandedTickets handed,
            OwnLinks links,
            Members members,
            SessionMarket selling,
            SignedIn signedIn,
            Market market,
            Desk desk,
            TestClock clock) {
        super(market, desk, clock);
        this.venues = venues;
        this.events = events;
        this.orders = orders;
        this.handed = handed;
        this.links = links;
        this.members = members;
        this.selling = selling;
        this.signedIn = signedIn;
    }

    private String draft(Map<String, String> more) {
        var fields = Desk.filled();
        fields.putAll(more);
        browser.get(home + "/events/new");
        var path = Desk.led(browser.post(home + "/events/new", fields));
        return path.substring(0, path.lastIndexOf('/'));
    }

    private HttpResponse<String> refused(Map<String, String> more) {
        var fields = Desk.filled();
        fields.putAll(more);
        browser.get(home + "/events/new");
        var answer = browser.post(home + "/events/new?lang=en", fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer;
    }

    private static Map<String, String> linked(String url, String passcode) {
        return Map.of("provider", "link", "ownUrl", url, "ownPasscode", passcode);
    }

    private EventId id(String path) {
        return EventId.parse(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
    }

    @Test
    void everyChoiceThatIsSetUpIsOfferedWithASentence() {
        var form = browser.get(home + "/events/new?lang=en").body();
        assertThat(form)
                .contains(
                        "value=\"room\"",
                        "value=\"zoom\"",
                        "value=\"jitsi\"",
                        "value=\"bigbluebutton\"",
                        "value=\"link\"")
                .contains("nobody can keep people from passing it on");
        assertThat(PageRules.broken(form)).isEmpty();
        var sessions = browser.get(home + "/events/new?kind=session").body();
        assertThat(sessions).contains("value=\"jitsi\"", "value=\"bigbluebutton\"", "name=\"ownUrl\"");
        assertThat(PageRules.broken(sessions)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en,within half a minute", "ja,おおよそ 30 秒以内", "th,ครึ่งนาที"})
    void whatBigBlueButtonCanAndCannotDoIsSaidWhereItIsManaged(String language, String said) {
        var path = draft(Map.of("provider", "bigbluebutton"));
        events.publish(id(path));
        var shown = browser.get(path + "?lang=" + language).body();
        assertThat(shown).contains("BigBlueButton", said);
        assertThat(PageRules.broken(shown)).isEmpty();
        var slug = events.get(id(path)).particulars().slug();
        var page = guest.get("/events/" + slug + "?lang=" + language).body();
        assertThat(page).contains("BigBlueButton");
        assertThat(PageRules.broken(page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',Please",
        "http://meet.google.com/x,begins with https",
        "https://a:b@meet.google.com/x,with nothing before",
        "https://192.168.0.1/x,opens on the internet",
        "not a link,cannot be read as a link"
    })
    void aWrongLinkIsNamedBesideItsFieldAndStaysTyped(String url, String said) {
        var page = refused(linked(url, "2468")).body();
        assertThat(page).contains("ownUrl-error", "value=\"2468\"").contains(said.equals("Please") ? "ownUrl" : said);
        if (!url.isEmpty()) assertThat(page).contains("value=\"" + url + "\"");
        assertThat(PageRules.broken(page)).isEmpty();
    }

    @Test
    void whatIsKeptIsShownOnNoPageAndCanBeReplaced() {
        var path = draft(linked(URL, "2468"));
        assertThat(events.get(id(path)).particulars().provider()).isEqualTo("link");
        events.publish(id(path));
        var slug = events.get(id(path)).particulars().slug();
        for (var page : new String[] {path, path + "/edit", path + "/link", "/events/" + slug}) {
            var shown = browser.get(page + "?lang=en").body();
            assertThat(shown).as(page).doesNotContain(SECRET, "2468");
            assertThat(PageRules.broken(shown)).as(page).isEmpty();
        }
        assertThat(browser.get(path + "?lang=en").body()).contains("Opens at meet.google.com", "passing it on");
        assertThat(browser.post(path + "/link", Map.of("ownUrl", "ftp://x.example/", "ownPasscode", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Desk.led(browser.post(
                        path + "/link", Map.of("ownUrl", "https://teams.microsoft.com/l/1", "ownPasscode", ""))))
                .isEqualTo(path);
        var kept = links.of(Venues.meeting(events.get(id(path)))).orElseThrow();
        assertThat(kept.host()).isEqualTo("teams.microsoft.com");
        assertThat(kept.passcode()).isFalse();
        assertThat(browser.get(path + "/link?lang=en").body()).contains("Remove the link", "14 days");
        assertThat(Desk.led(browser.post(path + "/link", Map.of("do", "remove"))))
                .isEqualTo(path);
        assertThat(links.of(Venues.meeting(events.get(id(path))))).isEmpty();
        assertThat(browser.get(path + "/link?lang=en").body()).doesNotContain("Remove the link");
    }

    @Test
    void howAKeptPasscodeGoesAwayIsSaidBesideItsField() {
        var path = draft(linked(URL, "2468"));
        assertThat(browser.get(path + "/edit?lang=en").body()).contains("To change or remove it, type the link again");
        events.publish(id(path));
        assertThat(browser.get(path + "/link?lang=en").body()).contains("goes with the old link");
        var without = draft(linked(URL, ""));
        assertThat(browser.get(without + "/edit?lang=en").body()).contains("To add one, type the link again");
        assertThat(browser.get(home + "/events/new?lang=en").body()).doesNotContain("type the link again");
    }

    @Test
    void thatCopiesAndOtherDatesHaveTheSameLinkIsSaid() {
        var path = draft(linked(URL, ""));
        assertThat(browser.get(path + "/link?lang=en").body()).contains("copies of it start with the same one");
        events.publish(id(path));
        var repeat = browser.get(path + "/series?lang=en").body();
        assertThat(repeat).contains("people from one could walk into another");
        assertThat(PageRules.broken(repeat)).isEmpty();
        var copy = Desk.led(browser.post(path + "/duplicate", Map.of()));
        assertThat(browser.get(copy + "?lang=en").body()).contains("It has the same link to the meeting");
        var course = draft(Map.of(
                "kind", "course", "dates", "3", "every", "7", "provider", "link", "ownUrl", URL, "ownPasscode", ""));
        assertThat(browser.get(course + "/link?lang=en").body()).contains("used for all dates of this course");
    }

    @Test
    void aDraftKeepsItsLinkWhenNoneIsTypedAgain() {
        var path = draft(linked(URL, ""));
        var fields = Desk.filled();
        fields.putAll(linked("", ""));
        browser.get(path + "/edit");
        assertThat(browser.post(path + "/edit", fields).statusCode()).isEqualTo(303);
        assertThat(links.of(Venues.meeting(events.get(id(path)))).orElseThrow().host())
                .isEqualTo("meet.google.com");
        fields.putAll(linked("", "2468"));
        assertThat(browser.post(path + "/edit", fields).body()).contains("ownUrl-error");
    }

    @Test
    void theOwnerSeesThatWhoLeadsItPutAnotherLinkInItsPlace() {
        var path = draft(linked(URL, ""));
        events.publish(id(path));
        var guide = members.findOrCreate(
                market.mail("guide"), Optional.of(new PersonName("案内 花子")), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        events.hosts(id(path), Set.of(guide.id()));
        var page = "/host/" + id(path);
        try (var leads = signedIn.as(guide.email())) {
            leads.get(page + "/link");
            assertThat(Desk.led(leads.post(page + "/link", Map.of("ownUrl", "https://zoom.us/j/1"))))
                    .isEqualTo(page);
            assertThat(leads.get(page + "/link").body()).contains("案内 花子");
        }
        var shown = browser.get(path + "?lang=en").body();
        assertThat(shown).contains("zoom.us", "案内 花子 typed it", "Kept on");
        assertThat(PageRules.broken(shown)).isEmpty();
    }

    @Test
    void anotherOrganiserAndAnEventThatIsHeldElsewhereHaveNoSuchPage() {
        var path = draft(linked(URL, ""));
        try (var other = desk.browserOf(market.organiser())) {
            assertThat(other.get(path + "/link").statusCode()).isEqualTo(404);
        }
        assertThat(browser.get(draft(Map.of()) + "/link").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> in(Event event) {
        var ticket = orders.tickets(market.paid(event.id(), 1).id()).getFirst();
        clock.forward(Duration.ofMinutes(21));
        var door = "/door/" + handed.keys(ticket).doorLink();
        var page = guest.get(door + "?lang=en");
        assertThat(page.body()).contains("data-state=\"unseen\"").doesNotContain(SECRET);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("meet.google.com");
        return guest.post(door, Map.of());
    }

    @Test
    void theWayInIsAPageThatGoesOnByItself() {
        var event = venues.event("link", Duration.ofMinutes(30));
        links.keep(Venues.meeting(event), new OwnLink(URL, ""), Venues.SOMEBODY);
        var way = in(event);
        assertThat(way.statusCode()).isEqualTo(200);
        assertThat(way.body()).contains("http-equiv=\"refresh\" content=\"0;url=" + URL + "\"", "href=\"" + URL + "\"");
        assertThat(way.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(way.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(way.body())
                .as("the way back, for who takes part")
                .contains("href=\"/door/")
                .doesNotContain("/host/");
        var host = members.find(events.hosts(event.id()).iterator().next()).orElseThrow();
        try (var leads = signedIn.as(host.email())) {
            var page = "/host/" + event.id();
            leads.get(page);
            var led = leads.post(page + "/enter?lang=en", Map.of()).body();
            assertThat(led)
                    .as("for who leads it")
                    .contains("href=\"" + page + "\"", "Participants come in by their own doors")
                    .doesNotContain("go by your own door again");
            assertThat(PageRules.broken(led)).isEmpty();
        }
        assertThat(way.body()).as("links that would lose the way in").doesNotContain("hreflang", "theme=light");
        assertThat(PageRules.broken(way.body())).isEmpty();
    }

    @Test
    void withAPasscodeItWaitsToBeRead() {
        var event = venues.event("link", Duration.ofMinutes(30));
        links.keep(Venues.meeting(event), new OwnLink(URL, "24 <68>"), Venues.SOMEBODY);
        var way = in(event).body();
        assertThat(way).contains("24 &lt;68&gt;", "href=\"" + URL + "\"").doesNotContain("http-equiv=\"refresh\"");
        assertThat(PageRules.broken(way)).isEmpty();
    }

    @Test
    void theOrganiserSeesWhoWentThroughTheDoorAndWhoOfThemMayHaveToBeRemoved() {
        var event = venues.event("link", Duration.ofMinutes(30));
        links.keep(Venues.meeting(event), new OwnLink(URL, ""), Venues.SOMEBODY);
        in(event);
        var told = event.particulars();
        var page = "/organise/" + desk.organiser(told.organiser()).slug() + "/events/" + event.id();
        var ticket = orders.tickets(orders.paidOf(event.id()).iterator().next()).getFirst();
        try (var owner = desk.browserOf(told.organiser())) {
            assertThat(Desk.led(owner.get(page + "/enter")))
                    .as("a tab that is opened again")
                    .isEqualTo(page);
            assertThat(owner.get(page + "?lang=en").body())
                    .contains("Went through the door", ticket.attendee().value());
            var one = Set.of(ticket.id());
            orders.cancel(
                    ticket.order(),
                    one,
                    orders.quote(ticket.order(), one, Ticket.CancelledBy.ORGANISER)
                            .refund(),
                    Ticket.CancelledBy.ORGANISER);
            var live = owner.get(page + "/live?lang=en").body();
            assertThat(live).contains("before they lost their ticket").doesNotContain("no longer hold a ticket");
            clock.forwardTo(Door.closesAt(event).orElseThrow());
            assertThat(owner.get(page + "/live?lang=en").body())
                    .as("nobody is inside any more")
                    .doesNotContain("role=\"alert\"", "before they lost their ticket");
        }
    }

    @Test
    void aClickOnTheDoorOfASessionIsNotCalledBeingInItsRoom() {
        var two = venues.two("link");
        links.keep(Venues.meeting(two.sessions()), new OwnLink(URL, ""), Venues.SOMEBODY);
        var ticket = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, ticket, selling.free(two).get(3).startsAt());
        var page = "/account/bookings/" + booking.id();
        clock.forwardTo(booking.start().orElseThrow());
        try (var guests = signedIn.as(two.buyer().email())) {
            guests.get(page);
            assertThat(guests.post(page + "/enter", Map.of()).statusCode()).isEqualTo(200);
            var shown = guests.get(page + "?lang=en").body();
            assertThat(shown)
                    .contains("went through the door at", "not how long they stayed")
                    .doesNotContain("In the room", "since ");
            assertThat(PageRules.broken(shown)).isEmpty();
        }
    }

    @Test
    void theHostOfASessionGivesItALinkOfItsOwnAndItsGuestDoesNot() {
        var two = venues.two("link");
        links.keep(Venues.meeting(two.sessions()), new OwnLink(URL, ""), Venues.SOMEBODY);
        var ticket = selling.tickets(selling.bought(two, 0, 1).id()).getFirst();
        var booking = selling.booked(two, ticket, selling.free(two).get(3).startsAt());
        var page = "/account/bookings/" + booking.id();
        try (var guests = signedIn.as(two.buyer().email());
                TestBrowser hosts = signedIn.as(selling.mail(two.host()))) {
            assertThat(guests.get(page).body()).doesNotContain(page + "/link");
            assertThat(guests.get(page + "/link").statusCode()).isEqualTo(404);
            assertThat(guests.post(page + "/link", Map.of("ownUrl", URL)).statusCode())
                    .isEqualTo(404);
            assertThat(hosts.get(page).body()).contains(page + "/link");
            var own = hosts.get(page + "/link?lang=en").body();
            assertThat(own).contains("all sessions share").doesNotContain(SECRET);
            assertThat(PageRules.broken(own)).isEmpty();
            assertThat(Desk.led(hosts.post(page + "/link", Map.of("ownUrl", "https://zoom.us/j/1?pwd=x"))))
                    .isEqualTo(page);
        }
    }
}
