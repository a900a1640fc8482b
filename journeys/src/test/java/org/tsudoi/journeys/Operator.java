package org.tsudoi.journeys;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whoever runs this Tsudoi.
final class Operator {
    private static final String MAIL = "operator@example.jp";

    /// What browsers keep of a reader's own, whoever is signed in.
    private static final Set<String> OF_READERS = Set.of("lang", "theme", "zone", "means");

    /// Of each world: one address is sent few links in a quarter of an hour.
    private static final Map<World, List<Cookie>> SIGNED_IN = new ConcurrentHashMap<>();

    private Operator() {}

    /// By the first login once, by mail afterwards; with the same session on another phone.
    static void signIn(World world, Phone phone) throws IOException {
        var session = SIGNED_IN.get(world);
        if (session != null) {
            phone.context().addCookies(session);
            phone.open("/operate");
            if (phone.page().url().endsWith("/operate")) return;
        }
        signInAnew(world, phone);
        SIGNED_IN.put(
                world,
                phone.context().cookies().stream()
                        .filter(cookie -> !OF_READERS.contains(cookie.name))
                        .toList());
    }

    private static void signInAnew(World world, Phone phone) throws IOException {
        var invitation = world.firstLogin();
        if (invitation.isEmpty()) {
            phone.signIn(MAIL);
            return;
        }
        phone.open(invitation.get());
        if (phone.page().locator("#mail").count() == 0) {
            // Used already; the file is taken away a little later.
            phone.signIn(MAIL);
            return;
        }
        phone.page().locator("#mail").fill(MAIL);
        phone.page().locator("#mailAgain").fill(MAIL);
        phone.page().locator("form.form button.primary").click();
        phone.waitForPath("/account");
    }

    /// One more than the first: what only two decide.
    static void signInAnother(World world, Phone phone, String mail) {
        phone.signIn(mail);
        world.administer("""
                update member set operator_since = now()
                where id = (select id from member order by id desc limit 1)""");
    }

    /// Gives the product a file that Town has for it, as it is now.
    ///
    /// @param provider `slip`, `transfer`
    static void handIn(World world, Phone phone, String provider, String path) {
        var page = phone.page();
        phone.open("/operate/reports");
        page.locator("label:has(input[name=provider][value=" + provider + "])").click();
        var name = path.substring(path.lastIndexOf('/') + 1);
        page.locator("#file")
                .setInputFiles(new FilePayload(
                        name, "application/octet-stream", world.town().file(path)));
        page.locator("form[enctype] button.primary").click();
        page.locator(".flash").waitFor();
    }
}
