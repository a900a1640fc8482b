package org.tsudoi.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.tsudoi.contact.EmailAddress;
import tools.jackson.databind.JsonNode;

/// Sends the product's letters to Town by SMTP, and reads them there.
public final class TownPost implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var town = TownProcess.running();
        town.fair();
        var settings = Map.<String, Object>of(
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                town.smtpPort(),
                "spring.mail.properties.mail.smtp.starttls.enable",
                "false");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("post", settings));
    }

    /// The newest first; waits for the first one.
    public static List<JsonNode> awaited(EmailAddress to) {
        return letters("wait=20&to=" + to.value());
    }

    /// Waits for the one with that in its subject.
    public static JsonNode awaited(EmailAddress to, String subject) {
        var word = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return letters("wait=20&to=" + to.value() + "&subject=" + word).getFirst();
    }

    /// Those that have come.
    public static List<JsonNode> letters(EmailAddress to) {
        return letters("to=" + to.value());
    }

    private static List<JsonNode> letters(String which) {
        var found = TownProcess.running().call("GET", "/town/mail?" + which, null);
        return StreamSupport.stream(found.spliterator(), false).toList();
    }
}
