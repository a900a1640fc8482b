package org.tsudoi.journeys;

import java.net.URI;

/// What every guest does in the browser before they pay in some way of their own.
final class Booking {
    static final String TICKET = "section.ticket a[href^='/door/']";

    private Booking() {}

    /// Until the order's page asks how to pay.
    static void hold(Phone phone, Organiser.Offer offer, String mail) {
        var page = phone.page();
        phone.open("/events/" + offer.slug() + "/apply");
        page.locator("#name").fill("山田 花子");
        page.locator("#email").fill(mail);
        page.locator("#agreed").check();
        page.locator("form.form button.primary").click();
        phone.waitForPath("/orders/[^/]+");
    }

    /// @param means its word: `card`, `slip` …
    static void choose(Phone phone, String means) {
        pick(phone, means);
        go(phone);
        phone.page().locator("[data-state='paying-issued-0']").waitFor();
    }

    static void pick(Phone phone, String means) {
        phone.page().locator("label[for=means-" + means + "]").click();
    }

    /// To the page of whoever takes the money, or to what is to be paid elsewhere.
    static void go(Phone phone) {
        phone.page().locator("form[action$='/pay'] button.primary").click();
    }

    /// With a card that is good, on the page of whoever takes the money, until there is a ticket.
    static void payByCard(Phone phone) {
        pick(phone, "card");
        go(phone);
        var page = phone.page();
        phone.waitForPath("/stripe/c/pay/.*");
        page.locator("#card").fill("4242 4242 4242 4242");
        page.locator("#expiry").fill("12 / 34");
        page.locator("#cvc").fill("123");
        page.locator("#name").fill("HANAKO YAMADA");
        page.locator("#pay").click();
        page.locator("section.ticket").first().waitFor();
    }

    /// The file behind a link of the page, fetched as whoever holds the phone.
    static byte[] download(Phone phone, String link) {
        var address = phone.page().locator(link).getAttribute("href");
        var answer = phone.context()
                .request()
                .get(URI.create(phone.page().url()).resolve(address).toString());
        if (!answer.ok()) throw new AssertionError(address + " answered " + answer.status());
        return answer.body();
    }
}
