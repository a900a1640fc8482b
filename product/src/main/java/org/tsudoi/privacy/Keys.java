package org.tsudoi.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.tsudoi.platform.CannotStart;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The keys of an instance, in one file outside the database: Tink key sets for sealing (AES-256-GCM; many
/// keys, the primary one seals, all open), blind indexes and tokens (HMAC-SHA-256; one key each, since another
/// key would find nothing again).
record Keys(KeysetHandle sealingSet, KeysetHandle indexSet, KeysetHandle tokenSet) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Keys[…]";
    }

    static Keys make() {
        try {
            return new Keys(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same keys and a new primary one for sealing; what was sealed before still opens.
    Keys withNewSealingKey() {
        try {
            var more = KeysetHandle.newBuilder(sealingSet)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            return new Keys(more, indexSet, tokenSet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Aead sealing() {
        return primitive(sealingSet, Aead.class);
    }

    PrfSet indexes() {
        return primitive(indexSet, PrfSet.class);
    }

    PrfSet tokens() {
        return primitive(tokenSet, PrfSet.class);
    }

    private static <P> P primitive(KeysetHandle keys, Class<P> kind) {
        try {
            return keys.getPrimitive(RegistryConfiguration.get(), kind);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Keys read(Path file) {
        try {
            var json = JSON.readTree(Files.readString(file));
            return new Keys(
                    parse(json.get("sealing").toString()),
                    parse(json.get("indexes").toString()),
                    parse(json.get("tokens").toString()));
        } catch (IOException e) {
            throw new CannotStart("The key file " + file + " cannot be read: " + e.getMessage() + ".", e);
        } catch (JacksonException | GeneralSecurityException | NullPointerException e) {
            throw new CannotStart(
                    "The key file " + file + " does not hold keys of Tsudoi; put back the file that was there.", e);
        }
    }

    private static KeysetHandle parse(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    /// Written beside and moved into place, readable by the product's user only.
    void write(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            ObjectNode json = JSON.createObjectNode();
            json.set("sealing", JSON.readTree(serialize(sealingSet)));
            json.set("indexes", JSON.readTree(serialize(indexSet)));
            json.set("tokens", JSON.readTree(serialize(tokenSet)));
            Files.writeString(beside, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("The key file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static String serialize(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    }
}
