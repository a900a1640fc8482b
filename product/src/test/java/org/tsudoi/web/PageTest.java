package org.tsudoi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

class PageTest {
    @Controller
    static class Door {
        @GetMapping("/")
        ModelAndView front() {
            return Pages.show(
                    "participant/find",
                    "running",
                    java.util.List.of(),
                    "days",
                    java.util.List.of(),
                    "text",
                    "",
                    "freeOnly",
                    false);
        }

        @GetMapping("/done")
        ModelAndView done() {
            return Pages.seeOther("/", Flash.good("layout.copied"));
        }

        @GetMapping("/out")
        ModelAndView out() {
            return Pages.seeOther("//elsewhere.example");
        }
    }

    @Test
    void aPageSpeaksTheLanguageAskedForAndRemembersIt() throws Exception {
        var asked = see("/?lang=th", "en");
        assertThat(asked.getContentAsString()).contains("<html lang=\"th\"").contains("เข้าสู่ระบบ");
        assertThat(asked.getHeaders("Set-Cookie")).anyMatch(c -> c.startsWith("lang=th;"));
        assertThat(see("/", "en-GB,fr").getContentAsString()).contains("<html lang=\"en\"");
        assertThat(see("/", "fr").getContentAsString()).contains("<html lang=\"ja\"");
        assertThat(see("/", "en", new Cookie("lang", "ja")).getContentAsString())
                .contains("<html lang=\"ja\"");
        assertThat(see("/?lang=xx", "en").getContentAsString()).contains("<html lang=\"en\"");
    }

    @Test
    void theLanguageSwitchKeepsThePageAndItsQuestion() throws Exception {
        assertThat(see("/?q=yoga&lang=ja", "ja").getContentAsString())
                .contains("href=\"/?q=yoga&amp;lang=en\"")
                .contains("href=\"/?q=yoga&amp;theme=dark\"");
    }

    @Test
    void aSentenceIsCarriedOverARedirectOnceAndInTheReadersLanguage() throws Exception {
        var redirect = see("/done", "ja");
        assertThat(redirect.getStatus()).isEqualTo(303);
        assertThat(redirect.getHeader("Location")).isEqualTo("/");
        var flash = redirect.getHeaders("Set-Cookie").getFirst().split("[=;]")[1];
        var next = see("/", "en", new Cookie("flash", flash));
        assertThat(next.getContentAsString()).contains("class=\"flash good\" role=\"status\">Copied</p>");
        assertThat(next.getHeaders("Set-Cookie")).anyMatch(c -> c.startsWith("flash=;") && c.contains("Max-Age=0"));
        assertThat(see("/", "en", new Cookie("flash", "garbage%%")).getContentAsString())
                .doesNotContain("class=\"flash");
    }

    @Test
    void aSentenceTooLongToBeCarriedIsShortenedAndNotBroken() {
        var cookie = Flash.good("apply.sent", "あ".repeat(2000)).cookie();
        assertThat(Flash.read(cookie))
                .hasValueSatisfying(flash -> assertThat(flash.arguments()).containsExactly("あ".repeat(60) + "…"));
    }

    @Test
    void aRedirectNeverLeavesOurSite() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> see("/out", "ja")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAnswerCarriesTheHeadersAndNoTwoTheSameNonce() throws Exception {
        var page = see("/", "ja");
        var policy = page.getHeader("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'self'", "script-src 'self' 'nonce-", "style-src 'self';", "object-src 'none'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self' wss://tsudoi.example")
                .contains("form-action 'self' https://checkout.stripe.com")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.getHeader("Permissions-Policy")).contains("camera=(self)", "geolocation=()");
        assertThat(page.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.getHeader("Strict-Transport-Security")).startsWith("max-age=31536000");
        assertThat(see("/", "ja").getHeader("Content-Security-Policy")).isNotEqualTo(policy);
    }

    private static MockHttpServletResponse see(String path, String accepted, Cookie... cookies) throws Exception {
        var request = get(java.net.URI.create(path)).header("Accept-Language", accepted);
        return Bench.of(new Door())
                .perform(cookies.length == 0 ? request : request.cookie(cookies))
                .andReturn()
                .getResponse();
    }
}
