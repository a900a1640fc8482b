package org.tsudoi.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.SignIn.Answer;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class FirstLoginTest {
    private final OperatorInvitation invitation;
    private final PlatformSettings settings;
    private final RecurringJob job;
    private final TestClock clock;

    FirstLoginTest(OperatorInvitation invitation, PlatformSettings settings, List<RecurringJob> jobs, TestClock clock) {
        this.invitation = invitation;
        this.settings = settings;
        this.job = jobs.stream()
                .filter(found -> found.name().equals("members-hand-out-admin-link"))
                .findFirst()
                .orElseThrow();
        this.clock = clock;
    }

    @Test
    void aLinkMakesOneOperator() {
        String token = token(invitation.issue().path());
        var welcome = (Answer.Welcome) accept(token, People.somebody());
        assertThat(welcome.member().is(Role.OPERATOR)).isTrue();
        assertThat(accept(token, People.somebody())).isEqualTo(new Answer.NoLongerGood());
        assertThat(invitation.needed()).isFalse();
    }

    @Test
    void aNewLinkEndsTheOlderOnesAndNoneLivesLongerThanAWeek() {
        String older = token(invitation.issue().path());
        String newer = token(invitation.issue().path());
        assertThat(invitation.isGood(older)).isFalse();
        assertThat(invitation.isGood(newer)).isTrue();
        clock.forward(Duration.ofDays(7));
        assertThat(accept(newer, People.somebody())).isEqualTo(new Answer.NoLongerGood());
    }

    @Test
    void whoeverMayWriteIntoTheDataFolderGetsANewLinkThatOnlyTheyMayRead() throws IOException {
        Path file = settings.data().resolve("first-login.txt");
        Files.createDirectories(settings.data());
        Files.createFile(settings.data().resolve("admin-link"));
        job.run();
        assertThat(settings.data().resolve("admin-link")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String address = Files.readString(file).strip();
        assertThat(address).startsWith(settings.link("/operator-invitation/"));
        job.run();
        assertThat(file).exists();
        assertThat(accept(token(address), People.somebody())).isInstanceOf(Answer.Welcome.class);
        job.run();
        assertThat(file).doesNotExist();
    }

    private Answer accept(String token, EmailAddress mail) {
        return invitation.accept(token, mail, Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
    }

    private static String token(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
