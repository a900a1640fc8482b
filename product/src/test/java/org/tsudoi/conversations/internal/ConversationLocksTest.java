package org.tsudoi.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Message;
import org.tsudoi.conversations.NoteKind;
import org.tsudoi.conversations.Writing;
import org.tsudoi.orders.Order;
import org.tsudoi.testing.ProductTest;

/// What the database refuses by itself, as the product's role.
@ProductTest
class ConversationLocksTest {
    private final Conversations conversations;
    private final Writing writing;
    private final ForgetMessages forgetting;
    private final JdbcClient sql;

    ConversationLocksTest(Conversations conversations, Writing writing, ForgetMessages forgetting, JdbcClient sql) {
        this.conversations = conversations;
        this.writing = writing;
        this.forgetting = forgetting;
        this.sql = sql;
    }

    private Message.Said said(Order order) {
        return writing.said(order.id(), Writing.GUEST, "my number is 090-0000-0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body_sealed = body_sealed || '\\x00'",
                "number = number + 100",
                "at = at - interval '1 hour'",
                "side = 'organiser', member = gen_random_uuid()",
                "characters = characters - 1",
                "note = 'paid', parameters = '{}', side = null, characters = null, body_sealed = null",
                "withdrawn_at = at"
            })
    void whatWasWrittenNeverChanges(String change) {
        var said = said(writing.booked());
        assertThatThrownBy(() -> sql.sql("update conversation_message set " + change + " where id = :id")
                        .param("id", said.id().value())
                        .update())
                .hasStackTraceContaining("a message never changes");
    }

    @Test
    void aTextGoesOnlyAsWithdrawnInTimeOrForgottenAfterIt() {
        var said = said(writing.booked());
        refuses("body_sealed = null", said, "conversation_message_kind");
        refuses(
                "body_sealed = null, withdrawn_at = at + interval '16 minutes'",
                said,
                "conversation_message_withdrawn_in_time");
        refuses(
                "body_sealed = null, forgotten_at = at + interval '4 years'",
                said,
                "conversation_message_forgotten_after_its_time");
        assertThatThrownBy(() -> sql.sql("delete from conversation_message where id = :id")
                        .param("id", said.id().value())
                        .update())
                .hasStackTraceContaining("permission denied");
    }

    private void refuses(String change, Message.Said said, String why) {
        assertThatThrownBy(() -> sql.sql("update conversation_message set " + change + " where id = :id")
                        .param("id", said.id().value())
                        .update())
                .hasStackTraceContaining(why);
    }

    @Test
    void whatWasTakenBackNeverComesBack() {
        var order = writing.booked();
        var said = said(order);
        conversations.withdraw(order.id(), said.id(), Writing.GUEST);
        refuses("withdrawn_at = null, body_sealed = decode(repeat('00', 60), 'hex')", said, "a message never changes");
    }

    @Test
    void nothingOfATextIsInTheClear() {
        var order = writing.booked();
        var said = said(order);
        var body = sql.sql("select body_sealed from conversation_message where id = :id")
                .param("id", said.id().value())
                .query(byte[].class)
                .single();
        assertThat(new String(body, StandardCharsets.ISO_8859_1)).doesNotContain("090");
        conversations.withdraw(order.id(), said.id(), Writing.GUEST);
        assertThat(sql.sql("select body_sealed is null from conversation_message where id = :id")
                        .param("id", said.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "side, characters, body_sealed | 'buyer', 4001, decode(repeat('00', 8000), 'hex') | _length",
                "side, characters, body_sealed | 'buyer', 0, decode(repeat('00', 33), 'hex') | _length",
                "side, characters, body_sealed | 'buyer', 10, decode(repeat('00', 42), 'hex') | _length",
                "side, characters, body_sealed | 'buyer', 10, decode(repeat('00', 74), 'hex') | _length",
                "side, characters, body_sealed | 'operator', 10, decode(repeat('00', 50), 'hex') | side_check",
                "side, characters, body_sealed | 'organiser', 10, decode(repeat('00', 50), 'hex') | _organiser_is_somebody",
                "side, note, parameters | 'buyer', 'paid', '{}' | _kind",
                "note, parameters | 'promoted', '{}' | _note",
                "note, parameters | 'paid', '[]' | _parameters",
                "note, parameters | 'paid', jsonb_build_object('x', repeat('x', 1000)) | _parameters"
            })
    void whatIsNoMessageIsRefused(String columns, String values, String constraint) {
        var order = writing.booked();
        said(order);
        assertThatThrownBy(() -> insert(order, "now()", columns, values))
                .hasStackTraceContaining("conversation_message" + (constraint.startsWith("_") ? "" : "_") + constraint);
    }

    private UUID insert(Order order, String at, String columns, String values) {
        var id = UUID.randomUUID();
        sql.sql("insert into conversation_message (id, conversation, number, at, " + columns
                        + ") values (:id, :order, 99, " + at + ", " + values + ")")
                .param("id", id)
                .param("order", order.id().value())
                .update();
        return id;
    }

    @Test
    void nobodyHasReadWhatIsNotThere() {
        var order = writing.booked();
        said(order);
        assertThatThrownBy(() -> sql.sql("update conversation set buyer_read = last_number + 1 where orders = :order")
                        .param("order", order.id().value())
                        .update())
                .hasStackTraceContaining("conversation_read");
    }

    @Test
    void whatIsOldEnoughIsForgottenAndNothingElse() {
        var order = writing.booked();
        said(order);
        var old = insert(
                order,
                "timestamptz '2019-04-01'",
                "side, characters, body_sealed",
                "'buyer', 10, decode(repeat('00', 50), 'hex')");
        forgetting.run();
        var messages = conversations.of(order.id()).messages();
        assertThat(messages.getLast())
                .isInstanceOfSatisfying(
                        Message.Forgotten.class,
                        gone -> assertThat(gone.id().value()).isEqualTo(old));
        assertThat(messages).anyMatch(Message.Said.class::isInstance);
    }

    @Test
    void theDatabaseKnowsAllKindsOfNotes() {
        var constraint = sql.sql("""
                        select pg_get_constraintdef(oid) from pg_constraint where conname = 'conversation_message_note'""").query(String.class).single();
        assertThat(Pattern.compile("'([a-z_]+)'").matcher(constraint).results().map(MatchResult::group))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NoteKind.values())
                        .map(kind -> "'" + kind.word() + "'")
                        .toList());
    }
}
