package org.tsudoi.web.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartException;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.web.Bench;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.TooOften;

@ExtendWith(OutputCaptureExtension.class)
class RefusalsTest {
    @Controller
    static class Breaks {
        @GetMapping("/refuse/{code}")
        String refuse(@PathVariable ProblemCode code) {
            throw Problem.of(code);
        }

        @GetMapping("/fields")
        String fields() {
            throw Problem.inFields(Map.of("title", "form.required"));
        }

        @GetMapping("/fault")
        String fault(@RequestParam(defaultValue = "1") int number) {
            throw new IllegalStateException("select secret from inside where n = " + number);
        }

        @GetMapping("/broken/{link}")
        String broken(@PathVariable String link) {
            throw new IllegalStateException("broken");
        }

        @GetMapping("/firewall")
        String firewall() {
            throw new RequestRejectedException("a name of a parameter");
        }

        @GetMapping("/parameter")
        String parameter() {
            throw new InvalidParameterException("too many", 413);
        }

        @GetMapping("/multipart")
        String multipart() {
            throw new MultipartException("no boundary");
        }

        @GetMapping("/often")
        String often() {
            throw new TooOften("often", Duration.ofSeconds(601));
        }
    }

    private final Answers answers = new Answers(
            Bench.texts(), new PlatformSettings(URI.create("https://tsudoi.example"), Path.of("data"), null));
    private final Breaks breaks = new Breaks();

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyProblemIsAPageThatSaysWhatToDo(ProblemCode code) throws Exception {
        for (var language : new String[] {"ja", "en", "th"}) {
            var answer = ask("/refuse/" + code + "?lang=" + language, "text/html");
            assertThat(answer.getStatus()).isEqualTo(code.status());
            var html = answer.getContentAsString();
            assertThat(html).contains("<html lang=\"" + language + "\"", "href=\"/\"");
            assertThat(PageRules.broken(html)).isEmpty();
        }
    }

    @Test
    void aProgramGetsProblemJson() throws Exception {
        var answer = ask("/fields?lang=en", "application/json");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString())
                .contains("\"type\":\"https://tsudoi.example/problems#invalid-input\"")
                .contains("\"errors\":{\"title\":\"Please fill this in\"}");
    }

    @Test
    void aFaultShowsAReferenceNumberAndNothingOfTheInside() throws Exception {
        for (var accept : new String[] {"text/html", "application/json"}) {
            var answer = ask("/fault", accept);
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(answer.getContentAsString())
                    .containsPattern("[2-9A-Z]{4}-[2-9A-Z]{4}")
                    .doesNotContain("secret", "IllegalState", "org.tsudoi", "select");
        }
    }

    /// Doors, orders and sign-in links have in their path what lets somebody in.
    @Test
    void theLogOfAFaultHoldsNoLink(CapturedOutput output) throws Exception {
        assertThat(ask("/broken/letsSomebodyIn", "text/html").getStatus()).isEqualTo(500);
        assertThat(output).contains("at GET /broken/{link}").doesNotContain("letsSomebodyIn");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        var answer = ask("/often?lang=en", "text/html");
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("601");
        assertThat(answer.getContentAsString()).contains("Please wait about 11 minutes");
    }

    @ParameterizedTest
    @CsvSource({
        "/refuse/NO_SUCH_CODE, 404",
        "/fault?number=x, 400",
        "/nowhere, 404",
        "/firewall, 400",
        "/parameter, 413",
        "/multipart, 400"
    })
    void whatCannotBeReadOrFoundIsNoFault(String path, int status) throws Exception {
        assertThat(ask(path, "text/html").getStatus()).isEqualTo(status);
    }

    private MockHttpServletResponse ask(String path, String accept) throws Exception {
        return Bench.with(new Refusals(new SecureRandom(), answers), breaks)
                .perform(get(URI.create(path)).accept(accept))
                .andReturn()
                .getResponse();
    }
}
