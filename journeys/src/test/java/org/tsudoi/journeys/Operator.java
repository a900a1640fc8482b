package org.tsudoi.journeys;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;

/// Whoever runs this Tsudoi.
final class Operator {
    private static final String MAIL = "operator@example.jp";

    private Operator() {}

    /// By the first login once, by mail afterwards.
    static void signIn(World world, Phone phone) throws IOException {
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
