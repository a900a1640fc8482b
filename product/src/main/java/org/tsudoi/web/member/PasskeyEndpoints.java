package org.tsudoi.web.member;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsudoi.members.Member;
import org.tsudoi.members.SignIn.Way;
import org.tsudoi.web.RateLimits;
import org.tsudoi.web.RateLimits.Limit;
import org.tsudoi.web.security.Next;
import org.tsudoi.web.security.PasskeyCeremonies;
import org.tsudoi.web.security.Sessions;

/// What the script of the sign-in and account pages talks to. Answers say no more than yes or no.
@RestController
class PasskeyEndpoints {
    private static final Limit TRIES = new Limit("sign-in.passkey", 60, Duration.ofMinutes(15));

    private final PasskeyCeremonies ceremonies;
    private final Sessions sessions;
    private final RateLimits limits;

    PasskeyEndpoints(PasskeyCeremonies ceremonies, Sessions sessions, RateLimits limits) {
        this.ceremonies = ceremonies;
        this.sessions = sessions;
        this.limits = limits;
    }

    @PostMapping(path = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    String requestOptions(HttpServletResponse response) {
        return ceremonies.requestOptions(response);
    }

    /// Answers where to go next, as text.
    @PostMapping(
            path = "/sign-in/passkey",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> signIn(
            @RequestBody String answer,
            @RequestParam(name = SignInPages.NEXT, required = false) Optional<String> next,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take(TRIES, RateLimits.address(request));
        Optional<Member> member = ceremonies.signedBy(answer, request, response);
        if (member.isEmpty()) return ResponseEntity.status(422).build();
        sessions.begin(request, response, member.get(), Way.PASSKEY);
        return ResponseEntity.ok(Next.read(next.orElse(null)).orElse("/tickets"));
    }

    @PostMapping(path = "/account/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    String creationOptions(Member member, HttpServletResponse response) {
        return ceremonies.creationOptions(member, response);
    }

    @PostMapping(path = "/account/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> create(
            Member member, @RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
        return ceremonies.create(member, answer, request, response)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(422).build();
    }
}
