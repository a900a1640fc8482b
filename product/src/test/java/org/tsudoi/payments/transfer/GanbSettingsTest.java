package org.tsudoi.payments.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tsudoi.payments.transfer.TransferSettings.Reads;

class GanbSettingsTest {
    private static GanbSettings with(String client, String secret, String raId, Duration rest) {
        return new GanbSettings(
                URI.create("https://bank.example/ganb/api"),
                client,
                secret,
                "the-refresh-token",
                raId,
                "銀行",
                "0310",
                0,
                rest,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(with("client", "the-secret", "101011234567", Duration.ofDays(90))
                        .toString())
                .doesNotContain("the-secret", "the-refresh-token");
    }

    @Test
    void theIdOfAnAccountSaysWhichItIs() {
        var rest = Duration.ofDays(90);
        var leadsTo = with("client", "secret", "101021234567", rest).leadsTo(Reads.NOTICES);
        assertThat(account("当座", "1234567").isSame(Objects.requireNonNull(leadsTo)))
                .isTrue();
        assertThat(account("普通", "1234567").isSame(leadsTo)).isFalse();
        assertThat(account("当座", "1234568").isSame(leadsTo)).isFalse();
        assertThat(leadsTo.isAccount("zengin:0310-101-2-1234567")).isTrue();
        assertThat(with("client", "secret", "1010212345670", rest).leadsTo(Reads.NOTICES))
                .isNull();
    }

    private static TransferSettings account(String kind, String number) {
        return new TransferSettings("", "0310", "", "101", kind, number, "", Reads.NOTICES, "", 2);
    }

    @Test
    void whatIsIncompleteStopsTheStart() {
        var rest = Duration.ofDays(90);
        assertThatThrownBy(() -> with("client", "", "101011234567", rest)).hasMessageContaining("secret");
        assertThatThrownBy(() -> with("client", "secret", "1", rest)).hasMessageContaining("ra-id");
        assertThatThrownBy(() -> with("client", "secret", "101011234567", Duration.ofDays(29)))
                .hasMessageContaining("30 days");
        assertThat(with("", "", "", rest).isSet()).isFalse();
    }
}
