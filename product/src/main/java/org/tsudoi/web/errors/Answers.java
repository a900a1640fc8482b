package org.tsudoi.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;
import org.tsudoi.web.Pages;
import org.tsudoi.web.ReaderPreferences;

/// The three shapes of a refusal: a page for people, a line for htmx to put into a page, problem+json for
/// programs.
@Component
class Answers {
    private static final List<Integer> TITLED = List.of(400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503);

    private final Texts texts;
    private final PlatformSettings settings;

    Answers(Texts texts, PlatformSettings settings) {
        this.texts = texts;
        this.settings = settings;
    }

    Object refusal(Problem problem, HttpServletRequest request) {
        var language = ReaderPreferences.language(request);
        var text = texts.say(language, problem.messageKey(), problem.arguments().toArray());
        var code = problem.code();
        if (!wantsJson(request)) {
            return page(code.status(), text, "", language, request);
        }
        var detail = detail(code.status(), text, language);
        detail.setType(URI.create(settings.link("/problems#" + code.slug())));
        if (!problem.fields().isEmpty()) {
            detail.setProperty("errors", inWords(problem.fields(), language));
        }
        return json(detail);
    }

    /// A refusal known by its HTTP status alone: no such page, not this method, an unreadable request.
    Object status(int status, HttpServletRequest request) {
        var sameStatus = Arrays.stream(ProblemCode.values())
                .filter(code -> code.status() == status)
                .findFirst();
        if (sameStatus.isPresent()) {
            return refusal(Problem.of(sameStatus.get()), request);
        }
        var language = ReaderPreferences.language(request);
        var text = texts.say(language, "errors.unreadable");
        return wantsJson(request) ? json(detail(status, text, language)) : page(status, text, "", language, request);
    }

    Object fault(String reference, HttpServletRequest request) {
        var language = ReaderPreferences.language(request);
        var text = texts.say(language, "errors.fault");
        if (!wantsJson(request)) {
            return page(500, text, reference, language, request);
        }
        var detail = detail(500, text, language);
        detail.setProperty("reference", reference);
        return json(detail);
    }

    private ModelAndView page(
            int status, String text, String reference, Language language, HttpServletRequest request) {
        var template = request.getHeader("HX-Request") == null ? "errors/error" : "errors/line";
        return Pages.answer(
                status == 422 ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.valueOf(status),
                template,
                "status",
                status,
                "title",
                title(status, language),
                "text",
                text,
                "reference",
                reference);
    }

    private String title(int status, Language language) {
        return texts.say(language, "errors.title." + (TITLED.contains(status) ? status : status < 500 ? 400 : 500));
    }

    private ProblemDetail detail(int status, String text, Language language) {
        var detail = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), text);
        detail.setTitle(title(status, language));
        return detail;
    }

    private Map<String, String> inWords(Map<String, String> fields, Language language) {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> texts.say(language, field.getValue()),
                        (first, _) -> first,
                        TreeMap::new));
    }

    private static ResponseEntity<ProblemDetail> json(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(detail);
    }

    private static boolean wantsJson(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getRequestURI().startsWith("/api/")
                || (accepted != null && accepted.contains("json") && !accepted.contains("text/html"));
    }
}
