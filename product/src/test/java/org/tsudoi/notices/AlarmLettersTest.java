package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Members;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.reconciliation.Reconciliation.Alarm;
import org.tsudoi.reconciliation.Reconciliation.AlarmRaised;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TownPost;

/// The letter as it comes out of Town's mailbox, sent there by SMTP.
@PostTest
class AlarmLettersTest {
    private final Members members;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher publisher;
    private final OutboxRunner outbox;
    private final Clock clock;

    AlarmLettersTest(
            Members members,
            TransactionTemplate transactions,
            ApplicationEventPublisher publisher,
            OutboxRunner outbox,
            Clock clock) {
        this.members = members;
        this.transactions = transactions;
        this.publisher = publisher;
        this.outbox = outbox;
        this.clock = clock;
    }

    private EmailAddress operator(String language) {
        var mail = new EmailAddress("operator." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.forLanguageTag(language), ZoneOffset.UTC);
        members.makeOperator(member.id());
        return mail;
    }

    private void raise(Alarm alarm, Duration later) {
        var at = clock.instant().plus(later);
        transactions.executeWithoutResult(
                _ -> publisher.publishEvent(new AlarmRaised(LocalDate.ofInstant(at, ZoneOffset.UTC), at, alarm)));
        outbox.runDue();
    }

    @ParameterizedTest
    @CsvSource({
        "en, Reconciliation: somebody should look, Differences about money: 3., Open for more than a day: 2.",
        "ja, 照合：確認が必要です, お金に関わる差異が 3件, 1日以上解消していない差異が 2件",
        "th, กระทบยอด: ต้องมีคนตรวจสอบ, รายการที่เกี่ยวกับเงินไม่ตรงกัน: 3, ค้างเกินหนึ่งวัน: 2"
    })
    void theLetterSaysHowMuchDiffersAndWhereToLook(String language, String subject, String money, String overdue) {
        var operator = operator(language);
        raise(new Alarm(3, 2, false), Duration.ZERO);
        var letter = TownPost.awaited(operator).getFirst();
        assertThat(letter.path("subject").asString()).isEqualTo(subject);
        assertThat(letter.path("text").asString()).contains(money, overdue, "/operate/reconciliation");
        assertThat(letter.path("html").asString()).contains(money, overdue, "/operate/reconciliation");
    }

    @Test
    void aSecondAlarmOfTheSameDayIsASecondLetter() {
        var operator = operator("en");
        raise(new Alarm(1, 0, true), Duration.ZERO);
        assertThat(TownPost.awaited(operator).getFirst().path("text").asString())
                .doesNotContain("Open for more");
        raise(new Alarm(2, 0, false), Duration.ofHours(1));
        assertThat(TownPost.awaited(operator)).hasSize(2);
    }
}
