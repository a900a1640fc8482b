package org.tsudoi.web.member;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.Member;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignIn.Answer;
import org.tsudoi.members.SignIn.Asked;
import org.tsudoi.members.SignIn.Way;
import org.tsudoi.web.Flash;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.ReaderPreferences;
import org.tsudoi.web.participant.TheirPlaces;
import org.tsudoi.web.security.Browser;
import org.tsudoi.web.security.ChosenLanguage;
import org.tsudoi.web.security.Cookies;
import org.tsudoi.web.security.Next;
import org.tsudoi.web.security.Sessions;

/// Signing in and up are one page: whoever opens the link of a new address has an account.
@Controller
@EnableConfigurationProperties(DemoSettings.class)
class SignInPages {
    static final String NEXT = "next";
    private static final ZoneId WHERE_MOST_ARE = ZoneId.of("Asia/Tokyo");

    private final SignIn signIn;
    private final Sessions sessions;
    private final Browser browser;
    private final Cookies cookies;
    private final Greeting greeting;
    private final Clock clock;

    /// What is known of whoever comes in.
    @Component
    record Greeting(TheirPlaces places, ChosenLanguage languages, DemoSettings demo) {}

    SignInPages(SignIn signIn, Sessions sessions, Browser browser, Cookies cookies, Greeting greeting, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.browser = browser;
        this.cookies = cookies;
        this.greeting = greeting;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ModelAndView show(@RequestParam(name = NEXT, required = false) Optional<String> next, Optional<Member> member) {
        Optional<String> wanted = Next.read(next.orElse(null));
        if (member.isPresent() && wanted.isEmpty()) return Pages.seeOther("/account");
        return Pages.show("member/sign-in", "form", Form.blank().with(NEXT, wanted.orElse("")));
    }

    @PostMapping("/sign-in")
    ModelAndView ask(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed);
        Optional<EmailAddress> mail = form.read("mail", "form.mail", EmailAddress::read);
        if (mail.isEmpty()) return Pages.again("member/sign-in", "form", form);
        rememberNext(form.value(NEXT), response);
        Asked asked = signIn.ask(
                mail.get(),
                ReaderPreferences.language(request).locale(),
                zone(request),
                browser.knownOrNew(request, response),
                RateLimits.address(request));
        return switch (asked) {
            case Asked.Sent _ -> Pages.seeOther("/sign-in/sent");
            case Asked.TooOften(var again) ->
                Pages.answer(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "member/sign-in",
                        "form",
                        form.wrong("mail", "signin.tooOften", minutesUntil(again)));
        };
    }

    @GetMapping("/sign-in/sent")
    ModelAndView sent(HttpServletRequest request) {
        return waiting(request)
                .map(waiting ->
                        Pages.show("member/sent", "sent", Sent.of(waiting, greeting.demo), "form", Form.blank()))
                .orElseGet(() -> Pages.seeOther("/sign-in"));
    }

    @PostMapping("/sign-in/sent")
    ModelAndView code(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed);
        Optional<SignIn.Waiting> waiting = waiting(request);
        if (waiting.isEmpty()) return Pages.seeOther("/sign-in", Flash.bad("signin.over"));
        Optional<String> code = form.read("code", "signin.code.shape", SignInPages::digits);
        if (code.isEmpty())
            return Pages.again("member/sent", "sent", Sent.of(waiting.get(), greeting.demo), "form", form);
        return switch (signIn.byCode(browser.known(request).orElse(""), code.get())) {
            case Answer.Welcome(var member, var isNew) -> welcome(member, isNew, Way.CODE, request, response);
            case Answer.WrongCode(var left) ->
                Pages.again(
                        "member/sent",
                        "sent",
                        Sent.of(waiting.get(), greeting.demo),
                        "form",
                        form.wrong("code", "signin.code.wrong", left));
            case Answer.NoLongerGood _ -> Pages.seeOther("/sign-in", Flash.bad("signin.code.over"));
        };
    }

    /// A mail scanner that opens the link sees a page with a button and changes nothing.
    @GetMapping("/sign-in/link/{token}")
    ModelAndView link(@PathVariable String token) {
        return signIn.look(token)
                .map(waiting -> Pages.show("member/link", "link", Link.of(waiting), "form", Form.blank()))
                .orElseGet(SignInPages::linkIsOver);
    }

    @PostMapping("/sign-in/link/{token}")
    ModelAndView follow(
            @PathVariable String token,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed);
        Optional<PersonName> name = PersonName.read(form.optionalText("name", PersonName.LENGTH_MAX));
        Optional<SignIn.Waiting> waiting = signIn.look(token);
        if (waiting.isPresent() && !form.isGood())
            return Pages.again("member/link", "link", Link.of(waiting.get()), "form", form);
        return switch (signIn.byLink(token, name)) {
            case Answer.Welcome(var member, var isNew) -> welcome(member, isNew, Way.LINK, request, response);
            case Answer.WrongCode _, Answer.NoLongerGood _ -> linkIsOver();
        };
    }

    @GetMapping("/sign-out")
    ModelAndView signOutPage() {
        return Pages.seeOther("/account");
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return Pages.seeOther("/", Flash.good("signin.signedOut"));
    }

    private ModelAndView welcome(
            Member member, boolean isNew, Way way, HttpServletRequest request, HttpServletResponse response) {
        sessions.begin(request, response, member, way);
        boolean nothingYet = isNew && !greeting.places.any(member);
        String next = takeNext(request, response).orElse(nothingYet ? "/account" : "/tickets");
        var hello = Flash.good(isNew ? "signin.welcomeNew" : "signin.welcome");
        return greeting.languages.adopt(member, request)
                ? Pages.seeOther(next, hello, Flash.good("account.languageFollows"))
                : Pages.seeOther(next, hello);
    }

    private static ModelAndView linkIsOver() {
        return Pages.answer(HttpStatus.GONE, "member/link-over");
    }

    private Optional<SignIn.Waiting> waiting(HttpServletRequest request) {
        return browser.known(request).flatMap(signIn::waitingFor);
    }

    private void rememberNext(String wanted, HttpServletResponse response) {
        Next.read(wanted)
                .ifPresentOrElse(
                        path -> cookies.write(response, NEXT, path, Duration.ofMinutes(30)),
                        () -> cookies.remove(response, NEXT));
    }

    private Optional<String> takeNext(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> next = cookies.read(request, NEXT).flatMap(Next::read);
        if (next.isPresent()) cookies.remove(response, NEXT);
        return next;
    }

    static ZoneId zone(HttpServletRequest request) {
        return ReaderPreferences.zone(request).orElse(WHERE_MOST_ARE);
    }

    /// People copy codes with blanks and hyphens in them.
    private static Optional<String> digits(String typed) {
        String code = typed.replaceAll("[\\s-]", "");
        if (!code.matches("\\d{" + SignIn.CODE_LENGTH + "}")) throw new IllegalArgumentException("not a code");
        return Optional.of(code);
    }

    private long minutesUntil(Instant again) {
        return Math.max(
                1, Duration.between(clock.instant(), again).plusSeconds(59).toMinutes());
    }
}
