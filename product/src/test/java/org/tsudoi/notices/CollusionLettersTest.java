package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.collusion.CaseId;
import org.tsudoi.collusion.Collusion.CaseMoved;
import org.tsudoi.collusion.Collusion.CasesFound;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TownPost;

/// What members and operators are mailed about cases, as it comes out of Town's mailbox.
@PostTest
class CollusionLettersTest {
    private final Members members;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher publisher;
    private final OutboxRunner outbox;
    private final Clock clock;

    CollusionLettersTest(
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

    private Member somebody(String language) {
        var mail = new EmailAddress("case." + UUID.randomUUID().toString().replace("-", "") + "@example.jp");
        return members.findOrCreate(mail, Optional.empty(), Locale.forLanguageTag(language), ZoneOffset.UTC);
    }

    private Member operator(String language) {
        var member = somebody(language);
        members.makeOperator(member.id());
        return member;
    }

    private void publish(Object event) {
        transactions.executeWithoutResult(_ -> publisher.publishEvent(event));
        outbox.runDue();
    }

    @ParameterizedTest
    @CsvSource({"en, Sham sessions: 2 new cases", "ja, 見せかけのセッション：新しい件が 2 件", "th, เซสชันบังหน้า: เรื่องใหม่ 2 เรื่อง"})
    void operatorsHearOfNewCases(String language, String subject) {
        var operator = operator(language);
        publish(new CasesFound(clock.instant(), 2));
        var letter = TownPost.awaited(operator.email()).getFirst();
        assertThat(letter.path("subject").asString()).isEqualTo(subject);
        assertThat(letter.path("text").asString()).contains("/operate/collusion");
    }

    @Test
    void operatorsHearOfAnAppealAndTheGroupOfTheAnswer() {
        var operator = operator("en");
        var party = somebody("en");
        var id = new CaseId(UUID.randomUUID());
        publish(new CaseMoved(id, List.of(party.id()), "appealed", 5));
        assertThat(TownPost.awaited(operator.email()).getFirst().path("text").asString())
                .contains("asks for a second look", "30 days", "/operate/collusion/" + id);
        publish(new CaseMoved(id, List.of(party.id()), "upheld", 6));
        var told = TownPost.awaited(party.email());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("text").asString()).contains("/account/cases/" + id);
    }
}
