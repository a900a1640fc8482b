package org.tsudoi.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final Keys keys = Keys.make();
    private final Vault vault = new Vault(keys);
    private final UUID row = UUID.randomUUID();

    @Test
    void whatIsSealedOpensInItsPlaceAndCannotBeRead() {
        var sealed = vault.seal("member", "name_sealed", row, "山田 花子");
        assertThat(vault.open("member", "name_sealed", row, sealed)).isEqualTo("山田 花子");
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("山田");
        assertThat(vault.seal("member", "name_sealed", row, "山田 花子")).isNotEqualTo(sealed);
    }

    @Test
    void aValueMovedToAnotherTableColumnOrRowDoesNotOpen() {
        var sealed = vault.seal("member", "name_sealed", row, "山田 花子");
        assertDoesNotOpen("guest", "name_sealed", row, sealed);
        assertDoesNotOpen("member", "mail_sealed", row, sealed);
        assertDoesNotOpen("member", "name_sealed", UUID.randomUUID(), sealed);
        sealed[sealed.length - 1] ^= 1;
        assertDoesNotOpen("member", "name_sealed", row, sealed);
    }

    private void assertDoesNotOpen(String table, String column, UUID id, byte[] sealed) {
        assertThatThrownBy(() -> vault.open(table, column, id, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        var sealed = vault.seal("member", "name_sealed", row, "Somchai");
        var after = new Vault(keys.withNewSealingKey());
        assertThat(after.open("member", "name_sealed", row, sealed)).isEqualTo("Somchai");
        var sealedAfter = after.seal("member", "name_sealed", row, "Somchai");
        assertDoesNotOpen("member", "name_sealed", row, sealedAfter);
        assertThat(after.blindIndex("mail", "a@example.org")).isEqualTo(vault.blindIndex("mail", "a@example.org"));
        assertThat(after.token("door", row, 1)).isEqualTo(vault.token("door", row, 1));
    }

    @Test
    void aBlindIndexIsTheSameForTheSameTextAndPurposeOnly() {
        assertThat(vault.blindIndex("mail", "a@example.org"))
                .hasSize(32)
                .isEqualTo(vault.blindIndex("mail", "a@example.org"))
                .isNotEqualTo(vault.blindIndex("mail", "b@example.org"))
                .isNotEqualTo(vault.blindIndex("phone", "a@example.org"))
                .isNotEqualTo(new Vault(Keys.make()).blindIndex("mail", "a@example.org"));
    }

    @Test
    void aTokenIsDerivedFromPurposeIdAndVersion() {
        var token = vault.token("door", row, 1);
        assertThat(token)
                .matches("[A-Za-z0-9_-]{27}")
                .isEqualTo(vault.token("door", row, 1))
                .isNotEqualTo(vault.token("door", row, 2))
                .isNotEqualTo(vault.token("order", row, 1))
                .isNotEqualTo(vault.token("door", UUID.randomUUID(), 1))
                .isNotEqualTo(new Vault(Keys.make()).token("door", row, 1));
        assertThat(Vault.tokenHash(token)).hasSize(32).isNotEqualTo(Vault.tokenHash(token + "x"));
    }
}
