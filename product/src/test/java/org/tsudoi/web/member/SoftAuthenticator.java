package org.tsudoi.web.member;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An authenticator with one passkey (ES256, attestation "none"), as WebAuthn Level 3 §6 lays the bytes out.
final class SoftAuthenticator {
    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int CREDENTIAL_INCLUDED = 0x40;

    private final String site;
    private final String host;
    private final byte[] credentialId = new byte[32];
    private final KeyPair keys;
    private int counter;

    /// @param site the origin that the browser shows, such as `http://localhost:8080`
    SoftAuthenticator(String site, String host) {
        this.site = site;
        this.host = host;
        new SecureRandom().nextBytes(credentialId);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The answer to `navigator.credentials.create`, as our script sends it.
    String make(String challenge, String name) {
        var authData = bytes(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) (PRESENT_AND_VERIFIED | CREDENTIAL_INCLUDED)},
                ByteBuffer.allocate(4).putInt(counter).array(),
                new byte[16],
                new byte[] {0, (byte) credentialId.length},
                credentialId,
                coseKey());
        var attestation = bytes(
                HexFormat.of().parseHex("a3" + "63666d74" + "646e6f6e65" + "6761747453746d74" + "a0"),
                HexFormat.of().parseHex("686175746844617461" + "59"),
                new byte[] {(byte) (authData.length >> 8), (byte) authData.length},
                authData);
        return """
                {"name":"%s","credential":{"id":"%s","rawId":"%2$s","type":"public-key","clientExtensionResults":{},
                "response":{"attestationObject":"%s","clientDataJSON":"%s","transports":["internal"]}}}
                """.formatted(
                        name, encode(credentialId), encode(attestation), encode(said("webauthn.create", challenge)));
    }

    /// The answer to `navigator.credentials.get`.
    String sign(String challenge, String userHandle, int flags) {
        counter++;
        var authData = bytes(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt(counter).array());
        byte[] said = said("webauthn.get", challenge);
        return """
                {"id":"%s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
                "response":{"authenticatorData":"%s","clientDataJSON":"%s","signature":"%s","userHandle":"%s"}}
                """.formatted(
                        encode(credentialId),
                        encode(authData),
                        encode(said),
                        encode(signed(bytes(authData, sha256(said)))),
                        userHandle);
    }

    String sign(String challenge, String userHandle) {
        return sign(challenge, userHandle, PRESENT_AND_VERIFIED);
    }

    private byte[] said(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, site)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] coseKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return bytes(
                HexFormat.of().parseHex("a5" + "0102" + "0326" + "2001" + "215820"),
                coordinate(point.getAffineX()),
                HexFormat.of().parseHex("225820"),
                coordinate(point.getAffineY()));
    }

    private byte[] signed(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        var fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
