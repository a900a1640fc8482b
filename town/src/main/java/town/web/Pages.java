package town.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// Renders the templates compiled at build time.
@Component
public class Pages {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final MessageSource texts;

    Pages(MessageSource texts) {
        this.texts = texts;
    }

    /// A page in the reader's language.
    ///
    /// @param values the template's parameters, besides `page`
    public ResponseEntity<String> show(HttpServletRequest request, String template, Map<String, ?> values) {
        return show(request, Language.of(request), HttpStatus.OK, template, values);
    }

    public ResponseEntity<String> show(
            HttpServletRequest request, Language language, HttpStatus status, String template, Map<String, ?> values) {
        var model = new HashMap<String, Object>(values);
        model.put("page", new Page(language, pathOf(request), texts));
        var html = new StringOutput();
        engine.render(template + ".jte", model, html);
        var answer = ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        Language.of(request.getParameter("lang"))
                .ifPresent(chosen -> answer.header(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(Language.COOKIE, chosen.tag())
                                .path("/")
                                .maxAge(Duration.ofDays(365))
                                .sameSite("Lax")
                                .build()
                                .toString()));
        return answer.body(html.toString());
    }

    private static String pathOf(HttpServletRequest request) {
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("lang")
                .build()
                .toUriString();
    }
}
