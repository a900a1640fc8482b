package org.tsudoi.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.Passkeys;
import org.tsudoi.privacy.Vault;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Making a passkey and signing in with one. The challenge waits in a sealed cookie, so that looking at the
/// sign-in page writes nothing; the one row that an answer writes makes a challenge good for one answer.
@Component
public class PasskeyCeremonies {
    private static final Logger log = LoggerFactory.getLogger(PasskeyCeremonies.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final String COOKIE = "passkey";
    private static final UUID NO_ROW = new UUID(0, 0);
    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final WebAuthnRelyingPartyOperations operations;
    private final Passkeys passkeys;
    private final Members members;
    private final Vault vault;
    private final Cookies cookies;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyCeremonies(
            WebAuthnRelyingPartyOperations operations,
            Passkeys passkeys,
            Members members,
            Vault vault,
            Cookies cookies,
            Clock clock) {
        this.operations = operations;
        this.passkeys = passkeys;
        this.members = members;
        this.vault = vault;
        this.cookies = cookies;
        this.clock = clock;
    }

    /// What the browser is asked to make a passkey by, as JSON.
    public String creationOptions(Member member, HttpServletResponse response) {
        var options = creationOptions(member);
        keep(response, "create " + member.id(), options.getChallenge());
        return json.writeValueAsString(options);
    }

    /// Keeps the passkey that the browser made. False when the answer does not fit what was asked.
    public boolean create(Member member, String answer, HttpServletRequest request, HttpServletResponse response) {
        Optional<Bytes> challenge = takeBack(request, response, "create " + member.id());
        if (challenge.isEmpty()) return false;
        try {
            JsonNode tree = json.readTree(answer);
            PublicKeyCredential<AuthenticatorAttestationResponse> credential = json.convertValue(
                    tree.path("credential"),
                    new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
            operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    withChallenge(creationOptions(member), challenge.get()),
                    new RelyingPartyPublicKey(
                            credential, tree.path("name").asString("").strip())));
            return true;
        } catch (DataAccessException fault) {
            throw fault;
        } catch (RuntimeException refused) { // whatever the libraries make of an answer that is broken or forged
            log.info("a passkey was not made: {}", refused.getClass().getSimpleName());
            return false;
        }
    }

    /// What the browser is asked to sign, as JSON. Names no credential: nobody learns who has a passkey.
    public String requestOptions(HttpServletResponse response) {
        var options = operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(NOBODY));
        keep(response, "request", options.getChallenge());
        return json.writeValueAsString(options);
    }

    /// The member whose passkey signed the challenge; empty when none did.
    public Optional<Member> signedBy(String answer, HttpServletRequest request, HttpServletResponse response) {
        Optional<Bytes> challenge = takeBack(request, response, "request");
        if (challenge.isEmpty()) return Optional.empty();
        try {
            var credential =
                    json.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            var asked = operations.createCredentialRequestOptions(
                    new ImmutablePublicKeyCredentialRequestOptionsRequest(NOBODY));
            var options = PublicKeyCredentialRequestOptions.builder()
                    .challenge(challenge.get())
                    .rpId(asked.getRpId())
                    .userVerification(asked.getUserVerification())
                    .timeout(asked.getTimeout())
                    .build();
            var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
            return memberOf(owner.getId());
        } catch (DataAccessException fault) {
            throw fault;
        } catch (RuntimeException refused) { // as above
            log.info("a passkey was refused: {}", refused.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<Member> memberOf(Bytes handle) {
        var bytes = ByteBuffer.wrap(handle.getBytes());
        return members.find(new MemberId(new UUID(bytes.getLong(), bytes.getLong())));
    }

    private PublicKeyCredentialCreationOptions creationOptions(Member member) {
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(new SignedInMember(member, clock.instant())));
    }

    private static PublicKeyCredentialCreationOptions withChallenge(
            PublicKeyCredentialCreationOptions options, Bytes challenge) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(options.getRp())
                .user(options.getUser())
                .challenge(challenge)
                .pubKeyCredParams(options.getPubKeyCredParams())
                .timeout(options.getTimeout())
                .excludeCredentials(options.getExcludeCredentials())
                .authenticatorSelection(options.getAuthenticatorSelection())
                .attestation(options.getAttestation())
                .extensions(options.getExtensions())
                .build();
    }

    private void keep(HttpServletResponse response, String purpose, Bytes challenge) {
        String clear = clock.instant().plus(GOOD_FOR).getEpochSecond() + " " + challenge.toBase64UrlString();
        byte[] sealed = vault.seal("cookie", purpose, NO_ROW, clear);
        cookies.write(response, COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), GOOD_FOR);
    }

    /// The challenge that was set for this purpose, once.
    private Optional<Bytes> takeBack(HttpServletRequest request, HttpServletResponse response, String purpose) {
        Optional<Bytes> challenge = cookies.read(request, COOKIE).flatMap(cookie -> opened(cookie, purpose));
        cookies.remove(response, COOKIE);
        return challenge.filter(bytes -> passkeys.spend(bytes.getBytes()));
    }

    private Optional<Bytes> opened(String cookie, String purpose) {
        try {
            String[] parts = vault.open(
                            "cookie", purpose, NO_ROW, Base64.getUrlDecoder().decode(cookie))
                    .split(" ", 2);
            boolean inTime = Instant.ofEpochSecond(Long.parseLong(parts[0])).isAfter(clock.instant());
            return inTime ? Optional.of(Bytes.fromBase64(parts[1])) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
