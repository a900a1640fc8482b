package org.tsudoi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "hanako@example.jp, hanako@example.jp",
        "' Hanako.Sato+yoga@Example.JP ', Hanako.Sato+yoga@example.jp",
        "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ, hanako@example.jp",
        "o'neil@example.co.uk, o'neil@example.co.uk",
        "a..b.@docomo.ne.jp, a..b.@docomo.ne.jp",
        "someone@日本語.jp, someone@xn--wgv71a119e.jp",
        "root@localhost, root@localhost",
    })
    void whatPeopleTypeBecomesOneForm(String typed, String kept) {
        assertThat(EmailAddress.read(typed)).map(EmailAddress::value).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hanako",
                "@example.jp",
                "hanako@",
                "hanako@example",
                "hana ko@example.jp",
                "a@b@example.jp",
                "a..b@example.jp",
                ".a@example.jp",
                "hanako@-example.jp",
                "hanako@exa_mple.jp",
                "hanako@example..jp",
                "hanako@example.jp\nBcc: all@example.jp",
                "\"quoted\"@example.jp",
                "<hanako@example.jp>",
            })
    void whatNoServerTakesIsRefused(String typed) {
        assertThat(EmailAddress.read(typed)).isEmpty();
        assertThatThrownBy(() -> new EmailAddress(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    /// SMTP without SMTPUTF8 would make other addresses of them: the mail of `ůnebox@` came to `onebox@`.
    @ParameterizedTest
    @ValueSource(strings = {"花子@example.jp", "ůnebox@example.jp", "č@example.jp"})
    void whatOtherMailboxesCouldBeReadInIsRefused(String typed) {
        assertThat(EmailAddress.read(typed)).isEmpty();
    }

    @Test
    void aLocalPartThatIsNoRunOfWordsIsQuoted() {
        assertThat(new EmailAddress("a..b.@docomo.ne.jp").quoted()).isEqualTo("\"a..b.\"@docomo.ne.jp");
        assertThat(new EmailAddress("hanako@docomo.ne.jp").quoted()).isEqualTo("hanako@docomo.ne.jp");
    }

    @Test
    void anAddressOfTooManyLettersIsRefused() {
        assertThat(EmailAddress.read("a".repeat(64) + "@example.jp")).isPresent();
        assertThat(EmailAddress.read("a".repeat(65) + "@example.jp")).isEmpty();
        assertThat(EmailAddress.read("a@" + "b.".repeat(126) + "jp")).isEmpty();
    }

    @Test
    void neitherAnAddressNorANamePrintsItself() {
        assertThat(new EmailAddress("hanako@example.jp")).hasToString("h***@example.jp");
        assertThat(new PersonName("佐藤花子")).hasToString("佐***");
        assertThat(new PersonName("𠮷田")).hasToString("𠮷***");
    }

    @Test
    void spellingsOfOneMailboxAreLookedUpAsOne() {
        assertThat(new EmailAddress("Hanako@Example.jp").lookUpKey())
                .isEqualTo(new EmailAddress("hanako@example.jp").lookUpKey());
    }

    @Test
    void aNameKeepsItsLettersAndLosesWhatCouldDeceive() {
        assertThat(PersonName.read("  佐藤　花子 ")).map(PersonName::value).contains("佐藤　花子");
        assertThat(PersonName.read("Anna\u202Emoc.live")).map(PersonName::value).contains("Annamoc.live");
        assertThat(PersonName.read("Anna\r\nBcc: x")).map(PersonName::value).contains("Anna Bcc: x");
        assertThat(PersonName.read(" \u200B ")).isEmpty();
        assertThat(PersonName.read("あ".repeat(80))).isPresent();
        assertThat(PersonName.read("あ".repeat(81))).isEmpty();
    }
}
