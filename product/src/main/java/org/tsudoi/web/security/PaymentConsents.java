package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Passkeys;
import org.tsudoi.money.Money;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.platform.RecurringJob;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Has a member confirm a payment with a passkey: what is confirmed is stored with the challenge, so that an answer is
/// good for this order, this amount, this card and this session, once, for a short time. Signing in has challenges of
/// its own; neither is taken for the other.
@Component
public class PaymentConsents implements RecurringJob {
    private static final Logger log = LoggerFactory.getLogger(PaymentConsents.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(3);
    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private final WebAuthnRelyingPartyOperations operations;
    private final ConsentTable consents;
    private final Passkeys passkeys;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PaymentConsents(WebAuthnRelyingPartyOperations operations, ConsentTable consents, Passkeys passkeys, Clock clock) {
        this.operations = operations;
        this.consents = consents;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /// What was confirmed.
    ///
    /// @param by since when the passkey that confirmed it has been this member's
    public record Given(Deal deal, Instant by) {}

    /// What is to be confirmed.
    public record Deal(String orderReference, SavedCardId card, Money amount) {}

    /// What the browser is asked to sign, as JSON.
    public String ask(Member member, HttpServletRequest request, Deal deal) {
        var options = options(member);
        consents.add(
                options.getChallenge().getBytes(),
                asked(member, request),
                deal,
                clock.instant().plus(GOOD_FOR));
        return json.writeValueAsString(options);
    }

    /// What this member has confirmed by fingerprint, face or PIN; empty when the answer is not theirs, not right,
    /// too late or not the first.
    public Optional<Given> given(Member member, String answer, HttpServletRequest request) {
        try {
            var credential =
                    json.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            var said =
                    json.readTree(credential.getResponse().getClientDataJSON().getBytes());
            var challenge = Bytes.fromBase64(said.path("challenge").asString(""));
            var deal = consents.spend(challenge.getBytes(), asked(member, request), clock.instant());
            return deal.filter(_ -> isSignedBy(member, challenge, credential))
                    .flatMap(it -> passkeys.since(
                                    member.id(), credential.getRawId().getBytes())
                            .map(since -> new Given(it, since)));
        } catch (DataAccessException fault) {
            throw fault;
        } catch (RuntimeException refused) { // whatever the libraries make of an answer that is broken or forged
            log.info("a payment was not confirmed: {}", refused.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private boolean isSignedBy(
            Member member, Bytes challenge, PublicKeyCredential<AuthenticatorAssertionResponse> credential) {
        var asked = options(member);
        var options = PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(asked.getRpId())
                .allowCredentials(asked.getAllowCredentials())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(asked.getTimeout())
                .build();
        var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
        var bytes = ByteBuffer.wrap(owner.getId().getBytes());
        return new MemberId(new UUID(bytes.getLong(), bytes.getLong())).equals(member.id());
    }

    /// Names the member's own passkeys.
    private PublicKeyCredentialRequestOptions options(Member member) {
        return operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(new SignedInMember(member, clock.instant())));
    }

    private static ConsentTable.Asked asked(Member member, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return new ConsentTable.Asked(member.id(), session == null ? "" : Sessions.handle(session.getId()));
    }

    @Override
    public String name() {
        return "web-forget-payment-consents";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        consents.deleteExpiredBefore(clock.instant().minus(KEPT_FOR));
    }
}
