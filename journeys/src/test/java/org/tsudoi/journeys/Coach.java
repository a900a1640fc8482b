package org.tsudoi.journeys;

import com.microsoft.playwright.Browser;
import java.net.URI;

/// Somebody who sells sessions and looks after them, with a phone.
final class Coach implements AutoCloseable {
    private final Organiser organiser;
    private final Phone phone;

    /// A plan of sessions; its kind is `once`, `trial` or `pack`.
    record Price(String name, String kind, long yen) {}

    private Coach(Organiser organiser, Phone phone) {
        this.organiser = organiser;
        this.phone = phone;
    }

    /// Free on all days.
    static Coach of(World world, Browser browser, String language) {
        var organiser = Organiser.signUp(world);
        var coach = new Coach(organiser, Phone.of(world, browser, language));
        coach.phone.signIn(organiser.mail());
        coach.openHours();
        return coach;
    }

    private void openHours() {
        var page = phone.page();
        phone.open(organiser.home() + "/free-times");
        for (int day = 1; day <= 7; day++) {
            page.locator("#d" + day + "s0from").fill("09:00");
            page.locator("#d" + day + "s0until").fill("21:00");
        }
        page.locator("form[data-dirty] button.primary").click();
        page.locator(".flash").waitFor();
    }

    Phone phone() {
        return phone;
    }

    Organiser organiser() {
        return organiser;
    }

    /// @return the path of its page
    String offer(String title, Price... prices) {
        return offerAt("room", title, prices);
    }

    /// @param place where it is held: `room`, `bigbluebutton` …
    String offerAt(String place, String title, Price... prices) {
        var page = phone.page();
        phone.open(organiser.home() + "/events/new?kind=session");
        page.locator("#title").fill(title);
        page.locator("#description").fill("いまの悩みを、二人でゆっくりほどきます。\nTwo people, one question, no hurry.");
        page.locator("input[name=provider][value=" + place + "]").check();
        for (int row = 0; row < prices.length; row++) {
            if (row > 0) page.locator("button[value=addPlan]").click();
            page.locator("#plan" + row + "-name").fill(prices[row].name());
            page.locator("#plan" + row + "-kind").selectOption(prices[row].kind());
            page.locator("#plan" + row + "-price").fill(String.valueOf(prices[row].yen()));
        }
        page.locator("button.primary[value=save]").click();
        phone.waitForPath(".*/preview");
        page.locator("form[action$='/publish'] button").first().click();
        page.locator(".flash").waitFor();
        return page.locator("a[href*='/events/']").all().stream()
                .map(link -> URI.create(link.getAttribute("href")).getPath())
                .filter(path -> path.matches("/events/[a-z0-9-]+"))
                .findFirst()
                .orElseThrow();
    }

    /// @param booking its path
    void sayHeld(String booking) {
        say(booking, "held");
    }

    void sayNoShow(String booking) {
        say(booking, "no-show");
    }

    private void say(String booking, String what) {
        phone.open(booking);
        phone.page().locator("form[action$='/" + what + "'] button").click();
        phone.page().locator(".flash.good").waitFor();
    }

    /// The address that calendars read, whole.
    String calendar() {
        phone.open(organiser.home() + "/free-times");
        return phone.page().locator("section[aria-labelledby=subscribe] code").textContent();
    }

    String renewCalendar() {
        var page = phone.page();
        var before = calendar();
        page.locator("form[action$='/address'] button").click();
        page.locator(".flash").waitFor();
        var after = calendar();
        if (after.equals(before)) throw new AssertionError("the address is still " + before);
        return after;
    }

    @Override
    public void close() {
        phone.close();
    }
}
