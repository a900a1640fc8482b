package town.paypal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/// An RSA key with a certificate that it signed itself. The Java library reads certificates and makes none, so the
/// few bytes of DER (RFC 5280, 4.1) are written here.
final class SelfSigned {
    private static final byte[] SHA256_WITH_RSA = sequence(
            new byte[] {0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b},
            new byte[] {0x05, 0x00});
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    private static final byte[] VERSION_3 = {(byte) 0xa0, 0x03, 0x02, 0x01, 0x02};

    private final KeyPair keys;
    private final String pem;

    SelfSigned(String name) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            var serial = BigInteger.valueOf(System.nanoTime() & Long.MAX_VALUE);
            var named =
                    sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, name.getBytes(StandardCharsets.UTF_8)))));
            // Longer than any story told here.
            var valid = sequence(time("200101000000Z"), time("491231235959Z"));
            var told = sequence(
                    VERSION_3,
                    tagged(0x02, serial.toByteArray()),
                    SHA256_WITH_RSA,
                    named,
                    valid,
                    named,
                    keys.getPublic().getEncoded());
            var signature = signed(keys.getPrivate(), told);
            var bits = new byte[signature.length + 1];
            System.arraycopy(signature, 0, bits, 1, signature.length);
            var whole = sequence(told, SHA256_WITH_RSA, tagged(0x03, bits));
            pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(whole)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        return pem;
    }

    /// SHA256withRSA, as base64.
    String sign(String text) {
        try {
            return Base64.getEncoder().encodeToString(signed(keys.getPrivate(), text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isSigned(String text, String signature) {
        try {
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(keys.getPublic());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] signed(PrivateKey key, byte[] told) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(told);
        return signature.sign();
    }

    private static byte[] time(String written) {
        return tagged(0x17, written.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
