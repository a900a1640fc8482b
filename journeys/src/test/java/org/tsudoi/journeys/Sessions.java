package org.tsudoi.journeys;

import com.microsoft.playwright.Page;

/// What somebody does in the browser who buys a session and agrees on its time.
final class Sessions {
    private static final String PLACES = "a[href*='/appointments/']";

    private Sessions() {}

    /// Sends the form of one price: what comes then is the order, or the form again.
    static void apply(Phone guest, String sessions, String price, String mail) {
        var page = guest.page();
        guest.open(sessions);
        page.locator("label", new Page.LocatorOptions().setHasText(price))
                .first()
                .click();
        page.locator("form[action$='/apply'] button.primary").click();
        guest.waitForPath(".*/apply");
        page.locator("#name").fill("山田 花子");
        if (page.locator("#email").count() > 0) page.locator("#email").fill(mail);
        page.locator("#agreed").check();
        page.locator("form.form button.primary").click();
    }

    /// Until it is paid and its time can be chosen.
    ///
    /// @return the path of the order
    static String awaitPaid(Phone guest) {
        guest.page().locator(PLACES).first().waitFor();
        return guest.path().replaceAll("(/orders/[^/]+).*", "$1");
    }

    /// The first time that is free.
    ///
    /// @return the path of the booking
    static String book(Phone guest, String order) {
        var page = guest.page();
        guest.open(order);
        page.locator(PLACES).first().click();
        guest.waitForPath(".*/appointments/.*");
        page.locator("input[name=start]").first().check();
        page.locator("button[value=book]").click();
        guest.waitForPath("/account/bookings/.*");
        return guest.path();
    }

    static void cancel(Phone guest, String booking) {
        guest.open(booking + "/cancel");
        guest.page().locator("form[action$='/cancel'] button").click();
        guest.page().locator(".flash").waitFor();
    }
}
