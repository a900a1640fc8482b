package org.tsudoi.finding;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;

/// What is offered to be found, under words that nothing else of the shared database has.
@Component
public class ShopWindow {
    private final Market market;
    private final SessionMarket selling;
    private final Events events;
    private final CoachPages pages;
    private final Themes themes;

    ShopWindow(Market market, SessionMarket selling, Events events, CoachPages pages, Themes themes) {
        this.market = market;
        this.selling = selling;
        this.events = events;
        this.pages = pages;
        this.themes = themes;
    }

    /// Letters alone, so that it is one word.
    public String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + Long.toString(System.nanoTime(), 26)
                .replaceAll("[0-9]", "x");
    }

    public Theme theme(String word) {
        var theme = new Theme(word, word + "道", word + " way", word + "ทาง", 1, false);
        themes.keep(theme);
        return theme;
    }

    public Event meeting(String title, String description, Money price, Duration startsIn) {
        var event = market.event(
                market.organiser(price.currency().getCurrencyCode()),
                10,
                startsIn,
                market.plan(Plan.Kind.ONCE, price, 2));
        return named(event, title, description);
    }

    /// An hour at ¥3,000, of a host with hours from nine to nine in Tokyo.
    public Event sessions(String title) {
        return named(selling.two().sessions(), title, "");
    }

    private Event named(Event event, String title, String description) {
        var told = event.particulars();
        return events.change(
                event.id(), told.with(new Event.Presentation(title, description, null, told.art())));
    }

    public MemberId host(Event event) {
        return events.hosts(event.id()).iterator().next();
    }

    public void open(MemberId host) {
        selling.open(host, BookingRules.USUAL);
    }

    public CoachPage shownPage(MemberId member, String name, FoundBy by) {
        var told = new CoachPage.Told(name, "一言", "自己紹介です。", by, List.of(), true);
        var slug = "c-" + UUID.randomUUID().toString().substring(0, 18).replaceAll("-$", "x");
        if (!(pages.keep(member, slug, told, null) instanceof CoachPages.Keeping.Kept(var page))) {
            throw new IllegalStateException("taken: " + slug);
        }
        if (!pages.show(member)) throw new IllegalStateException("leads nothing: " + member);
        return pages.of(page.member()).orElseThrow();
    }
}
