package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Members;
import org.tsudoi.members.SignIn;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.texts.Formats;
import org.tsudoi.texts.Language;

@ProductTest
class SignInNoticesTest {
    private final SignIn signIn;
    private final Members members;
    private final SignInNotices.LinkLetters letters;

    SignInNoticesTest(SignIn signIn, Members members, SignInNotices.LinkLetters letters) {
        this.signIn = signIn;
        this.members = members;
        this.letters = letters;
    }

    @ParameterizedTest
    @CsvSource({"ja,Asia/Tokyo,日本時間", "en,Europe/Berlin,Central European Time", "th,Asia/Bangkok,เวลาไทย"})
    void theDeadlineStandsInTheZoneOfWhoeverAsks(String language, String zone, String name) {
        var asked = ask(mail(), language, zone);
        assertThat(text(asked))
                .contains(time(asked, language, zone) + " " + name)
                .doesNotContain("UTC");
    }

    @Test
    void aMembersZoneCountsMoreThanThatOfTheBrowser() {
        var mail = mail();
        members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Bangkok"));
        var asked = ask(mail, "ja", "Asia/Tokyo");
        assertThat(text(asked)).contains(time(asked, "ja", "Asia/Bangkok") + " タイ時間");
    }

    private SignIn.Asked.Sent ask(EmailAddress mail, String language, String zone) {
        return (SignIn.Asked.Sent) signIn.ask(
                mail,
                Locale.forLanguageTag(language),
                ZoneId.of(zone),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
    }

    private String text(SignIn.Asked.Sent asked) {
        return letters.letter(signIn.letter(asked.id()).orElseThrow()).text();
    }

    private static String time(SignIn.Asked.Sent asked, String language, String zone) {
        var until = asked.until().atZone(ZoneId.of(zone));
        return new Formats(Language.of(language).orElseThrow()).time(until);
    }

    private static EmailAddress mail() {
        return new EmailAddress(UUID.randomUUID() + "@signing.example");
    }
}
