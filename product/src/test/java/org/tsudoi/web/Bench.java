package org.tsudoi.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.tsudoi.texts.Texts;

/// Pages without a server: controllers with the real templates, texts, headers and views around them, and a
/// clock that stands at 21 November 2026, 03:00 UTC.
public final class Bench {
    public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final Texts TEXTS = Texts.strict();

    private Bench() {}

    public static MockMvc of(Object... controllers) {
        return seenBy(request -> Optional.empty(), controllers);
    }

    public static MockMvc with(Object advice, Object... controllers) {
        return build(request -> Optional.empty(), new Object[] {advice}, controllers);
    }

    public static MockMvc seenBy(Visitors visitors, Object... controllers) {
        return build(visitors, new Object[0], controllers);
    }

    private static MockMvc build(Visitors visitors, Object[] advice, Object... controllers) {
        var pages =
                new PageMaker(TEXTS, new Assets(), Clock.fixed(NOW, ZoneOffset.UTC), visitors, NoPrices.NONE.rates());
        return MockMvcBuilders.standaloneSetup(controllers)
                .setControllerAdvice(advice)
                .setViewResolvers(new Templates(ENGINE, pages))
                .setLocaleResolver(new ReaderPreferences())
                .addFilters(new SecureHeaders(
                        new SecureRandom(), true, List.of("https://checkout.stripe.com"), "wss://tsudoi.example"))
                .build();
    }

    public static Texts texts() {
        return TEXTS;
    }
}
