package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.testing.TestBrowser;

/// Browsers of people who have signed in by the link of their mail.
@Component
@Lazy
public class SignedIn {
    private final SignIn signIn;
    private final JdbcClient sql;
    private final int port;

    SignedIn(SignIn signIn, JdbcClient sql, @LocalServerPort int port) {
        this.signIn = signIn;
        this.sql = sql;
        this.port = port;
    }

    public TestBrowser nobody() {
        return new TestBrowser(port);
    }

    public TestBrowser as(EmailAddress mail) {
        var browser = new TestBrowser(port);
        browser.get("/sign-in?next=/account");
        browser.post("/sign-in", Map.of("mail", mail.value(), "next", ""));
        var newest = sql.sql("select id from sign_in order by id desc limit 1")
                .query(UUID.class)
                .single();
        var link = "/sign-in/link/"
                + signIn.letter(new SignInId(newest)).orElseThrow().linkToken();
        browser.get(link);
        assertThat(browser.post(link, Map.of()).statusCode()).isEqualTo(303);
        return browser;
    }
}
