package org.tsudoi.journeys;

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
}
